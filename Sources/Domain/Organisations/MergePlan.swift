/// Whose word is taken for a row of a merge.
package enum MergeSide: String, Sendable, CaseIterable {
    case kept = "gardee"
    case other = "autre"
    /// Lists only: what either says.
    case both = "ensemble"
}

/// Fields that are chosen together, because half of one address and half of another make none.
package struct MergeRow: Sendable {
    package let fields: [OrganisationField]
    /// What each record says, in the order of the fields.
    package let kept: [String]
    package let other: [String]
    package let suggested: MergeSide
    /// Why that side is suggested.
    package let reason: String

    /// The name of the row in forms.
    package var key: String { fields.first?.rawValue ?? "" }
    package var label: String {
        switch fields.first {
        case .address: "Adresse"
        case .longitude: "Position"
        case .siren: "SIREN et SIRET"
        default: fields.first?.label ?? ""
        }
    }
    package var isSame: Bool { kept == other }
    /// Codes with a space between, which may be put together.
    package var isList: Bool { fields.first.map(MergePlan.lists.contains) ?? false }
}

/// Two records of one organisation, row by row: what each says and what is suggested.
package struct MergePlan: Sendable {
    package let rows: [MergeRow]
    private let kept: KnownRecord
    private let other: KnownRecord

    /// A field of the kept record that changes, and who said the value it takes.
    package struct Change: Sendable, Hashable {
        package let change: FieldChange
        package let origin: FieldOrigin
    }

    package init(keeping kept: KnownRecord, absorbing other: KnownRecord) {
        (self.kept, self.other) = (kept, other)
        rows = MergePlan.groups.map { MergePlan.row($0, kept, other) }
    }

    /// What the kept record would become; a row that `choices` does not name follows the suggestion.
    package func changes(_ choices: [String: MergeSide]) -> [Change] {
        rows.flatMap { row -> [Change] in
            let side = choices[row.key] ?? row.suggested
            return row.fields.enumerated().compactMap { index, field in
                let (mine, theirs) = (row.kept[index], row.other[index])
                let new: String
                switch side {
                case .kept: return nil
                case .other: new = theirs
                case .both: new = row.isList ? MergePlan.joined(mine, theirs) : theirs
                }
                guard new != mine else { return nil }
                return Change(
                    change: FieldChange(field: field, old: mine, new: new),
                    origin: other.origins[field] ?? other.origin)
            }
        }
    }

    /// Which of two records is better kept: the one that hubs or the public know, else the fuller, else the older.
    package static func isBetterKept(_ one: KnownRecord, than other: KnownRecord) -> Bool {
        func said(_ record: KnownRecord) -> Int { OrganisationField.allCases.count { !record.sheet[$0].isEmpty } }
        return (said(one), -one.id.rawValue) > (said(other), -other.id.rawValue)
    }

    static let lists: Set<OrganisationField> = [.labels, .sectors, .federations]

    /// Every field, once.
    static let groups: [[OrganisationField]] = [
        [.name], [.usualName], [.acronym], [.siren, .siret], [.rna], [.family, .familyReason], [.legalCategory],
        [.essSirene],
        [.essList], [.essNetwork, .essReason], [.labels], [.activity, .activityNomenclature], [.sectors], [.summary],
        [.purpose], [.presentation],
        [.sizeBand, .sizeYear], [.employer], [.state, .closedOn], [.createdOn], [.website], [.email], [.phone],
        [.address, .postcode, .commune, .town], [.longitude, .latitude, .precision], [.federations], [.parent],
        [.existence], [.diffusion],
    ]

    private static func row(_ fields: [OrganisationField], _ kept: KnownRecord, _ other: KnownRecord) -> MergeRow {
        let (mine, theirs) = (fields.map { kept.sheet[$0] }, fields.map { other.sheet[$0] })
        let (side, reason) = suggestion(fields, mine, theirs, kept, other)
        return MergeRow(fields: fields, kept: mine, other: theirs, suggested: side, reason: reason)
    }

    private static func suggestion(
        _ fields: [OrganisationField], _ mine: [String], _ theirs: [String], _ kept: KnownRecord, _ other: KnownRecord
    ) -> (MergeSide, String) {
        if mine == theirs { return (.kept, "les deux le disent") }
        let lead = fields.first ?? .name
        if lead == .diffusion {
            return (other.sheet.isPartlyDiffused ? .other : .kept, "la discrétion demandée l’emporte")
        }
        let (known, known2) = (said(fields, mine), said(fields, theirs))
        if known2.isEmpty { return (.kept, "l’autre n’en dit rien") }
        if known.isEmpty { return (.other, "seule à le dire") }
        if lists.contains(lead) { return (.both, "l’une ajoute à l’autre") }
        // One says all that the other says, and more.
        if known.allSatisfy({ known2[$0.key] == $0.value }) { return (.other, "plus complète") }
        if known2.allSatisfy({ known[$0.key] == $0.value }) { return (.kept, "plus complète") }
        let field = fields.first { !(known[$0] ?? "").isEmpty && !(known2[$0] ?? "").isEmpty } ?? lead
        let (one, two) = (kept.origins[field] ?? kept.origin, other.origins[field] ?? other.origin)
        if two.mayReplace(one, in: field), !one.mayReplace(two, in: field) {
            return (.other, "dit par : \(two.label)")
        }
        if two.isHuman, !one.isHuman, field.register == nil { return (.other, "dit par : \(two.label)") }
        return (.kept, "dit par : \(one.label)")
    }

    /// What says something; « family to be told », « active » and « disclosed » are what is written when nothing is known.
    private static func said(_ fields: [OrganisationField], _ values: [String]) -> [OrganisationField: String] {
        var known: [OrganisationField: String] = [:]
        for (field, value) in zip(fields, values) {
            let isDefault =
                field == .family && value == Family.undetermined.rawValue || field == .state && value == "active"
            if !value.isEmpty, !isDefault { known[field] = value }
        }
        return known
    }

    private static func joined(_ one: String, _ other: String) -> String {
        var codes = one.split(separator: " ")
        for code in other.split(separator: " ") where !codes.contains(code) { codes.append(code) }
        return codes.joined(separator: " ")
    }
}
