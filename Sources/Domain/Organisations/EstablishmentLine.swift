/// A line of StockEtablissement, until its unit is known.
struct EstablishmentLine: Sendable {
    var place: ImportPlace
    let isSeat: Bool
    /// The SIRET as written, when it is not one; nothing else is kept of such a line.
    let typed: String
    let establishment: ImportedPlace?

    init(_ cells: [String: String], at place: ImportPlace) {
        self.place = place
        isSeat = cells["etablissementsiege"] == "true"
        let siret = Identifiers.siret(cells["siret"] ?? "")
        typed = siret == nil ? cells["siret"] ?? "" : ""
        establishment = siret.map { ImportedPlace(sirene: cells, siret: $0) }
    }
}

extension ImportedPlace {
    /// From a line of StockEtablissement; a partly disclosed one keeps its commune only.
    init(sirene cells: [String: String], siret: String) {
        func cell(_ name: String) -> String { cells[name + "etablissement"] ?? "" }
        self.siret = siret
        let isPartial = ["P", "N"].contains(cell("statutdiffusion"))
        let signs = [cell("enseigne1"), cell("denominationusuelle")]
        name = signs.first { !$0.isEmpty } ?? ""
        let street = [cell("numerovoie"), cell("indicerepetition"), cell("typevoie"), cell("libellevoie")]
        address = isPartial ? "" : street.filter { !$0.isEmpty }.joined(separator: " ")
        postcode = isPartial ? "" : cell("codepostal")
        commune = Identifiers.commune(cell("codecommune")) ?? ""
        town = cell("libellecommune")
        sizeBand = cell("trancheeffectifs")
        isClosed = cell("etatadministratif") == "F"
    }
}
