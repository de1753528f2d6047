import Domain
import Foundation
import GRDB

/// An answer as a form says it.
struct AnswerDraft: Sendable {
    var organisation: ID<Organisation>?
    var choice: AssemblyAnswer.Choice?
    var representative = ""
    var note = ""
    /// Nil: blank.
    var holder: ID<Organisation>?
    /// Nil: the whole assembly.
    var items: [Int]?
}

/// What a link of a convocation opens.
struct AnswerLink: Sendable {
    let assembly: ID<Assembly>
    let organisation: ID<Organisation>
    let recipient: String
}

/// What members answer to a convocation, by their link or through the desk.
struct AnswerStore {
    let database: any DatabaseWriter

    /// A new link, in the transaction of the letter that carries it. Links of former letters keep working.
    static func link(
        to assembly: ID<Assembly>, for organisation: ID<Organisation>, _ recipient: String, at now: Date,
        in db: GRDB.Database
    ) throws -> Secret {
        let secret = Secret()
        try db.execute(
            sql: """
                INSERT INTO assemblyLink (secretHash, assemblyID, organisationID, recipient, createdAt)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [secret.hash, assembly, organisation, recipient, now.formatted(.iso8601)])
        return secret
    }

    /// What the link opens, with its dossier; reading uses nothing up.
    func open(_ secret: Secret?, at now: Date) async throws -> (link: AnswerLink, dossier: AssemblyDossier) {
        try await database.read { db in
            let link = try Self.link(secret, in: db)
            let assembly = try AssemblyStore.assembly(link.assembly, in: db)
            return (link, try AssemblyDossierStore.dossier(of: assembly, today: now.dayInFrance, in: db))
        }
    }

    static func link(_ secret: Secret?, in db: GRDB.Database) throws -> AnswerLink {
        let row = try secret.flatMap { secret in
            try Row.fetchOne(db, sql: "SELECT * FROM assemblyLink WHERE secretHash = ?", arguments: [secret.hash])
        }
        guard let row else { throw LinkRefusal.unknown }
        return AnswerLink(
            assembly: row["assemblyID"], organisation: row["organisationID"], recipient: row["recipient"])
    }

    /// Records what the holder of the link answers for its organisation.
    func answer(_ secret: Secret?, _ draft: AnswerDraft, at now: Date) async throws {
        try await database.write { db in
            let link = try Self.link(secret, in: db)
            var draft = draft
            draft.organisation = link.organisation
            let assembly = try AssemblyStore.assembly(link.assembly, in: db)
            try Self.record(draft, .link, at: assembly, actor: .program, at: now, in: db)
        }
    }

    /// An amendment or a question by the same link.
    func propose(_ secret: Secret?, _ draft: AmendmentDraft, at now: Date) async throws {
        try await database.write { db in
            let link = try Self.link(secret, in: db)
            var draft = draft
            draft.organisation = link.organisation
            let assembly = try AssemblyStore.assembly(link.assembly, in: db)
            try AmendmentStore.record(draft, .link, at: assembly, actor: .program, at: now, in: db)
        }
    }

    /// Records what was answered on the telephone or on paper.
    func record(
        _ draft: AnswerDraft, _ way: ProxyGrant.Way?, of assembly: ID<Assembly>, in hub: ID<Hub>, actor: Actor,
        at now: Date
    ) async throws {
        guard let way, way == .telephone || way == .paper else {
            throw Refused("Dites si la réponse est venue par téléphone ou sur papier.", field: "voie")
        }
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(assembly, of: hub, in: db)
            try Self.record(draft, way, at: assembly, actor: actor, at: now, in: db)
        }
    }
}

extension AnswerStore {
    /// One transaction: the answer, and the proxy that it gives or takes back.
    static func record(
        _ draft: AnswerDraft, _ way: ProxyGrant.Way, at assembly: Assembly, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        if let reason = AnswerWindow.reason(assembly, today: now.dayInFrance, clock: now.clockInFrance) {
            throw Refused(reason)
        }
        let dossier = try AssemblyDossierStore.dossier(of: assembly, today: now.dayInFrance, in: db)
        try check(draft, dossier)
        guard let organisation = draft.organisation, let choice = draft.choice else { return }
        var proxy: Proxy?
        if choice == .proxy {
            let given = Proxy(from: organisation, to: draft.holder, items: draft.items?.sorted())
            var register = dossier.register(without: organisation)
            try register.accept(given)
            proxy = given
        }
        try ProxyGrantStore.withdraw(from: organisation, at: assembly.id, item: 0, actor: actor, at: now, in: db)
        try db.execute(
            sql: """
                INSERT INTO assemblyAnswer
                    (assemblyID, organisationID, choice, representative, note, how, recordedAt, recordedBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                assembly.id, organisation, choice, draft.representative, draft.note, way, now.formatted(.iso8601),
                actor.personID,
            ])
        if let proxy {
            try ProxyGrantStore.record(proxy, at: assembly.id, way: way, actor: actor, at: now, in: db)
        }
        try Journal.record(
            Event(
                "assemblee.reponse", on: "assemblee/\(assembly.id)",
                ["organisation": organisation.description, "reponse": choice.rawValue, "voie": way.rawValue]),
            by: actor, at: now, in: db)
    }

    private static func check(_ draft: AnswerDraft, _ dossier: AssemblyDossier) throws {
        guard let organisation = draft.organisation else {
            throw Refused("Choisissez l’organisation qui répond.", field: "organisation")
        }
        guard dossier.roll.entry(organisation) != nil else {
            let reason = dossier.roll.leftOut.first { $0.organisation == organisation }?.reason
            throw Refused(
                "\(dossier.roll.name(organisation)) n’est pas sur la liste électorale\(reason.map { " : elle " + $0 } ?? "").",
                field: "organisation")
        }
        let votable = Set(dossier.agenda.filter(\.kind.isVoted).map(\.position))
        try RefusedForm.check([
            draft.choice == nil ? Refused("Choisissez votre réponse.", field: "reponse") : nil,
            draft.choice == .online && dossier.assembly.onlineAddress.isEmpty
                ? Refused("Cette assemblée ne se tient pas en ligne.", field: "reponse") : nil,
            draft.choice == .present && dossier.assembly.place.isEmpty
                ? Refused("Cette assemblée se tient en ligne seulement.", field: "reponse") : nil,
            draft.items.map { $0.isEmpty || !votable.isSuperset(of: $0) } == true
                ? Refused("Choisissez les points pour lesquels vous donnez pouvoir.", field: "points") : nil,
            Refused.tooLong(draft.representative, 100, field: "representant"),
            Refused.tooLong(draft.note, 500, field: "message"),
        ])
    }
}

extension Date {
    /// What clocks show in metropolitan France.
    var clockInFrance: ClockTime {
        let local = FranceTime(utc: formatted(.iso8601))
        return ClockTime("\(local?.hour ?? 0):\(local?.minute ?? 0)") ?? .midnight
    }
}
