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
        if let port {
            guard (0...65535).contains(port) else { throw Refused("--port doit être un nombre de 0 à 65535.") }
            environment["MAILLAGE_PORT"] = String(port)
        }
        configuration = try Configuration(environment: environment)
    }

    func open() throws -> DatabasePool { try Database.open(configuration) }

    /// The sentence for an error that a command ends on, and whether it is a refusal (exit 1) rather than a fault.
    package static func sentence(for error: any Error) -> String? { (error as? any Refusal)?.sentence }

    /// Starts the server and returns when it has ended its last request.
    package func serve() async throws {
        let services = try Services(database: try open(), configuration: configuration)
        let address = configuration.baseURL
        let application = try buildApplication(services) {
            FileHandle.standardError.write(Data("Maillage écoute sur \(address)\n".utf8))
        }
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

    package static let situationFormats = SituationFormat.allCases.map(\.rawValue)

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
