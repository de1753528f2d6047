import Domain
import Foundation
import GRDB

/// The life of a draft: begun, written over, set aside, or recorded as what an assembly adopted before.
extension StatutesStore {
    /// What a draft starts from.
    enum Base: Sendable, Hashable {
        case customary
        case version(ID<StatutesVersion>)
    }

    @discardableResult
    func begin(_ hub: ID<Hub>, from base: Base, actor: Actor, at now: Date) async throws -> ID<StatutesVersion> {
        try await database.write { db in try StatutesStore.begin(hub, from: base, actor: actor, at: now, in: db) }
    }

    @discardableResult
    static func begin(
        _ hub: ID<Hub>, from base: Base, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<StatutesVersion> {
        guard try draft(of: hub, in: db) == nil else {
            throw Refused("Un brouillon est déjà en cours : terminez-le ou abandonnez-le avant d’en ouvrir un autre.")
        }
        let day = now.dayInFrance
        let number = (try versions(of: hub, in: db).first?.version ?? 0) + 1
        var copied: ID<StatutesVersion>?
        var document: StatutesDocument
        switch base {
        case .customary: document = try customary(for: hub, on: day, in: db)
        case .version(let id):
            guard let version = try version(id, in: db), version.hubID == hub else { throw NotFound() }
            (document, copied) = (version.document, id)
        }
        (document.rules.version, document.rules.adoptedOn, document.rules.inForceFrom) = (number, nil, day)
        try db.execute(
            sql: """
                INSERT INTO statutesVersion (hubID, version, state, rules, prose, copyOf, createdAt, createdBy)
                VALUES (?, ?, 'brouillon', ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, number, try json(document.rules), try json(document.prose), copied, now.formatted(.iso8601),
                actor.personID,
            ])
        let id = ID<StatutesVersion>(rawValue: db.lastInsertedRowID)
        try Journal.record(
            Event(
                "statuts.ebauches", on: "statuts/\(hub)",
                ["version": String(number), "modele": copied?.description ?? "usage"]), by: actor, at: now, in: db)
        return id
    }

    /// The customary clauses, with what is already known of the hub.
    static func customary(for hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> StatutesDocument {
        var document = StatutesDocument.customary(inForceFrom: day)
        guard let known = try Hub.fetchOne(db, key: hub) else { throw NotFound() }
        document.prose.name = known.name
        document.prose.management.mode = known.governance
        document.prose.management.host = known.manager
        return document
    }

    /// Writes the draft anew. `chapter` names what was worked on, for the journal; what did not change leaves no line.
    func save(
        _ document: StatutesDocument, as id: ID<StatutesVersion>, chapter: StatutesChapter, of hub: ID<Hub>,
        shown: String? = nil, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            try StatutesStore.save(
                document, as: id, chapter: chapter, of: hub, shown: shown, actor: actor, at: now, in: db)
        }
    }

    static func save(
        _ document: StatutesDocument, as id: ID<StatutesVersion>, chapter: StatutesChapter, of hub: ID<Hub>,
        shown: String? = nil, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        guard let draft = try StatutesStore.version(id, in: db), draft.hubID == hub, draft.state == .draft else {
            throw Refused("Ce brouillon n’est plus en cours : ouvrez-en un autre.")
        }
        if let shown, shown != StatutesText.mark(draft.document, chapter) {
            throw Refused(
                "Quelqu’un a changé ce chapitre pendant que vous écriviez. Votre texte est ici, rien n’est perdu : comparez avec le brouillon, puis enregistrez de nouveau pour le remplacer."
            )
        }
        // Only this chapter: the others may have been written meanwhile.
        let new = draft.document.replacing(chapter, from: document)
        guard new != draft.document else { return }
        try db.execute(
            sql: "UPDATE statutesVersion SET rules = ?, prose = ? WHERE id = ?",
            arguments: [try StatutesStore.json(new.rules), try StatutesStore.json(new.prose), id])
        let changed = StatutesComparison(from: draft.document, to: new).changed.map(\.title)
        try Journal.record(
            Event(
                "statuts.enregistres", on: "statuts/\(hub)",
                [
                    "version": String(draft.version), "chapitre": chapter.rawValue,
                    "clauses": changed.joined(separator: " · "),
                ]), by: actor, at: now, in: db)
    }

    func abandon(_ hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty
                ? Refused(
                    "Dites pourquoi ce brouillon est abandonné : il reste dans l’historique.", field: "motif-abandon")
                : nil,
            Refused.tooLong(reason, 500, field: "motif-abandon"),
        ])
        try await database.write { db in
            guard let draft = try StatutesStore.draft(of: hub, in: db) else {
                throw Refused("Aucun brouillon n’est en cours.")
            }
            try db.execute(
                sql: "UPDATE statutesVersion SET state = 'abandonnee', abandonReason = ? WHERE id = ?",
                arguments: [reason, draft.id])
            try Journal.record(
                Event(
                    "statuts.abandonnes", on: "statuts/\(hub)", ["version": String(draft.version), "motif": reason]),
                by: actor, at: now, in: db)
        }
    }

    /// What is typed about statutes adopted before the hub used the program.
    struct Earlier: Sendable {
        var adoptedOn: Day?
        var inForceFrom: Day?
        var reason: String
    }

    /// Records the draft as statutes that were adopted elsewhere, with the proof. Once an assembly held here has adopted
    /// statutes, only another one changes them.
    func recordEarlier(
        _ earlier: Earlier, of hub: ID<Hub>, document: Document?, actor: Actor, at now: Date
    ) async throws {
        let start = earlier.inForceFrom ?? earlier.adoptedOn
        try RefusedForm.check([
            earlier.adoptedOn == nil
                ? Refused("Donnez le jour de l’assemblée qui les a adoptés, comme 2019-06-12.", field: "adoptes") : nil,
            Refused.farDay(earlier.adoptedOn, today: now.dayInFrance, field: "adoptes"),
            earlier.adoptedOn.map { $0 > now.dayInFrance } == true
                ? Refused(
                    "Ce jour n’est pas encore venu : des statuts à venir s’adoptent en assemblée.", field: "adoptes")
                : nil,
            start.flatMap { start in earlier.adoptedOn.map { start < $0 } } == true
                ? Refused("Des statuts ne prennent pas effet avant leur adoption.", field: "vigueur") : nil,
            Refused.farDay(start, today: now.dayInFrance, field: "vigueur"),
            earlier.reason.isEmpty
                ? Refused("Dites pourquoi cette assemblée n’est pas dans le programme.", field: "motif") : nil,
            Refused.tooLong(earlier.reason, 1000, field: "motif"),
            document == nil
                ? Refused("Joignez la preuve : procès-verbal, statuts signés, récépissé.", field: "piece") : nil,
        ])
        guard let day = earlier.adoptedOn, let start, let document else { return }
        try await database.write { db in
            try StatutesStore.recordEarlier(
                (day, start, earlier.reason), of: hub, document: document, actor: actor, at: now, in: db)
        }
    }

    private static func recordEarlier(
        _ earlier: (day: Day, start: Day, reason: String), of hub: ID<Hub>, document: Document, actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws {
        guard let draft = try draft(of: hub, in: db) else {
            throw Refused("Écrivez d’abord ces statuts dans un brouillon, puis enregistrez-le comme déjà adopté.")
        }
        let held = try versions(of: hub, in: db).filter { $0.state.wasAdopted && $0.earlierReason == nil }
        if let first = held.compactMap(\.adoptedOn).min(), earlier.day >= first {
            throw Refused(
                "Une assemblée tenue ici a adopté des statuts \(first.frenchWithArticle) : depuis, seule une assemblée les change.",
                field: "adoptes")
        }
        try db.execute(
            sql: "INSERT INTO document (name, mediaType, size, digest, storedName) VALUES (?, ?, ?, ?, ?)",
            arguments: [document.name, document.mediaType, document.size, document.digest, document.storedName])
        let proof = ID<Document>(rawValue: db.lastInsertedRowID)
        try settle(
            draft, on: earlier.day, from: earlier.start, reason: earlier.reason, document: proof, in: db)
        try Journal.record(
            Event(
                "statuts.repris", on: "pole/\(hub)",
                [
                    "version": String(draft.version), "adoptes": earlier.day.description,
                    "depuis": earlier.start.description, "motif": earlier.reason, "piece": proof.description,
                ]), by: actor, at: now, in: db)
    }

    /// Shows a version to the public, or no longer.
    func publish(
        _ id: ID<StatutesVersion>, of hub: ID<Hub>, isPublic: Bool, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            guard let version = try StatutesStore.version(id, in: db), version.hubID == hub else { throw NotFound() }
            guard version.state.wasAdopted else {
                throw Refused("Seuls des statuts adoptés se publient.")
            }
            guard version.isPublic != isPublic else { return }
            try db.execute(
                sql: "UPDATE statutesVersion SET isPublic = ? WHERE id = ?", arguments: [isPublic, id])
            try Journal.record(
                Event(
                    isPublic ? "statuts.publies" : "statuts.depublies", on: "pole/\(hub)",
                    ["version": String(version.version)]), by: actor, at: now, in: db)
        }
    }
}
