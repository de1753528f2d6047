import Domain
import Foundation
import GRDB

/// A point of an agenda as a form says it.
struct AgendaDraft: Sendable {
    var kind: AgendaItem.Kind?
    var title = ""
    var text = ""
    var rulesOf: AssemblyKind?
    var bodyKey = ""
    /// As typed.
    var seats = ""
    var method: ElectionMethod?
    var isSecret = false
    var minutes = ""

    func check() throws {
        let seatCount = Int(seats)
        let length = Int(minutes)
        try RefusedForm.check([
            kind == nil ? Refused("Choisissez la sorte de point.", field: "sorte") : nil,
            title.isEmpty ? Refused("Donnez un titre à ce point.", field: "titre") : nil,
            Refused.tooLong(title, 200, field: "titre"), Refused.tooLong(text, 20_000, field: "texte"),
            !seats.isEmpty && !(seatCount.map { (1...10_000).contains($0) } ?? false)
                ? Refused("Écrivez le nombre de sièges à pourvoir, par exemple 6.", field: "sieges") : nil,
            !minutes.isEmpty && !(length.map { (1...1440).contains($0) } ?? false)
                ? Refused("Écrivez la durée en minutes, par exemple 20, ou laissez vide.", field: "duree") : nil,
        ])
    }
}

/// A document attached to a point.
struct AgendaDocument: Sendable {
    let id: ID<Document>
    let item: ID<AgendaItem>
    let name: String
    let size: Int
}

/// The agenda of an assembly in preparation: points, their order, their documents.
struct AgendaStore {
    let database: any DatabaseWriter

    func add(
        _ draft: AgendaDraft, to assembly: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try draft.check()
        try await database.write { db in
            let kind = try Self.draft(assembly, of: hub, in: db).kind
            let last = try Int.fetchOne(
                db, sql: "SELECT max(position) FROM agendaItem WHERE assemblyID = ?", arguments: [assembly])
            try Self.insert(draft, assembly, kind, at: (last ?? 0) + 1, in: db)
            try Self.journal("ajoute", draft.title, assembly, actor, now, db)
        }
    }

    func edit(
        _ item: ID<AgendaItem>, _ draft: AgendaDraft, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor,
        at now: Date
    ) async throws {
        try draft.check()
        try await database.write { db in
            let kind = try Self.draft(assembly, of: hub, in: db).kind
            let position = try Self.item(item, of: assembly, in: db).position
            let values = Self.values(draft, kind)
            try db.execute(
                sql: """
                    UPDATE agendaItem SET kind = ?, title = ?, text = ?, rulesOf = ?, bodyKey = ?, seats = ?, method = ?,
                        isSecret = ?, minutes = ? WHERE id = ? AND position = ?
                    """, arguments: values + [item, position])
            try Self.journal("modifie", draft.title, assembly, actor, now, db)
        }
    }

