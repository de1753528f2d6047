/// How an organisation exists in the eyes of registers: many have no SIRET.
package enum Existence: Sendable, Hashable {
    /// In Sirene.
    case registered
    /// Declared at the prefecture: an RNA number, no SIRET.
    case declared
    /// A branch without a number of its own.
    case branch
    /// People or organisations together, without a legal person.
    case collective
    case unknown

    package init(of sheet: OrganisationSheet) {
        if sheet[.existence] == "collectif" {
            self = .collective
        } else if !sheet[.siret].isEmpty || !sheet[.siren].isEmpty {
            self = .registered
        } else if !sheet[.rna].isEmpty {
            self = .declared
        } else {
            self = sheet[.parent].isEmpty ? .unknown : .branch
        }
    }

    package var label: String {
        switch self {
        case .registered: "inscrite au répertoire Sirene"
        case .declared: "association déclarée (RNA), sans numéro SIRET"
        case .branch: "antenne, sans numéro à elle"
        case .collective: "collectif sans personne morale"
        case .unknown: "aucun numéro connu"
        }
    }
}

/// Who may be whose branch.
package enum Branch {
    package enum Objection: Sendable, Hashable { case itself, parentIsBranch, hasBranches }

    /// One level only: a branch has no branches, and nothing is its own.
    package static func objection(
        to parent: ID<Organisation>, of branch: ID<Organisation>, parentOfParent: String, branchesOfBranch: Int
    ) -> Objection? {
        if parent == branch { return .itself }
        if !parentOfParent.isEmpty { return .parentIsBranch }
        return branchesOfBranch > 0 ? .hasBranches : nil
    }
}
