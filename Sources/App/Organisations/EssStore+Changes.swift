import Domain
import Foundation
import GRDB

/// Who says a line of a version, and how surely.
struct EssProof: Sendable {
    let source: String
    let certainty: Certainty
}

extension EssStore {
    /// A version to be written, copied from another; returns its number.
    func copy(_ id: Int64, title: String, actor: Actor, at now: Date) async throws -> Int64 {
        try RefusedForm.check([
            title.isEmpty ? Refused("Donnez un titre à cette version.", field: "titre") : nil,
            Refused.tooLong(title, 200, field: "titre"),
        ])
        return try await database.write { db in
            let model = try EssStore.version(id, in: db)
            try db.execute(
                sql: """
                    INSERT INTO essVersion (title, source, certainty, copyOf, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    title, model.source, model.certainty, id, now.formatted(.iso8601), actor.personID,
                ])
            let copy = db.lastInsertedRowID
            try db.execute(
                sql: """
                    INSERT INTO essCategory
                    SELECT ?, code, label, family, standing, source, certainty FROM essCategory WHERE versionID = ?
                    """, arguments: [copy, id])
            try db.execute(
                sql: """
                    INSERT INTO essExclusion
                    SELECT ?, nomenclature, prefix, label, source, certainty FROM essExclusion WHERE versionID = ?
                    """, arguments: [copy, id])
            try Self.record("perimetre-ess.prepare", ["nom": title], actor, now, db)
            return copy
        }
    }

    /// Says what a legal category is, in a version being written.
    func set(
        _ code: String, label: String, family: Family?, standing: EssTable.Standing?, _ proof: EssProof,
        in id: Int64, actor: Actor, at now: Date
    ) async throws {
        let isCode = code.utf8.count == 4 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
        try RefusedForm.check([
            isCode
                ? nil : Refused("Un code de catégorie juridique a quatre chiffres, par exemple 9220.", field: "code"),
            label.isEmpty ? Refused("Donnez l’intitulé de cette catégorie.", field: "intitule") : nil,
            Refused.tooLong(label, 200, field: "intitule"),
            standing == nil ? Refused("Dites si elle est de l’ESS.", field: "appartenance") : nil,
            standing == .included && family == nil
                ? Refused("Dites quelle famille cette forme suggère.", field: "famille") : nil,
            LegalForm.isPerson(code)
                ? Refused(
                    "Ces catégories sont celles de personnes : elles n’entrent pas dans l’annuaire.", field: "code")
                : nil, Self.refusal(proof),
        ])
        guard let standing else { return }
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            try db.execute(
                sql: "DELETE FROM essCategory WHERE versionID = ? AND code = ?", arguments: [id, code])
            try db.execute(
                sql: "INSERT INTO essCategory VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [id, code, label, family, standing, proof.source, proof.certainty])
            try Self.record(
                "perimetre-ess.categorie", ["nom": label, "code": code, "valeur": standing.label], actor, now, db)
        }
    }

    func remove(_ code: String, from id: Int64, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            try db.execute(
                sql: "DELETE FROM essCategory WHERE versionID = ? AND code = ?", arguments: [id, code])
            guard db.changesCount == 1 else { throw Refused("Cette catégorie n’est plus dans cette version.") }
            try Self.record("perimetre-ess.categorie-otee", ["code": code], actor, now, db)
        }
    }

    /// Leaves an activity out, in a version being written.
    func exclude(
        _ nomenclature: String, _ text: String, label: String, _ proof: EssProof, in id: Int64, actor: Actor,
        at now: Date
    ) async throws {
        let prefix = Nomenclature(rawValue: nomenclature).flatMap { ActivityPrefix(text, in: $0) }
        try RefusedForm.check([
            prefix == nil
                ? Refused(
                    "Aucun code de cette nomenclature ne commence ainsi : écrivez 94, 94.9 ou 94.92Z.", field: "prefixe"
                )
                : nil, label.isEmpty ? Refused("Donnez l’intitulé de cette activité.", field: "activite") : nil,
            Refused.tooLong(label, 200, field: "activite"), Self.refusal(proof),
        ])
        guard let prefix else { return }
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            try db.execute(
                sql: "DELETE FROM essExclusion WHERE versionID = ? AND nomenclature = ? AND prefix = ?",
                arguments: [id, nomenclature, prefix.letters])
            try db.execute(
                sql: "INSERT INTO essExclusion VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [id, nomenclature, prefix.letters, label, proof.source, proof.certainty])
            try Self.record("perimetre-ess.activite", ["nom": label, "code": prefix.written], actor, now, db)
        }
    }

    func readmit(_ nomenclature: String, _ prefix: String, in id: Int64, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            try db.execute(
                sql: "DELETE FROM essExclusion WHERE versionID = ? AND nomenclature = ? AND prefix = ?",
                arguments: [id, nomenclature, prefix])
            guard db.changesCount == 1 else { throw Refused("Cette activité n’est plus dans cette version.") }
            try Self.record("perimetre-ess.activite-otee", ["code": prefix], actor, now, db)
        }
    }

    /// Puts a version in force from a day on: it is not edited any more.
    func enforce(_ id: Int64, from day: Day?, _ proof: EssProof, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        try RefusedForm.check([
            day == nil ? Refused("Donnez le jour à partir duquel elle vaut.", field: "depuis") : nil,
            day.map { $0 < today } == true
                ? Refused(
                    "Une version ne change pas le passé : donnez aujourd’hui ou un jour à venir.", field: "depuis")
                : nil, Refused.farDay(day, today: today, field: "depuis"), Self.refusal(proof),
        ])
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            let isTaken =
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM essVersion WHERE validFrom = ?)", arguments: [day]) ?? false
            guard !isTaken else {
                throw Refused(
                    "Une autre version vaut déjà à partir de ce jour : choisissez-en un autre.", field: "depuis")
            }
            try db.execute(
                sql: "UPDATE essVersion SET validFrom = ?, source = ?, certainty = ? WHERE id = ?",
                arguments: [day, proof.source, proof.certainty, id])
            try OrganisationWriter.touch(db)
            try Self.record(
                "perimetre-ess.en-vigueur",
                ["nom": try EssStore.version(id, in: db).title, "au": day?.description, "preuve": proof.source], actor,
                now, db)
        }
    }

    /// Gives up a version that is not in force.
    func drop(_ id: Int64, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.checkDraft(id, in: db)
            let title = try EssStore.version(id, in: db).title
            try db.execute(sql: "DELETE FROM essCategory WHERE versionID = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM essExclusion WHERE versionID = ?", arguments: [id])
            try db.execute(sql: "UPDATE essVersion SET copyOf = NULL WHERE copyOf = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM essVersion WHERE id = ?", arguments: [id])
            try Self.record("perimetre-ess.abandonne", ["nom": title], actor, now, db)
        }
    }

    private static func checkDraft(_ id: Int64, in db: GRDB.Database) throws {
        guard try EssStore.version(id, in: db).validFrom == nil else {
            throw Refused("Cette version est datée : elle ne se modifie plus. Faites-en une copie.")
        }
    }

    private static func refusal(_ proof: EssProof) -> Refused? {
        if proof.source.isEmpty { return Refused("Dites d’où cela vient.", field: "preuve") }
        return Refused.tooLong(proof.source, 300, field: "preuve")
    }

    private static func record(
        _ kind: String, _ detail: [String: String?], _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try Journal.record(Event(kind, on: "annuaire", detail), by: actor, at: now, in: db)
    }
}
