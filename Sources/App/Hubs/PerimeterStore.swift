import Domain
import Foundation
import GRDB

/// Changes to a hub's perimeter: each is dated, sourced, and can be cancelled when it was a mistake.
struct PerimeterStore {
    let database: any DatabaseWriter

    /// A change as typed. `overrideReason` is only for those who may pass over the rule.
    struct Change: Sendable {
        var day: Day?
        var evidence: String
        var overrideReason: String?
    }

    /// Adds a territory from a day on.
    func extend(
        _ id: ID<Hub>, with territory: ID<Territory>?, _ change: Change, actor: Actor, at now: Date
    ) async throws {
        let today = now.dayInFrance
        try RefusedForm.check(
            [
                territory == nil
                    ? Refused("Choisissez le territoire à ajouter dans la liste.", field: "territoire") : nil,
                Refused.tooLong(change.overrideReason ?? "", 500, field: "passer-outre"),
            ] + Self.check(change, field: "depuis", today: today))
        guard let territory, let day = change.day else { return }
        try await database.write { db in
            guard try PerimeterReader.isChoice(territory, on: today, in: db) else {
                throw Refused("Choisissez un Pays ou une intercommunalité de la liste.", field: "territoire")
            }
            let entries = try NetworkStore.perimeters(db)
            let mine = entries.filter { $0.hubID == id && $0.territoryID == territory }
            guard let new = Validity(from: day, until: nil), !mine.contains(where: { $0.validity.overlaps(new) }) else {
                throw Refused(
                    "Ce territoire est déjà dans le périmètre à cette date ou plus tard.", field: "territoire")
            }
            let shared = try PerimeterReader.sharing(territory, during: new, besides: id, among: entries, in: db)
            var override: String?
            if let first = shared.first {
                override = change.overrideReason.flatMap { $0.isEmpty ? nil : $0 }
                guard override != nil else {
                    throw PerimeterOverlap(sentence: PerimeterRule.overlapSentence(first.territory, first.hub))
                }
            }
            let source = try Source.record(title: change.evidence, in: db)
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, ?, ?)",
                arguments: [id, territory, day, source])
            try Journal.record(
                Event(
                    "perimetre.etendu", on: "pole/\(id)",
                    [
                        "territoire": territory.description, "nom": try PerimeterReader.name(territory, in: db),
                        "depuis": day.description, "preuve": change.evidence, "passer-outre": override,
                    ]), by: actor, at: now, in: db)
        }
    }

    /// Takes a territory out from a day on. Something stays on every later day: a hub has a territory (R10).
    func reduce(
        _ id: ID<Hub>, by territory: ID<Territory>, _ change: Change, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check(Self.check(change, field: "jusqua", today: now.dayInFrance))
        guard let day = change.day else { return }
        try await database.write { db in
            let entries = try NetworkStore.perimeters(db).filter { $0.hubID == id }
            guard let entry = entries.first(where: { $0.territoryID == territory && $0.validity.contains(day) }) else {
                throw Refused("Ce territoire n’est pas dans le périmètre ce jour-là.", field: "jusqua")
            }
            let others = entries.filter { $0 != entry }.map(\.validity)
            try Self.checkNeverEmpty(others, from: day)
            let source = try Source.record(title: change.evidence, in: db)
            try db.execute(
                sql: """
                    UPDATE hubPerimeter SET validUntil = ?, untilSourceID = ? WHERE hubID = ? AND territoryID = ?
                    AND (validFrom IS NULL OR validFrom < ?) AND (validUntil IS NULL OR validUntil > ?)
                    """, arguments: [day, source, id, territory, day, day])
            guard db.changesCount == 1 else {
                throw Refused("La sortie doit venir après l’entrée du territoire dans le périmètre.", field: "jusqua")
            }
            try Journal.record(
                Event(
                    "perimetre.reduit", on: "pole/\(id)",
                    [
                        "territoire": territory.description, "nom": try PerimeterReader.name(territory, in: db),
                        "jusqua": day.description, "preuve": change.evidence,
                    ]), by: actor, at: now, in: db)
        }
    }

    /// Sets aside an entry recorded by mistake; with a day, puts it back from that day on.
    func cancel(
        _ entry: Int64, of id: ID<Hub>, insteadFrom typed: String, reason: String, actor: Actor, at now: Date
    ) async throws {
        let day = Day(typed)
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette entrée est annulée : ce motif reste public.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
            typed.isEmpty || day != nil
                ? nil : Refused("Écrivez le bon jour comme 2026-01-01, ou laissez vide pour annuler.", field: "depuis"),
            Refused.farDay(day, today: now.dayInFrance, field: "depuis"),
        ])
        try await database.write { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM hubPerimeter WHERE id = ? AND hubID = ?", arguments: [entry, id])
            guard let row = found else { throw NotFound() }
            let territory: ID<Territory> = row["territoryID"]
            try db.execute(
                sql: """
                    INSERT INTO cancelledPerimeter
                    SELECT id, hubID, territoryID, validFrom, validUntil, sourceID, untilSourceID, ?, ?, ?
                    FROM hubPerimeter WHERE id = ?
                    """, arguments: [now.formatted(.iso8601), actor.personID, reason, entry])
            try db.execute(sql: "DELETE FROM hubPerimeter WHERE id = ?", arguments: [entry])
            if let day { try Self.putBack(row, from: day, in: db) }
            let left = try NetworkStore.perimeters(db).filter { $0.hubID == id }.map(\.validity)
            try Self.checkNeverEmpty(left, from: now.dayInFrance)
            try Journal.record(
                Event(
                    "perimetre.annule", on: "pole/\(id)",
                    [
                        "territoire": territory.description, "nom": try PerimeterReader.name(territory, in: db),
                        "depuis": row["validFrom"], "jusqua": row["validUntil"], "motif": reason,
                        "remplace": day?.description,
                    ]), by: actor, at: now, in: db)
        }
    }

    private static func putBack(_ row: Row, from day: Day, in db: GRDB.Database) throws {
        let until: Day? = row["validUntil"]
        let hub: ID<Hub> = row["hubID"]
        let territory: ID<Territory> = row["territoryID"]
        let others = try NetworkStore.perimeters(db).filter { $0.hubID == hub && $0.territoryID == territory }
        guard let validity = Validity(from: day, until: until),
            !others.contains(where: { $0.validity.overlaps(validity) })
        else { throw Refused("À cette date, l’entrée viendrait après sa sortie ou deux fois.", field: "depuis") }
        let (source, untilSource): (ID<Source>, ID<Source>?) = (row["sourceID"], row["untilSourceID"])
        try db.execute(
            sql: """
                INSERT INTO hubPerimeter (hubID, territoryID, validFrom, validUntil, sourceID, untilSourceID)
                VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [hub, territory, day, until, source, untilSource])
    }

    private static func checkNeverEmpty(_ validities: [Validity], from day: Day) throws {
        guard PerimeterRule.firstEmptyDay(validities, from: day) != nil else { return }
        throw Refused("C’est le dernier territoire du pôle : ajoutez-en un autre avant de retirer celui-ci.")
    }

    private static func check(_ change: Change, field: String, today: Day) -> [Refused?] {
        [
            change.day == nil
                ? Refused("Donnez le jour à partir duquel le périmètre change, par exemple 2026-01-01.", field: field)
                : nil,
            Refused.farDay(change.day, today: today, field: field),
            change.evidence.isEmpty
                ? Refused("Dites d’où vient ce changement : délibération, publication…", field: "preuve") : nil,
            Refused.tooLong(change.evidence, 400, field: "preuve"),
        ]
    }
}

/// Another hub covers the territory: the animator may pass over it, with a reason.
struct PerimeterOverlap: Refusal {
    let sentence: String
    var field: String? { "territoire" }
}
