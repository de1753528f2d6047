import Domain
import Foundation
import GRDB

/// Votes on line of a hub: preparing them.
struct ScrutinStore {
    let database: any DatabaseWriter
    let letters: ScrutinLetters

    // Reading.

    struct ListLine: Sendable {
        let record: ScrutinRecord
        let voters: Int
        let signed: Int
    }

    func list(_ hub: ID<Hub>) async throws -> [ListLine] {
        try await database.read { db in
            try ScrutinRecord.fetchAll(
                db, sql: "SELECT * FROM scrutin WHERE hubID = ? ORDER BY id DESC",
                arguments: [hub]
            ).map { record in
                let (voters, signed) = try Self.turnout(record.id, in: db)
                return ListLine(record: record, voters: voters, signed: signed)
            }
        }
    }

    /// How many are on the roll, and how many have voted.
    static func turnout(_ id: ID<Scrutin>, in db: GRDB.Database) throws -> (voters: Int, signed: Int) {
        let voters = try Int.fetchOne(db, sql: "SELECT count(*) FROM scrutinVoter WHERE scrutinID = ?", arguments: [id])
        let signed = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM scrutinSignature WHERE scrutinID = ?", arguments: [id])
        return (voters ?? 0, signed ?? 0)
    }

    func record(_ id: ID<Scrutin>, of hub: ID<Hub>) async throws -> ScrutinRecord {
        try await database.read { db in try ScrutinRecord.one(id, of: hub, in: db) }
    }

