import Domain
import Foundation
import GRDB

/// Everything about one assembly before it opens, read in one snapshot.
struct AssemblyDossier: Sendable {
    let hub: Hub
    let assembly: Assembly
    let agenda: [AgendaItem]
    let documents: [AgendaDocument]
    let amendments: [Amendment]
    let statutes: Statutes
    let origin: StatutesOrigin
    let hasDraftStatutes: Bool
    let roll: Roll
    let correspondents: [ID<Organisation>: [Correspondent]]
    let sendings: [AssemblySending]
    /// The answers that hold.
    let answers: [ID<Organisation>: RecordedAnswer]
    let grants: [ProxyGrant]
    /// Those who stand, by item.
    let candidates: [Int: [RecordedElection.Candidate]]
    /// Secret votes on line may open.
    let areTellersReady: Bool
    let first: Assembly?
    let second: Assembly?
    let today: Day

    var path: String { "/poles/\(hub.slug)/pilotage/assemblees/\(assembly.id.rawValue)" }

    var readiness: AssemblyReadiness {
        AssemblyReadiness(
            ReadinessFacts(
                assembly: assembly, agenda: agenda, statutes: statutes, hasRecordedStatutes: origin.areRecorded,
                hasDraftStatutes: hasDraftStatutes, roll: roll,
                reachedByMail: Set(roll.entries.map(\.organisation).filter { !mailboxes(of: $0).isEmpty }),
                represented: Set(roll.entries.map(\.organisation).filter(isRepresented)), first: first,
                areTellersReady: areTellersReady, today: today))
    }

    /// Those of an organisation whom a mail reaches.
    func mailboxes(of organisation: ID<Organisation>) -> [Correspondent] {
        (correspondents[organisation] ?? []).filter { $0.address != nil }
    }

    private func isRepresented(_ organisation: ID<Organisation>) -> Bool {
        correspondents[organisation]?.contains { $0.isRepresentative } ?? false
    }

    var lettersOnPaper: [Roll.Entry] { roll.entries.filter { mailboxes(of: $0.organisation).isEmpty } }

    func sendings(to organisation: ID<Organisation>) -> [AssemblySending] {
        sendings.filter { $0.organisation == organisation }
    }

    /// Those on the roll to whom no convocation has gone.
    var notConvened: [Roll.Entry] {
        let reached = Set(sendings.filter { $0.kind == .convocation }.map(\.organisation))
        return roll.entries.filter { !reached.contains($0.organisation) }
    }

    var withoutAnswer: [Roll.Entry] { roll.entries.filter { answers[$0.organisation] == nil } }

    /// Why an organisation gets no reminder; nil when it may.
    func reminderReason(_ organisation: ID<Organisation>) -> String? {
        let mine = sendings(to: organisation)
        if mailboxes(of: organisation).isEmpty { return "n’a pas de courriel" }
        return ConvocationReminder.reason(
            hasAnswered: answers[organisation] != nil,
            remindersSent: Set(mine.filter { $0.kind == .reminder }.map(\.sentOn)).count,
            lastLetter: mine.map(\.sentOn).max(), meeting: assembly.date, today: today)
    }

    /// The proxies that hold, as the statutes accept them; those of `giver` left aside.
    func register(without giver: ID<Organisation>? = nil) -> ProxyRegister {
        var register = ProxyRegister(roll: roll, rule: statutes.proxies, caps: statutes.caps)
        for grant in grants where grant.proxy.giver != giver && grant.proxy.withdrawnFrom == nil {
            // One that the roll of today no longer allows does not count against others.
            do { try register.accept(grant.proxy) } catch { continue }
        }
        return register
    }

    /// The proxy that an organisation has given and not withdrawn.
    func proxy(of organisation: ID<Organisation>) -> Proxy? {
        grants.last { $0.proxy.giver == organisation && $0.proxy.withdrawnFrom == nil }?.proxy
    }
}

/// A letter that left.
struct AssemblySending: Sendable {
    enum Kind: String, Sendable, DatabaseValueConvertible {
        case convocation
        case reminder = "rappel"
        case change = "changement"
        case cancellation = "annulation"

        var label: String {
            switch self {
            case .convocation: "convocation"
            case .reminder: "rappel"
            case .change: "changement"
            case .cancellation: "annulation"
            }
        }
    }

