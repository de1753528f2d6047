import Domain
import Foundation
import GRDB
import Tabular

@testable import App

/// The two files of a real extract, read whole, and a network whose territories are their communes and départements.
struct RealExtract {
    typealias Line = Tabular.Table.Row

    private let names: [String]
    /// The establishments whose commune is told.
    let places: [Line]
    /// Of the units that are of the ESS, by SIREN.
    let families: [String: Family]

    init(_ units: String, _ establishments: String) throws {
        names = [units, establishments]
        places = try Self.rows(establishments).filter { !($0["codeCommuneEtablissement"] ?? "").isEmpty }
        families = Self.families(try Self.rows(units), try EssFile.shipped().table)
    }

    private static func path(_ name: String) -> String { OfficialData.folder.appending(path: "sirene/" + name).path }

    private static func rows(_ name: String) throws -> [Line] {
        try Tabular.Table([UInt8](Data(contentsOf: URL(filePath: path(name)))), separator: 0x2C).rows
    }

    private static func families(_ units: [Line], _ perimeter: EssTable) -> [String: Family] {
        units.reduce(into: [:]) { families, unit in
            let category = unit["categorieJuridiqueUniteLegale"] ?? ""
            guard !LegalForm.isPerson(category) else { return }
            switch unit["economieSocialeSolidaireUniteLegale"] ?? "" {
            case "O": families[unit["siren"] ?? ""] = perimeter[category]?.family ?? .company
            case ""
            where perimeter.includes(
                category: category, activity: unit["activitePrincipaleUniteLegale"] ?? "",
                nomenclature: unit["nomenclatureActivitePrincipaleUniteLegale"] ?? ""):
                families[unit["siren"] ?? ""] = perimeter[category]?.family
            default: break
            }
        }
    }

    private var communes: Set<String> { Set(places.compactMap { $0["codeCommuneEtablissement"] }) }

    var departments: [String] { Set(communes.map { $0.prefix(2).lowercased() }).sorted() }

    func department(_ line: Line) -> String { (line["codeCommuneEtablissement"] ?? "").prefix(2).lowercased() }

    func site(month: String) async throws -> Site {
        let site = try await emptySite()
        _ = try await bringIn(month: month, on: site)
        return site
    }

    func bringIn(month: String, on site: Site) async throws -> PanoramaImportStore.Outcome {
        let files = try PanoramaFiles(paths: names.map(Self.path), progress: ImportProgress(write: nil))
        return try await PanoramaImportStore(database: site.database).bringIn(
            files, .init(month: Month(month)), isTrial: false, actor: .program, at: site.now)
    }

    /// Every commune of the extract, in a département of its first two characters.
    func emptySite() async throws -> Site {
        let site = try Site()
        let known = communes
        try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            func add(_ kind: TerritoryKind, _ code: String) throws -> Int64 {
                try db.execute(
                    sql: "INSERT INTO territory (kind, code, slug) VALUES (?, ?, ?)",
                    arguments: [kind, code, "\(kind.rawValue)-\(code.lowercased())"])
                let id = db.lastInsertedRowID
                try db.execute(
                    sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                    arguments: [id, "\(kind.rawValue) \(code)", code, source])
                return id
            }
            var departments: [String: Int64] = [:]
            for code in known.sorted() {
                let prefix = String(code.prefix(2))
                let department = try departments[prefix] ?? add(.department, prefix)
                departments[prefix] = department
                try db.execute(
                    sql: """
                        INSERT INTO membership (partID, wholeID, wholeKind, certainty, sourceID)
                        VALUES (?, ?, 'departement', 'etabli', ?)
                        """, arguments: [try add(.commune, code), department, source])
            }
        }
        return site
    }
}
