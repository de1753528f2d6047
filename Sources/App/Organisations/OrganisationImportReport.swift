import Domain

/// What an import did, or would do, in lines to read.
struct OrganisationImportReport {
    let plan: ImportPlan
    let isTrial: Bool
    /// How many of each heap are named.
    var shown = 20

    var lines: [String] {
        var lines = [
            French.count(plan.lineCount, "ligne lue", "lignes lues") + " :",
            "  " + heap(plan.created.map(\.lines), isTrial ? ("à créer", "à créer") : ("créée", "créées")),
            "  "
                + heap(
                    plan.resembling.map(\.candidate.lines),
                    ("à créer, mais qui ressemble à une fiche", "à créer, mais qui ressemblent à une fiche")),
            "  " + heap(plan.changed.map(\.lines), isTrial ? ("à modifier", "à modifier") : ("modifiée", "modifiées")),
            "  " + French.count(plan.unchanged.count, "ligne", "lignes") + " sans changement",
            "  " + French.count(plan.refused.count, "ligne refusée", "lignes refusées"),
            "  " + French.count(plan.outside.count + plan.passedOver, "ligne", "lignes")
                + " hors du champ (personnes, autres territoires, hors de l’ESS)",
        ]
        lines += named(plan.created, "Créées") { candidate in
            ["  + \(candidate.sheet[.name]) (\(candidate.sheet.family.label), \(candidate.sheet[.town]))"]
        }
        lines += named(plan.resembling, "Ressemblantes") { resemblance in
            let reasons = resemblance.score.explanation.filter { $0.points > 0 }.map(\.sentence)
            let end =
                resemblance.decision == .create
                ? (isTrial ? "serait créée à part" : "créée à part")
                : (isTrial ? "serait tenue pour elle" : "tenue pour elle")
            return [
                "  ? \(resemblance.candidate.sheet[.name]) (\(resemblance.candidate.sheet[.town])) ressemble à \(French.quote(resemblance.name)) : \(French.list(reasons)) ; \(end)"
            ]
        }
        lines += named(plan.changed, "Modifiées") { change in
            ["  ~ \(change.name)"] + change.fields.map(field)
                + change.places.map { "      nouveau lieu : \($0.siret) \($0.town)" }
        }
        if !plan.refused.isEmpty { lines += ["", "Refusées"] }
        lines += plan.refused.map { refusal in
            let column = refusal.column.isEmpty ? "" : ", colonne \(refusal.column)"
            return "  ! \(refusal.place.file), \(refusal.place.french)\(column) : \(refusal.reason)."
        }
        return lines
    }

    private func heap(_ lines: [[ImportPlace]], _ what: (String, String)) -> String {
        let count = French.count(lines.count, "organisation " + what.0, "organisations " + what.1)
        return "\(count) (\(French.count(lines.reduce(0) { $0 + $1.count }, "ligne", "lignes")))"
    }

    private func field(_ change: FieldChange) -> String {
        let old = change.old.isEmpty ? "rien" : French.quote(change.old)
        guard let kept = change.kept else {
            return "      \(change.field.label) : \(old) → \(French.quote(change.new))"
        }
        return "      \(change.field.label) : \(old) gardé (\(kept.label)), le fichier dit \(French.quote(change.new))"
    }

    private func named<Item>(_ items: [Item], _ title: String, _ lines: (Item) -> [String]) -> [String] {
        guard !items.isEmpty else { return [] }
        let rest = items.count - shown
        return ["", title] + items.prefix(shown).flatMap(lines)
            + (rest > 0 ? ["  … et \(French.count(rest, "autre", "autres"))"] : [])
    }
}
