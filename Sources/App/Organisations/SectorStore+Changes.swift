import Domain
import Foundation
import GRDB

/// What a form says of a sector.
struct SectorDraft: Sendable {
    let label: String
    let definition: String
    let source: String
    let certainty: Certainty

    func check() throws {
        try RefusedForm.check([
            label.isEmpty ? Refused("Donnez un nom à ce secteur.", field: "libelle") : nil,
            Refused.tooLong(label, 100, field: "libelle"), Refused.tooLong(definition, 500, field: "definition"),
            source.isEmpty ? Refused("Dites qui l’a décidé, et quand.", field: "preuve") : nil,
            Refused.tooLong(source, 300, field: "preuve"),
        ])
    }
}

/// What a form says of the beginning of an activity code.
struct SectorRuleDraft: Sendable {
    let nomenclature: String
    let prefix: String
    /// Empty: no sector in particular.
    let sector: String
    let source: String
    let certainty: Certainty
}

extension SectorStore {
    /// A new sector, last in the list; returns its code.
    func add(_ draft: SectorDraft, from day: Day?, actor: Actor, at now: Date) async throws -> String {
        try draft.check()
        try RefusedForm.check([
            day == nil
                ? Refused("Donnez le jour depuis lequel il vaut, par exemple 2026-01-01.", field: "depuis") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "depuis"),
        ])
        let code = String(French.slug(draft.label).prefix(40))
        guard !code.isEmpty else { throw Refused("Ce nom n’a pas une lettre ni un chiffre.", field: "libelle") }
        try await database.write { db in
            let isTaken =
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM sector WHERE code = ? OR label = ? COLLATE NOCASE)",
                    arguments: [code, draft.label]) ?? false
            guard !isTaken else {
                throw Refused("Un secteur porte déjà ce nom, ou l’a porté : rétablissez-le plutôt.", field: "libelle")
            }
            try db.execute(
                sql: """
                    INSERT INTO sector (code, label, definition, rank, validFrom, source, certainty)
                    VALUES (?, ?, ?, (SELECT coalesce(max(rank), 0) + 1 FROM sector), ?, ?, ?)
                    """,
                arguments: [code, draft.label, draft.definition, day, draft.source, draft.certainty])
            try Self.record("secteur.ajoute", code, ["nom": draft.label, "preuve": draft.source], actor, now, db)
        }
        return code
    }

    /// Renames, defines, moves to a place in the list (from 1).
    func change(_ code: String, to draft: SectorDraft, rank: Int?, actor: Actor, at now: Date) async throws {
        try draft.check()
        guard let rank, (1...1000).contains(rank) else {
            throw Refused("La place dans la liste est un nombre, à partir de 1.", field: "rang")
        }
        try await database.write { db in
            let old = try Self.label(of: code, in: db)
            let isTaken =
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM sector WHERE code <> ? AND label = ? COLLATE NOCASE)",
                    arguments: [code, draft.label]) ?? false
            guard !isTaken else { throw Refused("Un autre secteur porte déjà ce nom.", field: "libelle") }
            try db.execute(
                sql: "UPDATE sector SET label = ?, definition = ?, source = ?, certainty = ? WHERE code = ?",
                arguments: [draft.label, draft.definition, draft.source, draft.certainty, code])
            var order = try String.fetchAll(
                db, sql: "SELECT code FROM sector WHERE code <> ? ORDER BY rank, label", arguments: [code])
            order.insert(code, at: min(rank - 1, order.count))
            for (index, code) in order.enumerated() {
                try db.execute(sql: "UPDATE sector SET rank = ? WHERE code = ?", arguments: [index + 1, code])
            }
            try Self.record(
                "secteur.change", code,
                ["nom": draft.label, "ancien": old == draft.label ? nil : old, "preuve": draft.source], actor, now, db)
        }
    }

    /// Out of use from a day: it is no longer suggested nor offered, and stays on the records that say it.
    func retire(_ code: String, on day: Day?, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            day == nil ? Refused("Donnez le jour à partir duquel il ne sert plus.", field: "fin") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "fin"),
            reason.isEmpty ? Refused("Dites qui l’a décidé, et pourquoi.", field: "motif") : nil,
            Refused.tooLong(reason, 300, field: "motif"),
        ])
        try await database.write { db in
            let label = try Self.label(of: code, in: db)
            try db.execute(
                sql: "UPDATE sector SET validUntil = ? WHERE code = ? AND validUntil IS NULL AND validFrom < ?",
                arguments: [day, code, day])
            guard db.changesCount == 1 else {
                throw Refused("Le retrait vient après le début de ce secteur, qui doit servir encore.", field: "fin")
            }
            try Self.record(
                "secteur.retire", code, ["nom": label, "au": day?.description, "motif": reason], actor, now, db)
        }
    }

    /// In use again.
    func reopen(_ code: String, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites qui l’a décidé, et pourquoi.", field: "motif") : nil,
            Refused.tooLong(reason, 300, field: "motif"),
        ])
        try await database.write { db in
            let label = try Self.label(of: code, in: db)
            try db.execute(
                sql: "UPDATE sector SET validUntil = NULL WHERE code = ? AND validUntil IS NOT NULL", arguments: [code])
            guard db.changesCount == 1 else { throw Refused("Ce secteur sert déjà.") }
            try Self.record("secteur.retabli", code, ["nom": label, "motif": reason], actor, now, db)
        }
    }

    /// Says which sector the activities that begin so suggest; returns how many organisations it moves.
    func set(_ draft: SectorRuleDraft, actor: Actor, at now: Date) async throws -> Int {
        let prefix = Nomenclature(rawValue: draft.nomenclature).flatMap { ActivityPrefix(draft.prefix, in: $0) }
        try RefusedForm.check([
            prefix == nil
                ? Refused(
                    "Aucun code de cette nomenclature ne commence ainsi. Écrivez une section (Q), une division (88), un groupe (88.9), une classe (88.99) ou un code (88.99B).",
                    field: "prefixe") : nil,
            draft.source.isEmpty ? Refused("Dites d’où vient cette correspondance.", field: "preuve") : nil,
            Refused.tooLong(draft.source, 300, field: "preuve"),
        ])
        guard let prefix else { return 0 }
        return try await database.write { db in
            let before = try SectorStore.sectors(on: now.dayInFrance, in: db)
            if !draft.sector.isEmpty, before[draft.sector] == nil {
                throw Refused("Choisissez un secteur de la liste.", field: "secteur")
            }
            try db.execute(
                sql: "INSERT OR REPLACE INTO sectorRule VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    prefix.nomenclature.rawValue, prefix.letters, draft.sector.isEmpty ? nil : draft.sector,
                    draft.source, draft.certainty,
                ])
            let moved = try Self.moved(from: before, on: now.dayInFrance, in: db)
            try Self.record(
                "secteur.correspondance", draft.sector,
                [
                    "prefixe": prefix.written, "nomenclature": prefix.nomenclature.label,
                    "nom": before[draft.sector]?.label, "organisations": String(moved), "preuve": draft.source,
                ], actor, now, db)
            return moved
        }
    }

    /// Takes a rule away: shorter beginnings, if any, tell again.
    func remove(_ nomenclature: String, _ prefix: String, actor: Actor, at now: Date) async throws -> Int {
        try await database.write { db in
            let before = try SectorStore.sectors(on: now.dayInFrance, in: db)
            let rule = before.rules.first {
                $0.prefix.nomenclature.rawValue == nomenclature && $0.prefix.letters == prefix
            }
            guard let rule else { throw Refused("Cette correspondance n’existe plus : la liste a changé entre-temps.") }
            try db.execute(
                sql: "DELETE FROM sectorRule WHERE nomenclature = ? AND prefix = ?", arguments: [nomenclature, prefix])
            let moved = try Self.moved(from: before, on: now.dayInFrance, in: db)
            try Self.record(
                "secteur.correspondance-otee", rule.sector ?? "",
                [
                    "prefixe": rule.prefix.written, "nomenclature": rule.prefix.nomenclature.label,
                    "nom": rule.sector.flatMap { before[$0] }?.label, "organisations": String(moved),
                ], actor, now, db)
            return moved
        }
    }

    /// How many organisations the rules of now read otherwise than those of before.
    private static func moved(from before: Sectors, on day: Day, in db: GRDB.Database) throws -> Int {
        let after = try SectorStore.sectors(on: day, in: db)
        let groups = try Row.fetchAll(
            db,
            sql: """
                SELECT sectors, activity, activityNomenclature, count(*) AS count FROM organisation
                WHERE publication = 'publiee' AND state = 'active' GROUP BY 1, 2, 3
                """)
        return groups.reduce(0) { (sum: Int, group: Row) in
            let sheet = OrganisationSheet([
                .sectors: group["sectors"], .activity: group["activity"],
                .activityNomenclature: group["activityNomenclature"],
            ])
            return before.sectors(of: sheet) == after.sectors(of: sheet) ? sum : sum + group["count"]
        }
    }

    private static func label(of code: String, in db: GRDB.Database) throws -> String {
        let label = try String.fetchOne(db, sql: "SELECT label FROM sector WHERE code = ?", arguments: [code])
        guard let label else { throw NotFound() }
        return label
    }

    /// The journal line, and the word to whoever keeps the directory in memory.
    private static func record(
        _ kind: String, _ code: String, _ detail: [String: String?], _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try OrganisationWriter.touch(db)
        try Journal.record(
            Event(kind, on: "annuaire", detail.merging(["code": code]) { first, _ in first }), by: actor, at: now,
            in: db)
    }
}
