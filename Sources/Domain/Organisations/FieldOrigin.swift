/// Who says what a field of a record says.
package enum FieldOrigin: String, Codable, Sendable, CaseIterable {
    // Registers and lists.
    case sirene, rna
    case essFrance = "ess-france"
    case siae
    case gogocarto
    /// A file of the network's own.
    case file = "fichier"
    // People.
    case publicSuggestion = "public"
    case animator = "animation"
    case hub = "pole"
    case organisation
    /// The facts that come with the program.
    case facts = "faits"

    package var label: String {
        switch self {
        case .sirene: "Sirene (Insee)"
        case .rna: "Répertoire national des associations"
        case .essFrance: "liste d’ESS France"
        case .siae: "liste des SIAE"
        case .gogocarto: "carte GoGoCarto"
        case .file: "fichier importé"
        case .publicSuggestion: "proposition du public"
        case .animator: "animation du réseau"
        case .hub: "pôle"
        case .organisation: "l’organisation elle-même"
        case .facts: "faits livrés avec le programme"
        }
    }

    /// Said by somebody who looked, as against copied from a file.
    package var isHuman: Bool {
        switch self {
        case .publicSuggestion, .animator, .hub, .organisation: true
        default: false
        }
    }

    /// Whether `self` may replace what `earlier` said of `field` without anybody deciding.
    /// Registers are the truth of what they register; of the rest, people are, and a register only fills what is empty.
    package func mayReplace(_ earlier: FieldOrigin, in field: OrganisationField) -> Bool {
        if isHuman { return true }
        if earlier == self { return true }
        if let owner = field.register { return self == owner || (earlier != owner && !earlier.isHuman) }
        return !earlier.isHuman && rank >= earlier.rank
    }

    /// Among files, the more official wins.
    private var rank: Int {
        switch self {
        case .facts: 0
        case .gogocarto: 1
        case .file: 2
        case .essFrance: 3
        case .rna: 4
        case .siae: 5
        case .sirene: 6
        default: 7
        }
    }
}

extension OrganisationField {
    /// The register that keeps this field true, whatever people type.
    package var register: FieldOrigin? {
        switch self {
        case .siren, .legalCategory, .essSirene, .state, .closedOn, .sizeBand, .sizeYear, .employer, .diffusion: .sirene
        case .essList: .essFrance
        case .rna: .rna
        default: nil
        }
    }
}

/// One field that a source would change.
package struct FieldChange: Sendable, Hashable {
    package let field: OrganisationField
    package let old: String
    package let new: String
    /// Why it is not made, when what stands may not be replaced by this source.
    package let kept: FieldOrigin?

    package init(field: OrganisationField, old: String, new: String, kept: FieldOrigin? = nil) {
        (self.field, self.old, self.new, self.kept) = (field, old, new, kept)
    }
}

extension OrganisationSheet {
    /// What `source` would change here. A field the source does not name, or (for a file) leaves empty, is left as it is.
    package func changes(
        by source: OrganisationSheet, from origin: FieldOrigin, knownFrom origins: (OrganisationField) -> FieldOrigin
    ) -> [FieldChange] {
        var changes: [FieldChange] = []
        for field in OrganisationField.allCases {
            guard let new = source.values[field], new != self[field] else { continue }
            if new.isEmpty, !origin.isHuman { continue }
            let earlier = origins(field)
            let isFree = self[field].isEmpty && !earlier.isHuman || origin.mayReplace(earlier, in: field)
            changes.append(FieldChange(field: field, old: self[field], new: new, kept: isFree ? nil : earlier))
        }
        return changes
    }
}
