import Domain
import Foundation
import GRDB

/// Keeps published figures: what files say is written whole, each with its line of journal; what they cannot say is told.
struct FigureImportStore {
    let database: any DatabaseWriter

    struct Outcome: Sendable {
        var created = 0
        var changed = 0
        var unchanged = 0
        var refusals: [FigureReading.Refusal]
        /// Lines whose territory is not known here, the others of France for most of them.
        var elsewhere: [FigureReading.Refusal] = []
    }

    /// All the files or none.
    func bringIn(
        _ files: [(name: String, reading: FigureReading)], isTrial: Bool, actor: Actor, at now: Date
    ) async throws -> [Outcome] {
        try await database.write { db in
            try files.map {
                try Self.bringIn($0.reading, file: $0.name, isTrial: isTrial, actor: actor, at: now, in: db)
            }
        }
    }

    private static func bringIn(
        _ reading: FigureReading, file: String, isTrial: Bool, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> Outcome {
        var outcome = Outcome(refusals: reading.refusals)
        for line in reading.lines {
            guard let territory = try Self.territory(line.place, in: db) else {
                outcome.elsewhere.append(Self.unknown(line))
                continue
            }
            try Self.keep(line.figure, of: territory, isTrial: isTrial, &outcome, in: db)
        }
        outcome.refusals.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        guard !isTrial, outcome.created + outcome.changed > 0 else { return outcome }
        try Journal.record(
            Event(
                "chiffres.importes", on: "observatoire",
                [
                    "fichier": file, "inscrits": String(outcome.created), "modifies": String(outcome.changed),
                    "refuses": String(outcome.refusals.count + outcome.elsewhere.count),
                ]), by: actor, at: now, in: db)
        return outcome
    }

    private static func territory(_ place: FigureReading.Place, in db: GRDB.Database) throws -> ID<Territory>? {
        switch place {
        case .slug(let slug):
            return try ID<Territory>.fetchOne(db, sql: "SELECT id FROM territory WHERE slug = ?", arguments: [slug])
        case .code(let kind, let code):
            return try ID<Territory>.fetchOne(
                db, sql: "SELECT id FROM territory WHERE kind = ? AND code = ?", arguments: [kind, code])
        case .name(let kind, let name):
            let rows = try Row.fetchAll(
                db,
                sql:
                    "SELECT t.id, n.name FROM territory t JOIN territoryName n ON n.territoryID = t.id WHERE t.kind = ?",
                arguments: [kind])
            return rows.first { French.slug($0["name"]) == French.slug(name) }?["id"]
        }
    }

    private static func unknown(_ line: FigureReading.Line) -> FigureReading.Refusal {
        let name =
            switch line.place {
            case .slug(let slug): slug
            case .code(let kind, let code): "\(kind.label) \(code)"
            case .name(let kind, let name): "\(kind.label) \(name)"
            }
        return FigureReading.Refusal(
            line: line.line, column: "territoire", reason: "« \(name) » n’est pas un territoire connu")
    }

    private static func keep(
        _ figure: PublishedFigure, of territory: ID<Territory>, isTrial: Bool, _ outcome: inout Outcome,
        in db: GRDB.Database
    ) throws {
        let series = try Int64.fetchOne(
            db, sql: "SELECT id FROM publishedSeries WHERE source = ? AND perimeter = ? AND licence = ?",
            arguments: [figure.source, figure.perimeter, figure.licence])
        let known = try series.flatMap { id in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT value, published, url, note, breakNote FROM publishedFigure
                    WHERE seriesID = ? AND territoryID = ? AND indicator = ? AND year = ? AND family = ? AND sector = ?
                        AND size = ?
                    """,
                arguments: [
                    id, territory, figure.indicator.rawValue, figure.year, figure.family, figure.sector, figure.size,
                ])
        }
        if let known, known["value"] == figure.value, known["published"] == figure.published,
            known["url"] == figure.url, known["note"] == figure.note, known["breakNote"] == figure.breakNote
        {
            outcome.unchanged += 1
            return
        }
        if known == nil { outcome.created += 1 } else { outcome.changed += 1 }
        guard !isTrial else { return }
        let id = try series ?? inscribe(figure.series, in: db)
        try db.execute(
            sql: "INSERT OR REPLACE INTO publishedFigure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                id, territory, figure.indicator.rawValue, figure.year, figure.family, figure.sector, figure.size,
                figure.value, figure.published, figure.url, figure.note, figure.breakNote,
            ])
    }

    private static func inscribe(_ series: PublishedFigure.Series, in db: GRDB.Database) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO publishedSeries (source, perimeter, licence) VALUES (?, ?, ?)",
            arguments: [series.source, series.perimeter, series.licence])
        return db.lastInsertedRowID
    }
}
