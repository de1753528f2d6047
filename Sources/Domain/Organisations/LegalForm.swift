/// What a legal category (INSEE, level III) suggests. It is a hint: many SCOP and SCIC are registered as SAS or SARL, so a
/// family given by hand or by a list always wins. The inclusion of these codes is customary, not read in an official list.
package enum LegalForm {
    /// The family that a legal category suggests; nil for forms that are of the ESS only when something else says so.
    package static func family(_ category: String) -> Family? {
        if cooperatives.contains(category) { return .cooperative }
        if mutuals.contains(category) { return .mutual }
        if associations.contains(category) { return .association }
        return category == "9300" ? .foundation : nil
    }

    /// The same, for all of the categories that suggest a family.
    package static let families: [ShortCode: Family] = {
        var families: [ShortCode: Family] = [:]
        for category in cooperatives.union(mutuals).union(associations).union(["9300"]) {
            if let code = ShortCode(category) { families[code] = family(category) }
        }
        return families
    }()

    /// A sole trader is not an organisation: their record would be a person's (categories 1000 and 2…).
    package static func isPerson(_ category: String) -> Bool { category == "1000" || category.hasPrefix("2") }

    private static let associations: Set<String> = ["9210", "9220", "9221", "9222", "9223", "9230", "9260", "5195"]
    private static let mutuals: Set<String> = ["6411", "8210", "8250", "8290"]
    private static let cooperatives: Set<String> = [
        "5191", "5192", "5193", "5194", "5196", "5203", "5307", "5309", "5432", "5443", "5451", "5453", "5454", "5455",
        "5458", "5459", "5460", "5532", "5543", "5547", "5551", "5552", "5553", "5554", "5555", "5558", "5559", "5560",
        "5632", "5643", "5647", "5651", "5652", "5653", "5654", "5655", "5658", "5659", "5660", "6316", "6317", "6318",
        "6532", "6543", "6551", "6554", "6558", "6560", "6595", "6596",
    ]
}

/// Whether an organisation is of the ESS, and why: each witness with what it says.
package enum EssPerimeter {
    package struct Verdict: Sendable, Hashable {
        package let isIn: Bool
        package let reasons: [String]
        /// Two witnesses say opposite things.
        package let isDisputed: Bool
    }

    package static func verdict(_ sheet: OrganisationSheet) -> Verdict {
        var reasons: [String] = []
        var (yes, no) = (0, 0)
        switch sheet[.essSirene] {
        case "O":
            yes += 1
            reasons.append("Sirene (Insee) la dit de l’ESS.")
        case "N":
            no += 1
            reasons.append("Sirene (Insee) ne la dit pas de l’ESS.")
        default: break
        }
        if sheet[.essList] == "O" {
            yes += 1
            reasons.append("Elle est sur la liste d’ESS France.")
        }
        let category = sheet[.legalCategory]
        if let family = LegalForm.family(category) {
            reasons.append("Sa forme juridique (\(category)) est d’ordinaire celle d’une \(family.label).")
            if yes == 0, no == 0 { yes += 1 }
        }
        if reasons.isEmpty, sheet.family != .undetermined {
            yes += 1
            reasons.append("Qui l’a inscrite l’a dite \(sheet.family.label).")
        }
        if reasons.isEmpty { reasons.append("Aucun registre n’en dit rien encore.") }
        return Verdict(isIn: yes > 0, reasons: reasons, isDisputed: yes > 0 && no > 0)
    }
}
