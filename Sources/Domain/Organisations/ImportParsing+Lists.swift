/// The lists other than Sirene.
extension ImportParser {
    /// Répertoire national des associations, in any of its layouts; position D is dissolved, S set aside.
    mutating func readRNA(_ cells: [String: String], at place: ImportPlace) {
        let number = [cells["id"], cells["id_ex"], cells["observation"]].compactMap { Identifiers.rna($0 ?? "") }.first
        let title = cells["titre"] ?? ""
        guard !title.isEmpty else { return refuse(place, "titre", "l’association n’a pas de titre") }
        var sheet = OrganisationSheet([.name: title, .family: Family.association.rawValue, .diffusion: "O"])
        sheet[.rna] = number ?? ""
        let short = cells["titre_court"] ?? ""
        sheet[.acronym] = short == title ? "" : short
        sheet[.purpose] = cells["objet"] ?? ""
        sheet[.createdOn] = cells["date_creat"] ?? ""
        sheet[.state] = cells["position"] == "D" || cells["position"] == "S" ? "cessee" : "active"
        sheet[.closedOn] = sheet.isCeased ? cells["date_disso"] ?? "" : ""
        if let siret = Identifiers.siret(cells["siret"] ?? "") {
            sheet[.siret] = siret
            sheet[.siren] = String(siret.prefix(9))
        }
        let street = ["adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie"].compactMap { cells[$0] }
        sheet[.address] = street.filter { !$0.isEmpty && $0 != "_" }.joined(separator: " ")
        sheet[.postcode] = cells["adrs_codepostal"] ?? ""
        sheet[.commune] = Identifiers.commune(cells["adrs_codeinsee"] ?? "") ?? ""
        sheet[.town] = cells["adrs_libcommune"] ?? cells["libcom"] ?? ""
        sheet[.website] = webAddress(cells["siteweb"] ?? "")
        add(sheet, key: sheet[.siren].isEmpty ? sheet[.rna] : sheet[.siren], at: place)
    }

    /// The list of ESS France; its SIREN have lost their zeros.
    mutating func readEssFrance(_ cells: [String: String], at place: ImportPlace) {
        guard let siren = Identifiers.sirenFromNumber(cells["siren"] ?? "") else {
            return refuse(place, "SIREN", OrganisationField.siren.reason(refusing: cells["siren"] ?? ""))
        }
        let found = ["nom ou raison sociale", "famille juridique", "code postal", "libellé de la commune"].map {
            column(starting: $0, in: cells).flatMap { cells[$0] } ?? ""
        }
        let name = found[0]
        guard !name.isEmpty else { return refuse(place, "Nom ou raison sociale", "l’unité \(siren) n’a pas de nom") }
        var sheet = OrganisationSheet([.name: name, .siren: siren, .essList: "O"])
        let family = familyNamed(found[1]) { families[SearchText.words($0).first ?? ""] ?? .undetermined }
        sheet[.family] = family.rawValue
        (sheet[.postcode], sheet[.town]) = (found[2], found[3])
        add(sheet, key: siren, at: place)
    }

    /// Structures de l'insertion par l'activité économique; the kind becomes a label.
    mutating func readSIAE(_ cells: [String: String], at place: ImportPlace) {
        guard let siret = Identifiers.siret(cells["siret"] ?? "") else {
            return refuse(place, "siret", OrganisationField.siret.reason(refusing: cells["siret"] ?? ""))
        }
        let name = cells["nom"] ?? ""
        guard !name.isEmpty else { return refuse(place, "nom", "la structure \(siret) n’a pas de nom") }
        var sheet = OrganisationSheet([.name: name, .siret: siret, .siren: String(siret.prefix(9))])
        sheet[.usualName] = cells["enseigne"] ?? ""
        sheet[.labels] = "siae-" + (cells["type"] ?? "").lowercased()
        sheet[.sectors] = "insertion"
        sheet[.summary] = "insertion par l’activité économique"
        sheet[.address] = cells["adresse"] ?? ""
        sheet[.postcode] = cells["code_postal"] ?? ""
        sheet[.town] = cells["ville"] ?? ""
        sheet[.longitude] = degrees(cells["lon"] ?? "")
        sheet[.latitude] = degrees(cells["lat"] ?? "")
        sheet[.website] = webAddress(cells["site_web"] ?? "")
        sheet[.presentation] = cells["description"] ?? ""
        add(sheet, key: sheet[.siren], at: place)
    }

