/// What a legal category tells by itself.
package enum LegalForm {
    /// A sole trader is not an organisation: their record would be a person's (categories 10… and 2…).
    package static func isPerson(_ category: String) -> Bool { category.hasPrefix("10") || category.hasPrefix("2") }
}

/// Whether an organisation is of the ESS, and why: each witness with what it says.
package enum EssPerimeter {
    /// What decides.
    package enum Basis: String, Sendable, CaseIterable {
        case network = "reseau"
        case registers = "registres"
        case form = "forme"
        case word = "parole"
        case nothing = "rien"

        package var label: String {
            switch self {
            case .network: "décision du réseau"
            case .registers: "Sirene ou la liste d’ESS France"
            case .form: "forme juridique et activité"
            case .word: "parole de qui l’a inscrite"
            case .nothing: "aucun témoin"
            }
        }
    }

    package struct Verdict: Sendable, Hashable {
        package let isIn: Bool
        package let basis: Basis
        package let reasons: [String]
        /// Two witnesses say opposite things.
        package let isDisputed: Bool
    }

    /// A decision of the network wins, with its reason; then the registers that say yes, then Sirene's no; form and activity
    /// count when no register speaks; last comes the word of whoever registered it.
    package static func verdict(_ sheet: OrganisationSheet, in table: EssTable) -> Verdict {
        var witnesses = Witnesses()
        switch sheet[.essNetwork] {
        case "O": witnesses.hear(true, .network, "Le réseau la dit de l’ESS : \(sheet[.essReason])")
        case "N": witnesses.hear(false, .network, "Le réseau ne la dit pas de l’ESS : \(sheet[.essReason])")
        default: break
        }
        if sheet[.essList] == "O" { witnesses.hear(true, .registers, "Elle est sur la liste d’ESS France.") }
        switch sheet[.essSirene] {
        case "O": witnesses.hear(true, .registers, "Sirene (Insee) la dit de l’ESS.")
        case "N": witnesses.hear(false, .registers, "Sirene (Insee) ne la dit pas de l’ESS.")
        default: break
        }
        hearForm(sheet, table, &witnesses)
        if witnesses.votes.isEmpty, sheet.family != .undetermined {
            witnesses.hear(true, .word, "Qui l’a inscrite l’a dite \(sheet.family.label).")
        }
        if witnesses.reasons.isEmpty { witnesses.reasons.append("Aucun registre n’en dit rien encore.") }
        return witnesses.verdict
    }

    private static func hearForm(_ sheet: OrganisationSheet, _ table: EssTable, _ witnesses: inout Witnesses) {
        guard let category = table[sheet[.legalCategory]] else { return }
        let form = "\(category.label) (\(category.code))"
        switch category.standing {
        case .excluded: witnesses.hear(false, .form, "Sa forme juridique, \(form), est comptée hors de l’ESS.")
        case .doubtful:
            witnesses.reasons.append("Sa forme juridique, \(form), ne suffit pas à dire si elle est de l’ESS.")
        case .included:
            guard
                let exclusion = table.exclusion(
                    of: sheet[.activity], nomenclature: sheet[.activityNomenclature])
            else {
                let family = category.family.map { " : \($0.label)" } ?? ""
                return witnesses.hear(true, .form, "Sa forme juridique, \(form), est comptée dans l’ESS\(family).")
            }
            witnesses.hear(
                false, .form,
                "Son activité (\(exclusion.label), \(exclusion.prefix.written)) est comptée hors de l’ESS, malgré sa forme juridique : \(form)."
            )
        }
    }

    /// What is heard, in the order of who decides.
    private struct Witnesses {
        var votes: [(isIn: Bool, basis: Basis)] = []
        var reasons: [String] = []

        mutating func hear(_ isIn: Bool, _ basis: Basis, _ reason: String) {
            votes.append((isIn, basis))
            reasons.append(reason)
        }

        var verdict: Verdict {
            let answers = Set(votes.map(\.isIn))
            return Verdict(
                isIn: votes.first?.isIn ?? false, basis: votes.first?.basis ?? .nothing, reasons: reasons,
                isDisputed: answers.count == 2)
        }
    }
}
