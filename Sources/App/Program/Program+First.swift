import Domain
package import Foundation
import GRDB

/// The first data.
extension Program {
    /// Creates the data folder with the first facts and a first account. Returns what to tell the person.
    package func initialise(
        factFile: String? = nil, demonstration: Bool = false, name: String? = nil, address: String? = nil,
        now: Date = .now
    ) throws -> [String] {
        let folder = try Resources.folder().appending(path: "Facts")
        let facts = try FactStore.read(factFile.map { URL(filePath: $0) } ?? folder.appending(path: "bretagne.json"))
        let fiction =
            demonstration
            ? try FactStore.read(folder.appending(path: "demonstration.json"), as: DemonstrationFile.self) : nil
        if let fiction, factFile == nil, FileManager.default.fileExists(atPath: configuration.databaseFile.path) {
            let pool = try open()
            if try pool.read({ db in try Int.fetchOne(db, sql: "SELECT count(*) FROM territory") ?? 0 }) > 0 {
                return try addDemonstration(fiction, to: pool, now: now)
            }
        }
        let pool = try Database.open(configuration, creating: true)
        try FactStore(database: pool).install(facts, now: now)
        if factFile == nil { try installDrawing(folder.appending(path: "bretagne.dessin.json"), in: pool, now: now) }
        let accounts = FirstAccounts(database: pool, letters: AccountLetters(networkAddress: configuration.baseURL))
        var lines = [
            "\(facts.reseau.nom) : \(facts.territoires.count) territoires, \(facts.poles.count) pôles et démarches."
        ]
        lines += ["", Self.linksTitle]
        lines.append(try accounts.first(name: name, address: address, now: now))
        if let fiction {
            try install(fiction, in: pool, now: now)
            lines += try accounts.people(fiction.personnes, now: now)
        }
        return lines + linkAdvice
    }

    /// On data that have the first facts only.
    private func addDemonstration(_ fiction: DemonstrationFile, to pool: DatabasePool, now: Date) throws -> [String] {
        try install(fiction, in: pool, now: now)
        let accounts = FirstAccounts(database: pool, letters: AccountLetters(networkAddress: configuration.baseURL))
        let links = try accounts.people(fiction.personnes, now: now)
        return ["La démonstration est ajoutée à ces données.", "", Self.linksTitle] + links + linkAdvice
    }

    /// The invented hubs with their assemblies, and the paths of those that are not founded yet.
    private func install(_ fiction: DemonstrationFile, in pool: DatabasePool, now: Date) throws {
        let file = try Resources.folder().appending(path: "Facts/demonstration-assemblees.json")
        try FactStore(database: pool).install(
            fiction, assemblies: FactStore.read(file, as: DemonstrationAssemblies.self),
            letters: ConvocationLetters(networkAddress: configuration.baseURL), now: now)
        try pool.write { db in try SittingDemonstrationStore.install(now: now, in: db) }
        try JourneyFictionStore(database: pool).install(.shipped(), .shipped(), now: now)
        try LaunchFictionStore(database: pool).install(.shipped(), now: now)
    }

    private static let linksTitle = "Liens de connexion, à usage unique, valables sept jours :"

    private var linkAdvice: [String] {
        ["", "Pour un nouveau lien : maillage --donnees \(configuration.dataFolder.path) compte lien ADRESSE"]
    }

    private func installDrawing(_ file: URL, in pool: DatabasePool, now: Date) throws {
        let drawing = try JSONDecoder().decode(Drawing.self, from: Data(contentsOf: file))
        let topology = try Topology(drawing: drawing)
        try pool.write { db in
            let source = try Source.record(title: "Maillage, dessin schématique de la Bretagne", in: db)
            try TerritoryStore.record(topology, kind: .pays, isDrawing: true, source: source, now: now, in: db)
        }
    }
}
