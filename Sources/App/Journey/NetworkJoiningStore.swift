import Domain
import Foundation
import GRDB

/// Joining the regional network: the hub asks, the network's animator answers, a yes is a milestone (R19, R22).
struct NetworkJoiningStore {
    let database: any DatabaseWriter
    let baseURL: String

    static func latest(of hub: ID<Hub>, in db: GRDB.Database) throws -> NetworkJoining? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM networkJoining WHERE hubID = ? ORDER BY id DESC LIMIT 1", arguments: [hub]
        ).map(joining)
    }

    private static func joining(_ row: Row) -> NetworkJoining {
        let answer: String? = row["answer"]
        return NetworkJoining(
            id: row["id"], hub: row["hubID"], message: row["message"], askedAt: row["askedAt"],
            isWelcome: answer.map { $0 == "oui" }, answerText: row["answerText"], answeredAt: row["answeredAt"])
    }

    /// The network's animators are told at once.
    func ask(_ message: String, for hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([Refused.tooLong(message, 2000, field: "message")])
        try await database.write { [baseURL] db in
            let milestones = try NetworkStore.milestones(db).filter { $0.subject == .hub(hub) }
            guard Standing.of(milestones, on: now.dayInFrance).status == .created else {
                throw Refused(
                    "Le pôle n’est pas encore créé : il demande à entrer dans le réseau après son assemblée constitutive."
                )
            }
            guard !milestones.contains(where: { $0.kind == .networkJoined }) else {
                throw Refused("Le pôle est déjà dans le réseau.")
            }
            if let latest = try Self.latest(of: hub, in: db), latest.isWelcome == nil {
                throw Refused("Une demande attend déjà sa réponse.")
            }
            try db.execute(
                sql: "INSERT INTO networkJoining (hubID, message, askedAt, askedBy) VALUES (?, ?, ?, ?)",
                arguments: [hub, message, now.formatted(.iso8601), actor.personID])
            guard let asking = try Hub.fetchOne(db, key: hub) else { throw NotFound() }
            let letter = Letter(
                subject: "Un pôle demande à entrer dans le réseau : \(String(asking.name.prefix(120)))",
                body:
                    "Bonjour,\n\n\(asking.name) demande à entrer dans le réseau. Pour lui répondre :\n\n\(baseURL)/poles/\(asking.slug)/pilotage/demarche/lancement\n\nMaillage\n"
            )
            try HubStore.writeToAnimators(letter, at: now, in: db)
            try Journal.record(Event("reseau.demande", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }

    /// A yes enters the hub's history at once.
    func answer(isWelcome: Bool?, _ text: String, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        guard let isWelcome else { throw Refused("Choisissez l’une des deux réponses.", field: "reponse") }
        try RefusedForm.check([
            !isWelcome && text.isEmpty
                ? Refused("Dites ce qui manque encore : le pôle le lira.", field: "texte") : nil,
            Refused.tooLong(text, 1000, field: "texte"),
        ])
        try await database.write { db in
            guard let waiting = try Self.latest(of: hub, in: db), waiting.isWelcome == nil else {
                throw Refused("Aucune demande n’attend de réponse : relisez la page.")
            }
            var milestone: ID<Milestone>?
            if isWelcome { milestone = try Self.record(hub, actor: actor, at: now, in: db) }
            try db.execute(
                sql: """
                    UPDATE networkJoining SET answer = ?, answerText = ?, answeredAt = ?, answeredBy = ?, milestoneID = ?
                    WHERE id = ?
                    """,
                arguments: [
                    isWelcome ? "oui" : "pas-encore", text, now.formatted(.iso8601), actor.personID, milestone,
                    waiting.id,
                ])
            try Journal.record(
                Event("reseau.reponse", on: "demarche/\(hub)", ["reponse": isWelcome ? "oui" : "pas-encore"]),
                by: actor, at: now, in: db)
        }
    }

    private static func record(
        _ hub: ID<Hub>, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Milestone> {
        let day = now.dayInFrance
        guard let date = PartialDate(day.description) else { throw NotFound() }
        let draft = MilestoneDraft(
            kind: .networkJoined, date: date, title: "Le pôle entre dans le réseau régional", detail: "",
            certainty: .established, evidenceTitle: "Réponse du réseau à la demande du pôle, \(day.french)",
            evidenceURL: nil, reason: "", overrideReason: "")
        return try MilestoneStore.record(draft, about: .hub(hub), mayOverride: false, actor: actor, at: now, in: db)
    }
}
