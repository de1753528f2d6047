import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// A region made for tests: two Pays of two intercommunalités each, of two communes each, and a commune that was merged.
struct SmallRegion {
    let site: Site
    let folder: DataFolder

    /// Codes of its communes, in the order in which they are put in intercommunalités, two by two.
    static let communes = ["91001", "91002", "91003", "91004", "91005", "91006", "91007", "91008"]
    /// Merged into the first one.
    static let former = "91009"

    init() async throws {
        site = try Site()
        folder = try DataFolder()
        try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            func add(_ kind: TerritoryKind, _ code: String, _ name: String, people: Int? = nil) throws -> Int64 {
                try db.execute(
                    sql: "INSERT INTO territory (kind, code, slug) VALUES (?, ?, ?)",
                    arguments: [kind, code, Territory.slug(kind, code: code, name: name)])
                let id = db.lastInsertedRowID
                try db.execute(
                    sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                    arguments: [id, name, name, source])
                if let people {
                    try db.execute(
                        sql: "INSERT INTO population VALUES (?, 2026, ?, ?)", arguments: [id, people, source])
                }
                return id
            }
            func join(_ part: Int64, _ whole: Int64, _ kind: TerritoryKind, from: String? = nil) throws {
                try db.execute(
                    sql: """
                        INSERT INTO membership (partID, wholeID, wholeKind, validFrom, certainty, sourceID)
                        VALUES (?, ?, ?, ?, 'etabli', ?)
                        """, arguments: [part, whole, kind, from, source])
            }
            let region = try add(.region, "91", "Région d’essai", people: 8000)
            var communes: [Int64] = []
            for pays in 0..<2 {
                let paysID = try add(.pays, "9\(pays)", "Pays \(pays == 0 ? "du Nord" : "du Sud")", people: 4000)
                try join(paysID, region, .region)
                for epci in 0..<2 {
                    let epciID = try add(.epci, "20000000\(pays * 2 + epci)", "EPCI \(pays * 2 + epci)", people: 2000)
                    try join(epciID, paysID, .pays)
                    for commune in 0..<2 {
                        let number = pays * 4 + epci * 2 + commune
                        let id = try add(.commune, Self.communes[number], "Commune \(number + 1)", people: 1000)
                        try join(id, epciID, .epci)
                        communes.append(id)
                    }
                }
            }
            let former = try add(.commune, Self.former, "Ancienne")
            try join(former, communes[0], .commune, from: "2019-01-01")
        }
    }

    /// An establishment, with what is to be said of its unit.
    struct Place {
        var siren = 1
        var commune = "91001"
        var isActive = true
        var activity = "94.99Z"
        var nomenclature = "NAFRev2"
        var band = ""
        var isEmployer = false
        /// 9220 is an association, 5499 no ESS.
        var category = "9220"
        var created = "2001-02-03"
        var since = "2001-02-03"
    }

    /// Writes the two files of a month, as they are laid out in 2026; returns their paths.
    func write(_ places: [Place], month: String = "2026-01") throws -> [String] {
        var units = "siren,statutDiffusionUniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
        units +=
            "nomenclatureActivitePrincipaleUniteLegale,denominationUniteLegale,economieSocialeSolidaireUniteLegale\n"
        var establishments = "siren,nic,siret,dateCreationEtablissement,trancheEffectifsEtablissement,"
        establishments += "dateDernierTraitementEtablissement,etablissementSiege,codeCommuneEtablissement,dateDebut,"
        establishments += "etatAdministratifEtablissement,activitePrincipaleEtablissement,"
        establishments += "nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement\n"
        var seen: Set<Int> = []
        for (rank, place) in places.enumerated() {
            let siren = String(String(1_000_000_000 + place.siren).suffix(9))
            let isSeat = seen.insert(place.siren).inserted
            if isSeat {
                units += "\(siren),O,\(place.category),\(place.activity),\(place.nomenclature),X,\n"
            }
            let nic = String(String(100_000 + rank).suffix(5))
            establishments += "\(siren),\(nic),\(siren)\(nic),\(place.created),\(place.band),2026-01-15T10:00:00,"
            establishments += "\(isSeat),\(place.commune),\(place.since),\(place.isActive ? "A" : "F"),"
            establishments += "\(place.activity),\(place.nomenclature),\(place.isEmployer ? "O" : "N")\n"
        }
        let paths = ["StockUniteLegale_\(month).csv", "StockEtablissement_\(month).csv"].map(folder.file)
        for (path, text) in zip(paths, [units, establishments]) { try Data(text.utf8).write(to: URL(filePath: path)) }
        return paths
    }

    @discardableResult
    func bringIn(
        _ paths: [String], _ request: PanoramaImportStore.Request = .init(), isTrial: Bool = false
    ) async throws -> PanoramaImportStore.Outcome {
        let files = try PanoramaFiles(paths: paths, progress: ImportProgress(write: nil))
        return try await PanoramaImportStore(database: site.database).bringIn(
            files, request, isTrial: isTrial, actor: .program, at: site.now)
    }

    /// Everything that is kept of vintages, as text.
    func kept() async throws -> [String] {
        try await site.database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT month || command || digest || ifnull(treatedOn, '') FROM panoramaVintage
                    UNION ALL SELECT kind || name || digest || rows || ' ' || kept FROM panoramaFile
                    UNION ALL SELECT commune || hex(cells) || ' ' || hex(years) FROM panoramaCells
                    """
            ).sorted()
        }
    }
}
