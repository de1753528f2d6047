/// Statutes of hubs, their bodies and mandates.
extension RouteExpectations {
    static let statutes: [String: Expected] = [
        "GET /poles/{slug}/statuts": both("*"), "GET /poles/{slug}/statuts.pdf": both("*"),
        "GET /poles/{slug}/statuts.json": both("*"),
        "GET /poles/{slug}/pilotage/statuts": own("ACBP"), "POST /poles/{slug}/pilotage/statuts": own("ACB"),
        "POST /poles/{slug}/pilotage/statuts/abandon": own("ACB"),
        "POST /poles/{slug}/pilotage/statuts/reprise": own("ACB"),
        "POST /poles/{slug}/pilotage/statuts/publication": own("ACB"),
        "GET /poles/{slug}/pilotage/statuts/comparaison": own("ACBP"),
        "GET /poles/{slug}/pilotage/statuts/versions/{id}": own("ACBP"),
        "GET /poles/{slug}/pilotage/statuts/brouillon/{chapitre}": own("ACB"),
        "POST /poles/{slug}/pilotage/statuts/brouillon/{chapitre}": own("ACB"),
        "POST /poles/{slug}/pilotage/statuts/brouillon/{chapitre}/usage": own("ACB"),
        "GET /poles/{slug}/instances": both("*"), "GET /poles/{slug}/instances.csv": both("*"),
        "GET /poles/{slug}/equilibre": both("*"), "GET /poles/{slug}/pilotage/equilibre": own("ACBP"),
        "GET /poles/{slug}/pilotage/instances": own("ACBP"), "POST /poles/{slug}/pilotage/instances": own("ACB"),
        "GET /poles/{slug}/pilotage/instances.csv": own("ACB"),
        "GET /poles/{slug}/pilotage/instances/dirigeants": own("ACB"),
        "GET /poles/{slug}/pilotage/instances/dirigeants.csv": own("ACB"),
        "POST /poles/{slug}/pilotage/instances/declarations": own("ACB"),
        "POST /poles/{slug}/pilotage/instances/{id}/fin": own("ACB"),
        "POST /poles/{slug}/pilotage/instances/{id}/annulation": own("ACB"),
    ]
}