    /// Items of assemblies to come that a vote may be held for.
    func items(of hub: ID<Hub>) async throws -> [(id: ID<AgendaItem>, title: String)] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT i.id, a.title AS assembly, i.position, i.title FROM agendaItem i
                    JOIN assembly a ON a.id = i.assemblyID
                    WHERE a.hubID = ? AND a.state IN ('preparation', 'convoquee', 'ouverte') AND i.kind <> 'information'
                    ORDER BY a.date, a.id, i.position
                    """, arguments: [hub]
            ).map { row in
                (row["id"], "\(row["assembly"] as String), point \(row["position"] as Int) : \(row["title"] as String)")
            }
        }
    }

    /// Everything the desk shows of one vote; nothing of what was voted before it is closed.
    func desk(_ id: ID<Scrutin>, of hub: ID<Hub>, at now: Date) async throws -> ScrutinDesk {
        let day = now.dayInFrance
        return try await database.read { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            let statutes = try ElectorateStore.statutes(of: hub, item: record.agendaItemID, on: day, in: db)
            var desk = ScrutinDesk(record: record, question: try record.asked(), tellers: try record.tellers())
            desk.voters = try ScrutinVoterLine.all(id, in: db)
            desk.colleges = Dictionary(statutes.colleges.map { ($0.key, $0.name) }) { first, _ in first }
            if record.scrutin.state == .preparation {
                desk.leftOut = try ElectorateStore.roll(of: hub, on: day, under: statutes, in: db).leftOut
                desk.findings = try Self.findings(record, desk.voters, statutes, at: now)
            }
            desk.rule = try Self.rules(record, statutes).majority?.french
            desk.urnCount =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM scrutinUrn WHERE scrutinID = ?", arguments: [id]) ?? 0
            guard [.closed, .published].contains(record.scrutin.state) else { return desk }
            let proof = try Self.proof(record, in: db)
            desk.opened = proof.opened
            if !record.isSecret || proof.opened != nil { desk.tally = try proof.tally() }
            return desk
        }
    }

    static func rules(_ record: ScrutinRecord, _ statutes: Statutes) throws -> ScrutinRules {
        if record.manifest != nil { return try record.frozen().rules }
        guard record.kind == ScrutinQuestion.Kind.resolution.rawValue, !record.isConsultation,
            let meeting = AssemblyKind(rawValue: record.meeting), let meetingRules = statutes.meetings[meeting]
        else { return ScrutinRules(majority: nil) }
        var rules = ScrutinRules(meetingRules.majority, of: statutes)
        // The assembly decides, with those in the room.
        if record.agendaItemID != nil { rules.majority = nil }
        return rules
    }

    static func findings(
        _ record: ScrutinRecord, _ voters: [ScrutinVoterLine], _ statutes: Statutes, at now: Date
    ) throws -> [Finding] {
        let tellers = try record.tellers()
        let tried = record.triedShares.split(separator: ",").count
        return Scrutin.findings(
            record.scrutin, roll: voters.map(\.voter), addresses: voters.count { !$0.address.isEmpty },
            rules: try rules(record, statutes), tellers: tellers,
            isKeyTried: tellers.map { tried >= $0.threshold } ?? false, isPart: record.isHeldInRoom, now: now.stamp)
    }

    // Preparing.

    func create(_ draft: ScrutinDraft, in hub: ID<Hub>, actor: Actor, at now: Date) async throws -> ID<Scrutin> {
        let checked = try draft.checked(at: now)
        let identity = Hex.text(BallotCrypto.chance(16))
        return try await database.write { db in
            try Self.check(checked.item, of: hub, in: db)
            try db.execute(
                sql: """
                    INSERT INTO scrutin (hubID, identity, agendaItemID, nature, clause, meeting, kind, title, question, options,
                        seats, most, isSecret, mayChange, opensAt, closesAt, createdAt, createdBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: StatementArguments([hub, identity] as [any DatabaseValueConvertible])
                    + Self.arguments(checked) + [now.stamp, actor.personID])
            let id = ID<Scrutin>(rawValue: db.lastInsertedRowID)
            try Self.refreshRoll(id, of: hub, at: now, in: db)
            try Journal.record(
                Event(
                    "scrutin.prepare", on: "scrutin/\(id)", ["pole": hub.description, "titre": checked.question.title]),
                by: actor, at: now, in: db)
            return id
        }
    }

    /// What is typed again replaces all; the tellers' key stays.
    func edit(_ id: ID<Scrutin>, of hub: ID<Hub>, _ draft: ScrutinDraft, actor: Actor, at now: Date) async throws {
        let checked = try draft.checked(at: now)
        try await database.write { db in
            let record = try Self.inPreparation(id, of: hub, in: db)
            try Self.check(checked.item, of: hub, in: db)
            guard checked.isSecret || record.tellerKey == nil else {
                throw Refused(
                    "Des scrutateurs ont déposé leur clé : ce vote reste secret. Sinon, annulez-le et préparez-en un autre.",
                    field: "secret")
            }
            try db.execute(
                sql: """
                    UPDATE scrutin SET agendaItemID = ?, nature = ?, clause = ?, meeting = ?, kind = ?, title = ?,
                        question = ?, options = ?, seats = ?, most = ?, isSecret = ?, mayChange = ?, opensAt = ?, closesAt = ?
                    WHERE id = ?
                    """, arguments: Self.arguments(checked) + [id])
            try Self.refreshRoll(id, of: hub, at: now, in: db)
            try Journal.record(
                Event("scrutin.corrige", on: record.subject, ["titre": checked.question.title]), by: actor, at: now,
                in: db)
        }
    }

    private static func arguments(_ checked: ScrutinDraft.Checked) -> StatementArguments {
        let question = checked.question
        return [
            checked.item, checked.nature.rawValue, checked.clause, checked.meeting.rawValue, question.kind.rawValue,
            question.title, question.text, question.options.joined(separator: "\n"), question.seats, question.most,
            checked.isSecret, checked.mayChange, checked.opensAt, checked.closesAt,
        ]
    }

    private static func check(_ item: ID<AgendaItem>?, of hub: ID<Hub>, in db: GRDB.Database) throws {
        guard let item else { return }
        let isTheirs = try Bool.fetchOne(
            db,
            sql:
                "SELECT EXISTS (SELECT 1 FROM agendaItem i JOIN assembly a ON a.id = i.assemblyID WHERE i.id = ? AND a.hubID = ?)",
            arguments: [item, hub])
        if isTheirs != true { throw Refused("Ce point d’ordre du jour n’est pas de ce pôle.", field: "point") }
    }

    static func inPreparation(_ id: ID<Scrutin>, of hub: ID<Hub>, in db: GRDB.Database) throws -> ScrutinRecord {
        let record = try ScrutinRecord.one(id, of: hub, in: db)
        guard record.scrutin.state == .preparation else {
            throw Refused("Ce scrutin n’est plus en préparation : il ne change plus.")
        }
        return record
    }

    /// The roll as the statutes make it today; what was typed about an organisation stays with it.
    static func refreshRoll(_ id: ID<Scrutin>, of hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws {
        let record = try ScrutinRecord.one(id, of: hub, in: db)
        let day = now.dayInFrance
        let statutes = try ElectorateStore.statutes(of: hub, item: record.agendaItemID, on: day, in: db)
        let roll = try ElectorateStore.roll(of: hub, on: day, under: statutes, in: db)
        let known = Dictionary(try ScrutinVoterLine.all(id, in: db).map { ($0.organisationID, $0) }) { first, _ in first
        }
        let contacts = try ElectorateStore.addresses(of: hub, on: day, in: db)
        try db.execute(sql: "DELETE FROM scrutinVoter WHERE scrutinID = ?", arguments: [id])
        for entry in roll.entries {
            let kept = known[entry.organisation].map { VoterContact(name: $0.representative, address: $0.address) }
            let contact = kept ?? contacts[entry.organisation]
            try db.execute(
                sql: """
                    INSERT INTO scrutinVoter (scrutinID, organisationID, name, college, voices, representative, address)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, entry.organisation, entry.name, entry.college, entry.votes, contact?.name ?? "",
                    MailAddress(contact?.address ?? "")?.text ?? "",
                ])
        }
    }
}

/// One vote as those who prepare and hold it see it.
struct ScrutinDesk: Sendable {
    let record: ScrutinRecord
    let question: ScrutinQuestion
    let tellers: TellerKey?
    var voters: [ScrutinVoterLine] = []
    /// Names of colleges by their keys.
    var colleges: [String: String] = [:]
    var leftOut: [Roll.LeftOut] = []
    var findings: [Finding] = []
    var rule: String?
    var urnCount = 0
    var opened: OpenedList?
    var tally: ScrutinTally?

    var signed: Int { voters.count { $0.signedOn != nil } }
    var mayOpen: Bool { record.scrutin.state == .preparation && !findings.contains { $0.outcome == .missing } }
}
