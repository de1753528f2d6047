import Domain
import Foundation
import GRDB

/// What an organisation sends before the assembly about one point, or asks about the whole.
struct Amendment: Sendable {
    enum Kind: String, Sendable, CaseIterable, DatabaseValueConvertible {
        case amendment = "amendement"
        case question

        var label: String { self == .amendment ? "amendement" : "question" }
    }

    enum Outcome: String, Sendable, CaseIterable, DatabaseValueConvertible {
        case accepted = "accepte"
        case refused = "refuse"
        case toBeVoted = "a-voter"
        case answered = "repondu"

        var label: String {
            switch self {
            case .accepted: "repris dans le projet"
            case .refused: "non repris"
            case .toBeVoted: "sera mis au vote"
            case .answered: "répondu"
            }
        }
    }

    let id: ID<Amendment>
    let item: ID<AgendaItem>?
    let kind: Kind
    let organisation: ID<Organisation>
    let author: String
    let text: String
    let recordedAt: String
    let outcome: Outcome?
    let answer: String
}

/// An amendment or a question as a form says it.
struct AmendmentDraft: Sendable {
    var kind: Amendment.Kind?
    var item: ID<AgendaItem>?
    var organisation: ID<Organisation>?
    var text = ""
}

/// Amendments and questions before a date.
struct AmendmentStore {
    let database: any DatabaseWriter

    static func amendments(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [Amendment] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT a.*, o.name FROM amendment a JOIN organisation o ON o.id = a.organisationID
                WHERE a.assemblyID = ? ORDER BY a.id
                """, arguments: [assembly]
        ).map { row in
            Amendment(
                id: row["id"], item: row["itemID"], kind: row["kind"], organisation: row["organisationID"],
                author: row["name"], text: row["text"], recordedAt: row["recordedAt"], outcome: row["outcome"],
                answer: row["answer"])
        }
    }

    /// Records one that came to the desk.
    func record(
        _ draft: AmendmentDraft, _ way: ProxyGrant.Way, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor,
        at now: Date
    ) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(assembly, of: hub, in: db)
            try Self.record(draft, way, at: assembly, actor: actor, at: now, in: db)
        }
    }

    static func record(
        _ draft: AmendmentDraft, _ way: ProxyGrant.Way, at assembly: Assembly, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        if let reason = AnswerWindow.amendmentReason(assembly, today: now.dayInFrance) { throw Refused(reason) }
        let dossier = try AssemblyDossierStore.dossier(of: assembly, today: now.dayInFrance, in: db)
        let item = dossier.agenda.first { $0.id == draft.item }
        try RefusedForm.check([
            draft.kind == nil ? Refused("Dites si c’est un amendement ou une question.", field: "nature") : nil,
            draft.text.isEmpty ? Refused("Écrivez votre texte.", field: "texte") : nil,
            Refused.tooLong(draft.text, 5000, field: "texte"),
            draft.kind == .amendment && item.map { !$0.kind.isVoted } ?? true
                ? Refused("Un amendement porte sur un point qui se vote : choisissez-le.", field: "point") : nil,
            draft.item != nil && item == nil ? Refused("Ce point n’est pas à l’ordre du jour.", field: "point") : nil,
            draft.organisation.flatMap { dossier.roll.entry($0) } == nil
                ? Refused("Choisissez une organisation de la liste électorale.", field: "organisation") : nil,
        ])
        guard let kind = draft.kind, let organisation = draft.organisation else { return }
        try db.execute(
            sql: """
                INSERT INTO amendment (assemblyID, itemID, kind, organisationID, text, how, recordedAt, recordedBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                assembly.id, draft.item, kind, organisation, draft.text, way, now.formatted(.iso8601), actor.personID,
            ])
        try Journal.record(
            Event(
                "assemblee.\(kind.rawValue)", on: "assemblee/\(assembly.id)",
                ["organisation": organisation.description, "point": item.map { String($0.position) }]), by: actor,
            at: now, in: db)
    }

    /// What becomes of it; it may be said anew until the assembly opens.
    func decide(
        _ id: ID<Amendment>, _ outcome: Amendment.Outcome?, answer: String, of assembly: ID<Assembly>, in hub: ID<Hub>,
        actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(assembly, of: hub, in: db)
            guard let found = try Self.amendments(of: assembly.id, in: db).first(where: { $0.id == id }) else {
                throw NotFound()
            }
            guard assembly.state == .convened else {
                throw Refused("L’assemblée est \(assembly.state.label) : ce qui reste se décide en séance.")
            }
            let wanted = found.kind == .question ? Amendment.Outcome.answered : outcome
            let isPossible = wanted != nil && (found.kind == .question) == (wanted == .answered)
            try RefusedForm.check([
                isPossible ? nil : Refused("Choisissez ce que devient cet amendement.", field: "suite-\(id)"),
                answer.isEmpty && (wanted == .refused || wanted == .answered)
                    ? Refused("Écrivez une réponse : les membres la liront.", field: "reponse-\(id)") : nil,
                Refused.tooLong(answer, 2000, field: "reponse-\(id)"),
            ])
            try db.execute(
                sql: "UPDATE amendment SET outcome = ?, answer = ?, decidedAt = ?, decidedBy = ? WHERE id = ?",
                arguments: [wanted, answer, now.formatted(.iso8601), actor.personID, id])
            try Journal.record(
                Event(
                    "assemblee.amendement-decide", on: "assemblee/\(assembly.id)",
                    ["numero": id.description, "suite": wanted?.rawValue]), by: actor, at: now, in: db)
        }
    }
}
