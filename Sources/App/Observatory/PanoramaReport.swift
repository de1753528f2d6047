import Domain

/// What an import of a panorama says it did, or would do.
struct PanoramaReport {
    let outcome: PanoramaImportStore.Outcome
    let isTrial: Bool

    var lines: [String] {
        let count = outcome.count
        var lines = [
            "Millésime \(count.month.french) : \(effect).",
            "  Unités légales : \(French.number(count.unitRows)) lignes lues, \(French.number(count.unitsKept)) de l’ESS (\(outcome.perimeter)).",
            "  Établissements : \(French.number(count.establishmentRows)) lignes lues, \(French.number(count.establishmentsKept)) comptés dans \(French.count(outcome.communesAsked, "commune", "communes"))\(rest), \(French.number(count.withoutCommune)) sans commune.",
            "  \(French.count(count.cellCount, "case", "cases")) ; empreinte \(count.digest).",
        ]
        if let day = count.treatedOn {
            lines.append("  Dernier changement au répertoire parmi ce qui est compté : \(day.french).")
        }
        if count.unreadableUnits > 0 {
            lines.append(
                "  \(French.count(count.unreadableUnits, "unité laissée", "unités laissées")) : leur SIREN n’est pas un nombre de neuf chiffres."
            )
        }
        if !count.cutFiles.isEmpty {
            lines.append(
                "  Attention : \(French.list(count.cutFiles)) ne finit pas par une fin de ligne. Si le téléchargement s’est arrêté, recommencez avec le fichier entier."
            )
        }
        return lines
    }

    private var rest: String {
        outcome.count.communes.contains { $0.code.isEmpty } ? " et, ensemble, dans le reste de la France" : ""
    }

    private var effect: String {
        switch (outcome.effect, isTrial) {
        case (.unchanged, _): "déjà importé de ces fichiers, rien ne change"
        case (.created, true): "serait importé, rien n’a été écrit"
        case (.replaced, true): "remplacerait celui qui est là, rien n’a été écrit"
        case (.created, false): "importé"
        case (.replaced, false): "importé à la place de celui qui était là"
        }
    }
}
