package import Foundation
import Domain
import GRDB
import Hummingbird

/// What the commands call: the program without its web pages.
package struct Program: Sendable {
    let configuration: Configuration

    /// Settings from the environment; the command line's own choices win.
    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment, dataFolder: String? = nil,
        address: String? = nil, port: Int? = nil
    ) throws {
        var environment = environment
        if let dataFolder { environment["MAILLAGE_DONNEES"] = dataFolder }
        if let address { environment["MAILLAGE_ADRESSE"] = address }
        if let port { environment["MAILLAGE_PORT"] = String(port) }
        configuration = try Configuration(environment: environment)
    }

    func open() throws -> DatabasePool { try Database.open(configuration) }

    /// The sentence for an error that a command ends on, and whether it is a refusal (exit 1) rather than a fault.
    package static func sentence(for error: any Error) -> String? { (error as? any Refusal)?.sentence }

    /// Starts the server and returns when it has ended its last request.
    package func serve() async throws {
        let services = try Services(database: try open(), configuration: configuration)
        let application = try buildApplication(services)
        FileHandle.standardError.write(Data("Maillage écoute sur \(configuration.baseURL)\n".utf8))
        do {
            try await application.runService()
        } catch {
            if "\(error)".contains("EADDRINUSE") || "\(error)".contains("errno: 98") {
                throw Refused(
                    "Le port \(configuration.port) est déjà pris : arrêtez l’autre programme, ou choisissez un autre port avec --port."
                )
            }
            throw error
        }
    }

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
        let pool = try Database.open(configuration, creating: true)
        try FactStore(database: pool).install(facts, now: now)
        if factFile == nil { try installDrawing(folder.appending(path: "bretagne.dessin.json"), in: pool, now: now) }
        let accounts = FirstAccounts(database: pool, letters: AccountLetters(networkAddress: configuration.baseURL))
        var lines = [
            "\(facts.reseau.nom) : \(facts.territoires.count) territoires, \(facts.poles.count) pôles et démarches."
        ]
        lines += ["", "Liens de connexion, à usage unique, valables sept jours :"]
        lines.append(try accounts.first(name: name, address: address, now: now))
        if let fiction {
            try FactStore(database: pool).install(fiction, now: now)
            lines += try accounts.people(fiction.personnes, now: now)
        }
        return lines
    }

    private func installDrawing(_ file: URL, in pool: DatabasePool, now: Date) throws {
        let drawing = try JSONDecoder().decode(Drawing.self, from: Data(contentsOf: file))
        let topology = try Topology(drawing: drawing)
        try pool.write { db in
            let source = try Source.record(title: "Maillage, dessin schématique de la Bretagne", in: db)
            try TerritoryStore.record(topology, kind: .pays, isDrawing: true, source: source, now: now, in: db)
        }
    }

    /// The network's situation as a file; `format` is one of texte, csv, json, geojson, svg.
    package func situation(on typed: String?, format: String) async throws -> String {
        guard let format = SituationFormat(rawValue: format) else {
            let known = SituationFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refused("Format inconnu : « \(format) ». Formats possibles : \(known).")
        }
        let day = try SituationRoutes.day(typed ?? "", today: Date.now.dayInFrance)
        return try format.text(try await SituationStore(database: try open(), atlas: Atlas()).view(on: day))
    }

    package func configurationReport() throws -> [(name: String, variable: String, value: String)] {
        var report = configuration.settings.map { ($0.name, $0.variable, $0.value) }
        if FileManager.default.fileExists(atPath: configuration.databaseFile.path) {
            report += try Database.pragmas(of: try open()).map { ("SQLite", $0.name, $0.value) }
        }
        return report
    }

    package func journal(verifying: Bool) throws -> [String] {
        let pool = try open()
        if verifying {
            let count = try pool.read(Journal.verify)
            let head = try pool.read { db in
                try String.fetchOne(db, sql: "SELECT hash FROM journal ORDER BY id DESC LIMIT 1") ?? ""
            }
            return ["Le journal tient : \(count) lignes, dernière empreinte \(head)."]
        }
        return try pool.read { db in
            try JournalLine.fetchAll(db, sql: "SELECT * FROM journal ORDER BY id").map { (line: JournalLine) in
                let who = line.personID.map { "personne \($0)" } ?? "programme"
                return "\(line.id)\t\(line.at)\t\(who)\t\(line.kind)\t\(line.subject)\t\(line.detail)"
            }
        }
    }

    /// A consistent copy of the database, with the documents beside it when there are some.
    package func backUp(to path: String) throws -> [String] {
        let file = URL(filePath: path)
        try Backup.copy(try open(), to: file)
        try Backup.copyDocuments(from: configuration.documentsFolder, beside: file)
        let summary = try Backup.check(file, documentsIn: [Backup.documents(of: file)])
        return ["Sauvegarde écrite dans « \(path) » : \(summary)."]
    }

    /// Puts a checked copy in place of the data; what was there is kept under another name.
    package func restore(from path: String, now: Date = .now) throws -> [String] {
        let file = URL(filePath: path)
        let summary = try Backup.check(
            file, documentsIn: [Backup.documents(of: file), configuration.documentsFolder])
        let kept = try Backup.restore(file, into: configuration, now: now)
        return ["Données restaurées depuis « \(path) » : \(summary)."] + kept
    }
}