    /// One place up (−1) or down (+1); at the end of the list nothing moves.
    func move(
        _ item: ID<AgendaItem>, by step: Int, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            _ = try Self.draft(assembly, of: hub, in: db)
            let moved = try Self.item(item, of: assembly, in: db)
            let agenda = try AssemblyStore.agenda(of: assembly, in: db)
            guard let other = agenda.first(where: { $0.position == moved.position + (step < 0 ? -1 : 1) }) else {
                return
            }
            // Through a free place: two points never share one, even in between.
            for (id, place) in [(moved.id, agenda.count + 1), (other.id, moved.position), (moved.id, other.position)] {
                try db.execute(sql: "UPDATE agendaItem SET position = ? WHERE id = ?", arguments: [place, id])
            }
            try Self.journal("deplace", moved.title, assembly, actor, now, db)
        }
    }

    func remove(
        _ item: ID<AgendaItem>, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            _ = try Self.draft(assembly, of: hub, in: db)
            let gone = try Self.item(item, of: assembly, in: db)
            try db.execute(sql: "DELETE FROM agendaItem WHERE id = ?", arguments: [item])
            for next in try AssemblyStore.agenda(of: assembly, in: db) where next.position > gone.position {
                try db.execute(
                    sql: "UPDATE agendaItem SET position = ? WHERE id = ?", arguments: [next.position - 1, next.id])
            }
            try Self.journal("retire", gone.title, assembly, actor, now, db)
        }
    }

    /// Adds the points of another assembly of the hub at the end, without what was said of them.
    func copy(
        from other: ID<Assembly>, to assembly: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            try Self.copy(from: other, to: assembly, of: hub, actor: actor, at: now, in: db)
        }
    }

    static func copy(
        from other: ID<Assembly>, to assembly: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        _ = try draft(assembly, of: hub, in: db)
        let model = try AssemblyStore.assembly(other, of: hub, in: db)
        guard other != assembly else { throw Refused("Choisissez une autre assemblée que celle-ci.", field: "modele") }
        let start = try AssemblyStore.agenda(of: assembly, in: db).count
        try db.execute(
            sql: """
                INSERT INTO agendaItem (assemblyID, position, kind, title, text, rulesOf, bodyKey, seats, method,
                    isSecret, minutes)
                SELECT ?, position + ?, kind, title, text, rulesOf, bodyKey, seats, method, isSecret, minutes
                FROM agendaItem WHERE assemblyID = ? ORDER BY position
                """, arguments: [assembly, start, other])
        try journal("copie", model.title, assembly, actor, now, db)
    }

    func attach(
        _ document: Document, to item: ID<AgendaItem>, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor,
        at now: Date
    ) async throws {
        try await database.write { db in
            _ = try Self.draft(assembly, of: hub, in: db)
            let point = try Self.item(item, of: assembly, in: db)
            let kept = try HubDocuments.keep(document, for: hub, in: db)
            try db.execute(
                sql: "INSERT INTO agendaDocument (itemID, documentID, addedAt, addedBy) VALUES (?, ?, ?, ?)",
                arguments: [item, kept, now.formatted(.iso8601), actor.personID])
            try Self.journal("document", point.title, assembly, actor, now, db)
        }
    }

    /// The document no longer goes with the point; the file itself is kept as evidence.
    func detach(
        _ document: ID<Document>, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            _ = try Self.draft(assembly, of: hub, in: db)
            guard let found = try Self.documents(of: assembly, in: db).first(where: { $0.id == document }) else {
                throw NotFound()
            }
            try db.execute(
                sql: "DELETE FROM agendaDocument WHERE itemID = ? AND documentID = ?",
                arguments: [found.item, document])
            try Self.journal("document-retire", found.name, assembly, actor, now, db)
        }
    }

    static func documents(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [AgendaDocument] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT d.id, d.name, d.size, a.itemID FROM agendaDocument a JOIN document d ON d.id = a.documentID
                JOIN agendaItem i ON i.id = a.itemID WHERE i.assemblyID = ? ORDER BY i.position, a.addedAt, d.id
                """, arguments: [assembly]
        ).map { row in AgendaDocument(id: row["id"], item: row["itemID"], name: row["name"], size: row["size"]) }
    }
}

extension AgendaStore {
    /// The assembly, while its agenda may still change.
    private static func draft(_ id: ID<Assembly>, of hub: ID<Hub>, in db: GRDB.Database) throws -> Assembly {
        let assembly = try AssemblyStore.assembly(id, of: hub, in: db)
        guard assembly.state.isDraft else {
            throw Refused(
                "L’assemblée est \(assembly.state.label) : son ordre du jour ne change plus. Ce qui s’ajoute passe par un amendement."
            )
        }
        return assembly
    }

    static func item(_ id: ID<AgendaItem>, of assembly: ID<Assembly>, in db: GRDB.Database) throws -> AgendaItem {
        guard let found = try AssemblyStore.agenda(of: assembly, in: db).first(where: { $0.id == id }) else {
            throw NotFound()
        }
        return found
    }

    static func insert(
        _ draft: AgendaDraft, _ assembly: ID<Assembly>, _ kind: Assembly.Kind, at position: Int, in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO agendaItem (kind, title, text, rulesOf, bodyKey, seats, method, isSecret, minutes, assemblyID,
                    position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: values(draft, kind) + [assembly, position])
    }

    /// What an election alone has is left out elsewhere.
    private static func values(_ draft: AgendaDraft, _ kind: Assembly.Kind) -> StatementArguments {
        let isElection = draft.kind == .election
        let rules: AssemblyKind? = kind == .mixed ? draft.rulesOf : nil
        let body: String? = isElection && !draft.bodyKey.isEmpty ? draft.bodyKey : nil
        let seats: Int? = isElection ? Int(draft.seats) : nil
        let method: ElectionMethod? = isElection ? draft.method : nil
        return [
            draft.kind, draft.title, draft.text, rules, body, seats, method, draft.isSecret, Int(draft.minutes),
        ]
    }

    private static func journal(
        _ what: String, _ title: String, _ assembly: ID<Assembly>, _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try Journal.record(
            Event("assemblee.ordre-du-jour", on: "assemblee/\(assembly)", ["quoi": what, "titre": title]), by: actor,
            at: now, in: db)
    }
}