    enum Outcome: Sendable, Equatable {
        case posted
        case delivered(String)
        case waiting
        case refused(String)
        /// Its mail was forgotten before it was known.
        case unknown
    }

    let organisation: ID<Organisation>
    let kind: Kind
    let isMail: Bool
    let recipient: String
    let address: String
    let sentOn: Day
    let outcome: Outcome
}

struct RecordedAnswer: Sendable {
    let answer: AssemblyAnswer
    let way: ProxyGrant.Way
    let recordedAt: String
}

/// Reads dossiers.
struct AssemblyDossierStore {
    let database: any DatabaseWriter

    func dossier(_ id: ID<Assembly>, of hub: ID<Hub>, today: Day) async throws -> AssemblyDossier {
        try await database.read { db in
            try Self.dossier(of: AssemblyStore.assembly(id, of: hub, in: db), today: today, in: db)
        }
    }

    static func dossier(of assembly: Assembly, today: Day, in db: GRDB.Database) throws -> AssemblyDossier {
        guard let hub = try Hub.fetchOne(db, key: assembly.hub) else { throw NotFound() }
        let rules = try AssemblyMembersStore.statutes(of: assembly, today: today, in: db)
        let roll = try AssemblyMembersStore.roll(of: assembly, under: rules.statutes, today: today, in: db)
        let second = try Row.fetchOne(
            db, sql: "SELECT * FROM assembly WHERE secondCallOf = ?", arguments: [assembly.id])
        return AssemblyDossier(
            hub: hub, assembly: assembly, agenda: try AssemblyStore.agenda(of: assembly.id, in: db),
            documents: try AgendaStore.documents(of: assembly.id, in: db),
            amendments: try AmendmentStore.amendments(of: assembly.id, in: db), statutes: rules.statutes,
            origin: rules.origin,
            hasDraftStatutes: try AssemblyMembersStore.hasDraft(of: assembly.hub, in: db), roll: roll,
            correspondents: try AssemblyMembersStore.correspondents(
                of: roll, hub: assembly.hub, on: assembly.date.map { max($0, today) } ?? today, in: db),
            sendings: try sendings(of: assembly.id, in: db), answers: try answers(of: assembly.id, in: db),
            grants: try ProxyGrantStore.grants(of: assembly.id, in: db),
            candidates: try CandidacyStore.candidates(of: assembly.id, in: db),
            areTellersReady: try AssemblyTellers.of(assembly.id, in: db)?.isReady ?? false,
            first: try assembly.secondCallOf.map { try AssemblyStore.assembly($0, in: db) },
            second: try second.map(Assembly.init(row:)), today: today)
    }

    private static func sendings(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [AssemblySending] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT s.*, b.lastError, b.nextAttemptAt, b.sentAt, b.id AS mail FROM assemblySending s
                LEFT JOIN outbox b ON b.id = s.outboxID WHERE s.assemblyID = ? ORDER BY s.id
                """, arguments: [assembly]
        ).map { row in
            let isMail = row["way"] as String == "courriel"
            return AssemblySending(
                organisation: row["organisationID"], kind: row["kind"], isMail: isMail, recipient: row["recipient"],
                address: row["address"], sentOn: row["sentOn"], outcome: isMail ? outcome(row) : .posted)
        }
    }

    private static func outcome(_ row: Row) -> AssemblySending.Outcome {
        if let delivered: String = row["deliveredAt"] { return .delivered(delivered) }
        guard (row["mail"] as Int64?) != nil else { return .unknown }
        if let error: String = row["lastError"] { return .refused(error) }
        return .waiting
    }

    private static func answers(
        of assembly: ID<Assembly>, in db: GRDB.Database
    ) throws -> [ID<Organisation>: RecordedAnswer] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM assemblyAnswer WHERE assemblyID = ? ORDER BY id", arguments: [assembly])
        let answers = rows.map { row in
            RecordedAnswer(
                answer: AssemblyAnswer(
                    organisation: row["organisationID"], choice: row["choice"], representative: row["representative"],
                    note: row["note"]), way: row["how"], recordedAt: row["recordedAt"])
        }
        return Dictionary(answers.map { ($0.answer.organisation, $0) }) { _, last in last }
    }
}

extension AssemblyAnswer.Choice: DatabaseValueConvertible {}
