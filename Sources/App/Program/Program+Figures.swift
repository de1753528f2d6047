import Domain
package import Foundation
import Tabular

extension Program {
    /// Keeps the published figures of files, all or none. `source` is that of lines that name none.
    package func importFigures(
        _ paths: [String], source: String? = nil, isTrial: Bool, now: Date = .now
    ) async throws -> [String] {
        let source = (source ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        let store = FigureImportStore(database: try open())
        let files = try paths.flatMap { try Archive.open(path: $0) }.map { file in
            (name: file.name, reading: try Self.figures(file.name, file.bytes, source))
        }
        let outcomes = try await store.bringIn(files, isTrial: isTrial, actor: .program, at: now)
        return zip(files, outcomes).flatMap { Self.report($0.name, $1, isTrial: isTrial) }
    }

    /// How many lines of unknown territories are told one by one: a file of all France has thousands.
    private static let told = 5

    private static func report(_ name: String, _ outcome: FigureImportStore.Outcome, isTrial: Bool) -> [String] {
        let verb = isTrial ? " (essai : rien n’a été écrit)" : ""
        let created = French.count(outcome.created, "chiffre inscrit", "chiffres inscrits")
        let changed = French.count(outcome.changed, "modifié", "modifiés")
        let unchanged = French.count(outcome.unchanged, "inchangé", "inchangés")
        var report = [
            "\(name) : \(created), \(changed), \(unchanged), \(French.count(outcome.refusals.count, "refus", "refus"))\(verb)."
        ]
        func line(_ refusal: FigureReading.Refusal) -> String {
            "  ligne \(refusal.line), colonne \(refusal.column) : \(refusal.reason)."
        }
        report += outcome.refusals.map(line) + outcome.elsewhere.prefix(told).map(line)
        if outcome.elsewhere.count > told {
            report.append(
                "  … et \(French.count(outcome.elsewhere.count - told, "autre ligne", "autres lignes")) de territoires que le réseau ne connaît pas."
            )
        }
        return report
    }

    private static func figures(_ name: String, _ bytes: [UInt8], _ source: String) throws -> FigureReading {
        do {
            let table = try Table(bytes)
            let columns = table.columns.map { $0.lowercased() }
            if let missing = FigureReading.missing(in: Set(columns), source: source) {
                let hint = missing == "source" ? ", ou dites-la avec --source" : ""
                throw Refused("\(name) : il y manque la colonne « \(missing) »\(hint). Rien n’a été changé.")
            }
            return FigureReading(
                table.rows.map { row in (row.line, Dictionary(zip(columns, row.cells)) { first, _ in first }) },
                source: source)
        } catch let defect as TableDefect {
            throw Refused("\(name), ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        }
    }
}
