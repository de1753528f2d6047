/// Where a line of an import stands.
package struct ImportPlace: Hashable, Sendable {
    package let file: String
    /// From 1; in a JSON file, the rank of the element.
    package let line: Int
    package init(file: String, line: Int) { (self.file, self.line) = (file, line) }

    /// « ligne 12 », « élément 3 ».
    package var french: String { (file.hasSuffix(".json") ? "élément " : "ligne ") + String(line) }
}

/// A line that cannot be used, with the reason.
package struct ImportRefusal: Hashable, Sendable {
    package let place: ImportPlace
    package let column: String
    package let reason: String

    package init(place: ImportPlace, column: String, reason: String) {
        (self.place, self.column, self.reason) = (place, column, reason)
    }
}

/// Another place of an organisation, as a file says it.
package struct ImportedPlace: Hashable, Sendable {
    package var siret = ""
    package var name = ""
    package var address = ""
    package var postcode = ""
    package var commune = ""
    package var town = ""
    package var sizeBand = ""
    package var isClosed = false
}

/// What files say of one organisation, and the lines that say it.
package struct ImportCandidate: Sendable {
    package private(set) var packed: PackedSheet
    package var places: [ImportedPlace]
    /// Nearly always one line, which then takes no list.
    private var first: ImportPlace?
    private var others: [ImportPlace] = []

    package init(sheet: OrganisationSheet, places: [ImportedPlace], lines: [ImportPlace]) {
        (packed, self.places, first) = (PackedSheet(sheet), places, lines.first)
        others = Array(lines.dropFirst())
    }

    init(_ packed: PackedSheet, at line: ImportPlace) { (self.packed, places, first) = (packed, [], line) }

    package var sheet: OrganisationSheet {
        get { packed.sheet }
        set { packed = PackedSheet(newValue) }
    }

    package var lines: [ImportPlace] { first.map { [$0] + others } ?? others }
    package var lineCount: Int { (first == nil ? 0 : 1) + others.count }

    mutating func add(_ line: ImportPlace) {
        if first == nil { first = line } else { others.append(line) }
    }
}

/// The files known by their columns.
package enum ImportFormat: String, Sendable, CaseIterable {
    case sireneUnits, sireneEstablishments, rna, essFrance, siae, gogocarto, structures

    /// The format of a file that has these columns (in lower case); nil when none of them names an organisation.
    package init?(columns: Set<String>) {
        func has(_ names: String...) -> Bool { names.allSatisfy(columns.contains) }
        if has("siren", "categoriejuridiqueunitelegale") {
            self = .sireneUnits
        } else if has(
            "siret", "etatadministratifetablissement")
        {
            self = .sireneEstablishments
        } else if has("id", "titre", "objet", "position") {
            self = .rna
        } else if has("siren") && columns.contains(where: { $0.hasPrefix("famille juridique de l") }) {
            self = .essFrance
        } else if has("siret", "type", "nom", "enseigne", "ville") {
            self = .siae
        } else if columns.contains(where: { StructureColumns.synonyms[$0] == .name }) {
            self = .structures
        } else {
            return nil
        }
    }

    package var origin: FieldOrigin {
        switch self {
        case .sireneUnits, .sireneEstablishments: .sirene
        case .rna: .rna
        case .essFrance: .essFrance
        case .siae: .siae
        case .gogocarto: .gogocarto
        case .structures: .file
        }
    }
}

/// Which field each column of a file of one's own is, when somebody corrected it: by the column's name in lower case;
/// nil for a column to leave aside. A column that is not there keeps its usual meaning.
package typealias StructureMapping = [String: OrganisationField?]

/// How files of one's own name their columns.
package enum StructureColumns {
    /// The field that a column (in lower case) says.
    package static func field(of column: String, mapping: StructureMapping = [:]) -> OrganisationField? {
        mapping[column] ?? synonyms[column]
    }

    /// What a person may say a column is: everything but what only a register says.
    package static let choices: [OrganisationField] = OrganisationField.allCases.filter {
        ![.diffusion, .precision, .activityNomenclature, .existence].contains($0) && !unread.contains($0)
    }

    /// What no file may say: decisions of the network, and numbers that mean something here only.
    static let unread: Set<OrganisationField> = OrganisationField.decidedByNetwork.union([.parent])

    package static let synonyms: [String: OrganisationField] = {
        var names: [String: OrganisationField] = [:]
        for field in OrganisationField.allCases where !unread.contains(field) { names[field.rawValue] = field }
        let others: [OrganisationField: [String]] = [
            .name: [
                "denomination", "dénomination", "raison sociale", "raison_sociale", "titre", "structure", "name",
                "denominationunitelegale",
            ],
            .usualName: ["nom commercial", "enseigne", "nom d'usage"],
            .siret: ["siret_siege", "siret du siège", "siret siege"],
            .sizeBand: ["trancheeffectifsunitelegale"],
            .essSirene: ["flag_ess_sirene", "economiesocialesolidaireunitelegale"],
            .legalCategory: ["categoriejuridiqueunitelegale", "categorie juridique", "catégorie juridique"],
            .commune: ["code_insee", "insee", "code insee", "codeinsee"],
            .town: ["commune", "localite", "localité", "city"],
            .postcode: ["cp", "code postal", "codepostal", "codpost"],
            .address: ["adresse postale", "rue", "address"],
            .website: ["site_web", "site web", "site internet", "url", "web", "internet"],
            .email: ["email", "e-mail", "mail", "courriel public"],
            .phone: ["tel", "téléphone", "tél"],
            .activity: ["naf", "ape", "code ape", "code_ape", "code naf", "activiteprincipaleunitelegale"],
            .presentation: ["description", "présentation"],
            .summary: ["activité", "resume", "résumé"],
            .longitude: ["lon", "lng", "long"], .latitude: ["lat"],
            .family: ["famille_ess", "famille juridique"],
            .labels: ["labels", "agréments", "label", "agrement", "agrément"],
            .sectors: ["secteur", "secteurs d'activité"],
            .federations: ["réseaux", "réseau", "fédération", "fédérations", "federation", "federations"],
        ]
        for (field, list) in others { for name in list where names[name] == nil { names[name] = field } }
        return names
    }()
}
