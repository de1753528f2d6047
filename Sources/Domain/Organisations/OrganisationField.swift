/// What a directory record says of an organisation, field by field. Every field is a text; empty means « not known ».
/// The raw value is the name of the column in files and of the form's field; `column` is the one in the database.
package enum OrganisationField: String, Codable, Sendable, CaseIterable, Hashable {
    // Who it is.
    case name = "nom"
    case acronym = "sigle"
    case usualName = "nom_usage"
    // Identifiers.
    case siren
    /// Of the head office.
    case siret
    case rna
    // What it is.
    /// Four digits of INSEE's catégories juridiques, level III.
    case legalCategory = "categorie_juridique"
    /// A `Family`.
    case family = "famille"
    /// « O », « N »: what Sirene says of its belonging to the ESS.
    case essSirene = "ess_sirene"
    /// « O »: it is on the list of ESS France.
    case essList = "ess_france"
    /// Codes of `Label` with a space between, in alphabetical order.
    case labels = "agrements"
    // What it does.
    /// APE code with its point: « 88.99B ».
    case activity = "activite"
    /// « NAFRev2 », « NAF2025 », « NAFRev1 », « NAF1993 », « NAP ».
    case activityNomenclature = "nomenclature"
    /// Codes of sectors with a space between; the first is the main one.
    case sectors = "secteurs"
    /// In a word or two.
    case summary = "resume"
    /// The purpose in its statutes.
    case purpose = "objet"
    /// What it says of itself.
    case presentation = "presentation"
    // Its size and life.
    /// A code of INSEE's size bands (« tranche d'effectifs »).
    case sizeBand = "tranche_effectifs"
    case sizeYear = "annee_effectifs"
    /// « O », « N ».
    case employer = "employeur"
    /// `active` or `cessee`.
    case state = "etat"
    /// A `PartialDate`.
    case createdOn = "date_creation"
    case closedOn = "date_cessation"
    // How to reach it.
    case website = "site"
    case email = "courriel"
    case phone = "telephone"
    // Where it is.
    case address = "adresse"
    case postcode = "code_postal"
    /// INSEE code of the commune, five characters.
    case commune = "code_commune"
    /// The commune as the source writes it.
    case town = "ville"
    /// Decimal degrees, WGS 84.
    case longitude
    case latitude
    /// `adresse`, `rue`, `commune`: how close to the door the point is.
    case precision = "precision_position"
    // Whom it belongs with: slugs of federations with a space between.
    case federations = "reseaux"
    /// « O » or « P »: diffusion partielle (art. R123-232 du code de commerce).
    case diffusion
    // What the network decides against registers, and why.
    /// « O », « N »: of the ESS or not, whatever registers say.
    case essNetwork = "ess_reseau"
    case essReason = "motif_ess"
    case familyReason = "motif_famille"
    // What it is when no register tells.
    /// The number of the organisation that it is a branch of.
    case parent = "antenne_de"
    /// « collectif »: no legal person.
    case existence

    /// What only the network's animator says, on a page of its own.
    package static let decidedByNetwork: Set<OrganisationField> = [.essNetwork, .essReason, .familyReason]

    /// Its column in `organisation`.
    package var column: String { Self.columns[self] ?? String(describing: self) }

    private static let columns = Dictionary(uniqueKeysWithValues: allCases.map { ($0, String(describing: $0)) })

    /// The longest text it holds, in characters.
    package var limit: Int {
        switch self {
        case .name, .usualName, .address: 200
        case .acronym, .town: 80
        case .summary: 100
        case .purpose, .presentation: 5000
        case .website: 500
        case .email: 254
        case .phone: 40
        case .sectors, .federations, .labels: 500
        case .essReason, .familyReason: 300
        default: 20
        }
    }

    package var label: String {
        switch self {
        case .name: "Nom"
        case .acronym: "Sigle"
        case .usualName: "Nom d’usage"
        case .siren: "SIREN"
        case .siret: "SIRET du siège"
        case .rna: "Numéro RNA"
        case .legalCategory: "Catégorie juridique"
        case .family: "Famille de l’ESS"
        case .essSirene: "ESS selon Sirene"
        case .essList: "Liste d’ESS France"
        case .labels: "Agréments et qualités"
        case .activity: "Activité principale (APE)"
        case .activityNomenclature: "Nomenclature d’activités"
        case .sectors: "Secteurs"
        case .summary: "Activité en quelques mots"
        case .purpose: "Objet"
        case .presentation: "Présentation"
        case .sizeBand: "Tranche d’effectifs"
        case .sizeYear: "Année de l’effectif"
        case .employer: "Employeur"
        case .state: "État"
        case .createdOn: "Création"
        case .closedOn: "Cessation"
        case .website: "Site web"
        case .email: "Adresse électronique publique"
        case .phone: "Téléphone"
        case .address: "Adresse"
        case .postcode: "Code postal"
        case .commune: "Commune (code INSEE)"
        case .town: "Ville"
        case .longitude: "Longitude"
        case .latitude: "Latitude"
        case .precision: "Précision de la position"
        case .federations: "Réseaux et fédérations"
        case .diffusion: "Diffusion"
        case .essNetwork: "ESS selon le réseau"
        case .essReason: "Motif de cette décision"
        case .familyReason: "Motif de la famille"
        case .parent: "Antenne de"
        case .existence: "Forme d’existence"
        }
    }
}

/// What is said of an organisation. A field that is absent says nothing; an empty one says that it is empty.
package struct OrganisationSheet: Sendable, Hashable {
    package var values: FieldTexts
    package init(_ values: [OrganisationField: String] = [:]) { self.values = FieldTexts(values) }

    /// The text of a field, empty when nothing is said.
    package subscript(field: OrganisationField) -> String {
        get { values[field] ?? "" }
        set { values[field] = newValue }
    }

    package var family: Family { Family(rawValue: self[.family]) ?? .undetermined }
    package var sectorCodes: [String] { self[.sectors].split(separator: " ").map(String.init) }
    package var labelCodes: [String] { self[.labels].split(separator: " ").map(String.init) }
    package var federationSlugs: [String] { self[.federations].split(separator: " ").map(String.init) }
    package var isCeased: Bool { self[.state] == "cessee" }
    package var isPartlyDiffused: Bool { self[.diffusion] == "P" }
}

extension OrganisationSheet {
    /// What a unit that is only partly disclosed keeps to itself (art. R123-232 du code de commerce).
    package static let undisclosed: Set<OrganisationField> = [
        .acronym, .address, .postcode, .longitude, .latitude, .precision, .phone, .email,
    ]

    /// What may be shown to the public.
    package var disclosed: OrganisationSheet {
        guard isPartlyDiffused else { return self }
        var sheet = self
        for field in OrganisationSheet.undisclosed { sheet[field] = "" }
        return sheet
    }
}
