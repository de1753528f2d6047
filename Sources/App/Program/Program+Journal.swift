import Domain
import Foundation
import GRDB
import Tabular

/// The journal from the shell.
extension Program {
    package static let journalFormats = ["texte", "csv", "json"]

    /// Recomputes the chain of digests.
    package func verifyJournal() throws -> [String] {
        let pool = try open()
        let count = try pool.read(Journal.verify)
        let head = try pool.read { db in
            try String.fetchOne(db, sql: "SELECT hash FROM journal ORDER BY id DESC LIMIT 1") ?? ""
        }
        return ["Le journal tient : \(count) lignes, dernière empreinte \(head)."]
    }

    /// Every line, the oldest first; `format` is one of `journalFormats`.
    package func journal(format: String) throws -> String {
        let lines = try open().read { db in try JournalLine.fetchAll(db, sql: "SELECT * FROM journal ORDER BY id") }
        switch format {
        case "texte": return lines.map(Self.text).joined()
        case "csv": return Self.csv(lines)
        case "json": return try SituationFormat.encode(lines.map(JournalObject.init))
        default:
            throw Refused(
                "Format inconnu : « \(format) ». Formats possibles : \(Self.journalFormats.joined(separator: ", ")).")
        }
    }

    private static func text(_ line: JournalLine) -> String {
        let who = line.personID.map { "personne \($0)" } ?? "programme"
        return "\(line.id)\t\(line.at)\t\(who)\t\(line.kind)\t\(line.subject)\t\(line.detail)\n"
    }

    private static func csv(_ lines: [JournalLine]) -> String {
        var writer = CSVWriter()
        writer.add(["numero", "quand", "personne", "sorte", "sujet", "detail"])
        for line in lines {
            writer.add([
                .text("\(line.id)"), .text("\(line.at)"), .init(line.personID.map { "\($0)" }), .text(line.kind),
                .text(line.subject), .text(line.detail),
            ])
        }
        return writer.text
    }
}

/// A line of the journal as JSON.
private struct JournalObject: Encodable {
    let numero, quand, sorte, sujet: String
    let personne: String?
    let detail: [String: String]

    init(_ line: JournalLine) throws {
        numero = "\(line.id)"
        quand = "\(line.at)"
        sorte = line.kind
        sujet = line.subject
        personne = line.personID.map { "\($0)" }
        detail = try JSONDecoder().decode([String: String].self, from: Data(line.detail.utf8))
    }
}
