import Domain
import Foundation
import GRDB

extension RecordedElection.Consent.Step.Kind: DatabaseValueConvertible {}

/// What is said in an election by consent or without candidate, step by step.
struct SittingConsentStore {
    let database: any DatabaseWriter
    private var elections: SittingElectionStore { SittingElectionStore(database: database) }

    init(database: any DatabaseWriter) { self.database = database }

    /// Nil when the item is elected by ballots.
    static func consent(
        of id: ID<Assembly>, _ agenda: AgendaItem, isSetToBallots: Bool, in db: GRDB.Database
    ) throws -> RecordedElection.Consent? {
        guard !isSetToBallots,
            let method = agenda.method.flatMap({ RecordedElection.Consent.Method(rawValue: $0.rawValue) })
        else { return nil }
        let steps = try Row.fetchAll(
            db,
            sql: "SELECT * FROM sittingConsent WHERE assemblyID = ? AND item = ? AND cancelledAt IS NULL ORDER BY id",
            arguments: [id, agenda.position]
        ).map { row in
            RecordedElection.Consent.Step(
                row["kind"], by: row["organisation"], candidate: row["candidate"], reason: row["reason"])
        }
        return RecordedElection.Consent(method, steps)
    }

    /// - Parameter nominee: somebody who is not in the list yet, where nobody stands.
    func take(
        _ step: RecordedElection.Consent.Step, nominee: (organisation: ID<Organisation>, person: String)?, item: Int,
        at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            Refused.tooLong(step.reason, 500, field: "motif"),
            Refused.tooLong(nominee?.person ?? "", 100, field: "personne"),
        ])
        try await elections.change(item, at: id, actor: actor, at: now) { hall, record, db in
            guard var election = record.election, let consent = election.consent else {
                throw Refused("Cette élection se tient par bulletins.")
            }
            try SittingItemStore.checkVoteMayOpen(record, hall)
            if hall.statutes.secretBallot.persons {
                throw Refused(
                    "Les statuts veulent un vote secret pour les personnes : choisissez une méthode par bulletins.")
            }
            var step = step
            if let nominee {
                step.candidate = try Self.enter(nominee, &election, item, hall, at: id, actor: actor, at: now, in: db)
            }
            var rounds = ConsentRounds(election, consent.method, floor: hall.floor(at: item), hall: hall)
            try rounds.take(consent.steps + [step])
            try db.execute(
                sql: """
                    INSERT INTO sittingConsent (assemblyID, item, kind, organisation, candidate, reason, at, personID)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, item, step.kind, step.by, step.candidate, step.reason, now.formatted(.iso8601), actor.personID,
                ])
            return SittingStore.event(
                "consentement", id,
                ["point": String(item), "etape": step.kind.rawValue, "organisation": step.by?.description])
        }
    }

    /// Where nobody stands, whoever is named enters the list.
    private static func enter(
        _ nominee: (organisation: ID<Organisation>, person: String), _ election: inout RecordedElection, _ item: Int,
        _ hall: Hall, at id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> String {
        guard election.consent?.method == .withoutCandidate else {
            throw Refused("Choisissez quelqu’un parmi les candidatures.", field: "candidat")
        }
        guard hall.roll.entry(nominee.organisation) != nil else {
            throw Refused("Cette organisation n’est pas sur la liste électorale.", field: "organisation-nommee")
        }
        let name = "\(hall.roll.label(nominee.organisation)) (\(nominee.person))"
        if election.sitting.contains(where: { $0.name == name }) {
            throw Refused("\(name) garde déjà son siège.", field: "personne")
        }
        guard !election.candidates.contains(where: { $0.name == name }) else { return name }
        try db.execute(
            sql: """
                INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, at, personID)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, item, name, nominee.organisation, nominee.person, now.formatted(.iso8601), actor.personID,
            ])
        election.candidates.append(
            RecordedElection.Candidate(name, organisation: nominee.organisation, representative: nominee.person))
        return name
    }

    /// The last step, entered by mistake: it stays, cancelled.
    func cancelLast(item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await elections.change(item, at: id, actor: actor, at: now) { _, _, db in
            try db.execute(
                sql: """
                    UPDATE sittingConsent SET cancelledAt = ? WHERE id = (SELECT max(id) FROM sittingConsent
                        WHERE assemblyID = ? AND item = ? AND cancelledAt IS NULL)
                    """, arguments: [now.formatted(.iso8601), id, item])
            guard db.changesCount == 1 else { throw Refused("Il n’y a rien à annuler.") }
            return SittingStore.event("consentement-annule", id, ["point": String(item)])
        }
    }
}