    /// A file of the network's own, or a map's elements: columns by their names here, the usual ones, or as corrected.
    mutating func readStructure(_ cells: [String: String], as format: ImportFormat, at place: ImportPlace) {
        var sheet = OrganisationSheet()
        for (column, value) in cells.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            guard let field = StructureColumns.field(of: column, mapping: mapping), sheet[field].isEmpty else {
                continue
            }
            guard let kept = checked(value, field, isOwn: format == .structures) else {
                return refuse(place, column, field.reason(refusing: value))
            }
            sheet[field] = kept
        }
        // « Activité » is a code of INSEE in some files and words in others.
        if sheet[.activity].first?.isNumber == false {
            if sheet[.summary].isEmpty { sheet[.summary] = sheet[.activity] }
            sheet[.activity] = ""
        }
        guard !sheet[.name].isEmpty else { return refuse(place, "nom", "la ligne n’a pas de nom d’organisation") }
        if format == .gogocarto, sheet[.siren].isEmpty, sheet[.postcode].isEmpty {
            return refuse(place, "code_postal", "l’élément ne dit ni son code postal ni son SIREN")
        }
        if sheet[.siren].isEmpty, !sheet[.siret].isEmpty { sheet[.siren] = String(sheet[.siret].prefix(9)) }
        let keys = [sheet[.siren], sheet[.rna]].filter { !$0.isEmpty }
        let named = SearchText.words(sheet[.name] + " " + sheet[.town]).joined(separator: " ")
        add(sheet, key: keys.first ?? "nom:" + named, at: place)
    }

    /// The value as kept; nil when it cannot be.
    private func checked(_ typed: String, _ field: OrganisationField, isOwn: Bool) -> String? {
        let value = field.isCode ? withoutDecimals(typed) : typed
        return switch field {
        case .siren: Identifiers.sirenFromNumber(value)
        case .siret: Identifiers.siret(value)
        case .rna: Identifiers.rna(value)
        case .commune: Identifiers.commune(value)
        case .family: (Family(rawValue: value) ?? families[SearchText.words(value).first ?? ""]).map(\.rawValue)
        case .website: webAddress(value)
        case .longitude, .latitude: degrees(value)
        case .essSirene, .employer: yesOrNo(value)
        case .essList: yesOrNo(value) == "O" ? "O" : ""
        case .state: ["active", "cessee"].contains(value) ? value : ""
        case .precision: ["adresse", "rue", "commune"].contains(value) ? value : ""
        case .diffusion: value == "P" ? "P" : "O"
        case .email: MailAddress(value) == nil ? nil : value
        case .existence: value == "collectif" ? value : ""
        case .sectors: known(value, isOwn: isOwn) { scope.sectors.named($0)?.code }
        case .labels: known(value, isOwn: isOwn) { Label.named($0)?.code }
        case .federations: known(value, isOwn: isOwn, scope.federation)
        default: value
        }
    }

    /// The codes of the names in a cell. A file of the network's own must use its words; those of other maps are passed over.
    private func known(_ cell: String, isOwn: Bool, _ code: (String) -> String?) -> String? {
        if let whole = code(cell) { return whole }
        let separators: Set<Character> = cell.contains { ",;|".contains($0) } ? [",", ";", "|"] : [" "]
        var codes: [String] = []
        for name in cell.split(whereSeparator: separators.contains) {
            let found = code(name.trimmed)
            if found == nil, isOwn { return nil }
            if let found, !codes.contains(found) { codes.append(found) }
        }
        return codes.joined(separator: " ")
    }

    /// « 29600.0 », as spreadsheets and data frames write a code that they took for a number.
    private func withoutDecimals(_ typed: String) -> String {
        guard typed.hasSuffix(".0"), typed.dropLast(2).allSatisfy(\.isNumber) else { return typed }
        return String(typed.dropLast(2))
    }

    private func yesOrNo(_ typed: String) -> String {
        switch typed.lowercased() {
        case "o", "oui", "true", "vrai", "1": "O"
        case "n", "non", "false", "faux", "0": "N"
        default: ""
        }
    }

    /// With its scheme; what is not an address on the web is left out.
    private func webAddress(_ typed: String) -> String {
        guard typed.contains("."), !typed.contains(" "), !typed.contains("@") else { return "" }
        let lower = typed.lowercased()
        return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? typed : "https://" + typed
    }

    private func degrees(_ typed: String) -> String {
        let text = typed.replacing(",", with: ".")
        guard let value = Double(text), abs(value) <= 180 else { return "" }
        return text.utf8.count > 20 ? String(text.prefix(12)) : text
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension OrganisationField {
    fileprivate var isCode: Bool {
        switch self {
        case .siren, .siret, .postcode, .commune, .legalCategory, .sizeYear, .sizeBand: true
        default: false
        }
    }
}

private let families: [String: Family] = [
    "association": .association, "cooperative": .cooperative, "scop": .cooperative, "scic": .cooperative,
    "mutuelle": .mutual, "fondation": .foundation, "fond": .foundation, "societe": .company,
    "entreprise": .company,
]
