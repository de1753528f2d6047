import Domain
import Foundation
import GRDB

/// What the chair or the secretary says when a vote on line opens on an item.
struct ItemBallotDraft: Sendable {
    var isSecret = false
    var mayChange = false
    var voters: [ID<Organisation>] = []
    var minutes = ""
    var sendsLetters = false

    /// The latest moment of the vote; the chair may close it before.
    func closing(after now: Date) throws -> Date {
        guard let minutes = Int(minutes), (1...1440).contains(minutes) else {
            throw Refused("Donnez une durée en minutes, de 1 à 1 440.", field: "en-ligne-duree")
        }
        return now.addingTimeInterval(Double(minutes) * 60)
    }
}

/// Votes on line of the items of an assembly that is being held: opened, closed and counted from the room.
struct ItemBallotStore {
    let scrutins: ScrutinStore
    private var sitting: SittingStore { SittingStore(database: scrutins.database) }

    func open(
        _ draft: ItemBallotDraft, round: Int, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        let closing = try draft.closing(after: now)
        let identity = Hex.text(BallotCrypto.chance(16))
        let scrutins = scrutins
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            let record = try SittingItemStore.opened(item, hall)
            try Self.check(draft, round: round, record, hall, at: id, in: db)
            let opening = ItemBallotOpening(
                draft: draft, round: round, item: record, assembly: id, hall: hall, now: now, closing: closing,
                identity: identity)
            let scrutin = try opening.write(actor: actor, in: db)
            if draft.sendsLetters {
                for voter in try ScrutinVoterLine.all(scrutin.id, in: db) where !voter.address.isEmpty {
                    _ = try scrutins.sendLink(scrutin, voter, isFirst: true, at: now, in: db)
                }
            }
            return SittingStore.event(
                "vote-en-ligne", id,
                [
                    "point": String(item), "inscrites": String(draft.voters.count),
                    "secret": draft.isSecret ? "oui" : nil,
                ])
        }
    }

    private static func check(
        _ draft: ItemBallotDraft, round: Int, _ item: RecordedItem, _ hall: Hall, at id: ID<Assembly>,
        in db: GRDB.Database
    ) throws {
        guard item.kind != .information else { throw Refused("On ne vote pas sur ce point.") }
        if hall.statutes.onlineVoting == false {
            throw Refused("Les statuts ne permettent pas de voter en ligne : votez dans la salle.")
        }
        try SittingItemStore.checkVoteMayOpen(item, hall)
        if let held = try ItemBallot.of(item.position, round, at: id, in: db) {
            throw Refused("Un vote en ligne existe déjà sur ce point : il est \(held.state.label).")
        }
        if round == 2, item.election?.first == nil || hall.item(item).tally?.secondRound.isEmpty != false {
            throw Refused("Il n’y a pas de second tour à tenir.")
        }
        if item.hasHands(round: round) {
            throw Refused(
                "Des mains ont déjà été comptées sur ce point, sans nom : annulez ce compte avant d’ouvrir un vote en ligne."
            )
        }
        let mustBeSecret =
            item.vote?.isSecret == true
            || (item.election.map { $0.isSecret || hall.statutes.secretBallot.persons } ?? false)
        if mustBeSecret, !draft.isSecret {
            throw Refused("Ce vote doit être secret : choisissez le scrutin secret.", field: "en-ligne-secret")
        }
        guard !draft.voters.isEmpty else {
            throw Refused("Cochez celles qui votent en ligne.", field: "en-ligne-votants")
        }
        let free = hall.mayVoteOnline(item, round: round)
        if let stranger = draft.voters.first(where: { !free.contains($0) }) {
            throw Refused(
                "\(hall.roll.name(stranger)) n’est ni présente ni représentée à ce point, ou a déjà voté.",
                field: "en-ligne-votants")
        }
    }

    func close(item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { ballot, hall, db in
            try ScrutinStore.close(ballot.record, actor: actor, at: now, in: db)
            try Self.admit(ballot.signed, item: item, hall, at: id, actor: actor, at: now, in: db)
            return SittingStore.event(
                "vote-en-ligne-clos", id, ["point": String(item), "votantes": String(ballot.signed.count)])
        }
    }

    /// The list that the tellers opened.
    func acceptList(_ text: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { ballot, _, db in
            try ScrutinStore.acceptList(ballot.record, text, actor: actor, at: now, in: db)
            return SittingStore.event("vote-en-ligne-depouille", id, ["point": String(item)])
        }
    }

    func cancel(reason: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { ballot, _, db in
            try ScrutinStore.cancel(ballot.record, reason: reason, actor: actor, at: now, in: db)
            return SittingStore.event("vote-en-ligne-annule", id, ["point": String(item)])
        }
    }

    private func change(
        _ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date,
        _ work: @Sendable (ItemBallot, Hall, GRDB.Database) throws -> Event
    ) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            _ = try SittingItemStore.opened(item, hall)
            guard let ballot = try ItemBallot.of(item, at: id, in: db) else {
                throw Refused("Il n’y a pas de vote en ligne sur ce point.")
            }
            return try work(ballot, hall, db)
        }
    }

    /// Those who voted on line before the assembly and are not there take part in this item by post, and in no other.
    static func admit(
        _ signed: Set<ID<Organisation>>, item: Int, _ hall: Hall, at id: ID<Assembly>, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        let absent = signed.subtracting(hall.floor(at: item).voters).sorted { $0.rawValue < $1.rawValue }
        for organisation in absent where hall.roll.entry(organisation) != nil {
            for (manner, from) in [(AttendanceChange.Manner.postal, item), (.excused, item + 1)] {
                try db.execute(
                    sql: """
                        INSERT INTO sittingAttendance (assemblyID, organisation, manner, fromItem, at, personID)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """, arguments: [id, organisation, manner, from, now.formatted(.iso8601), actor.personID])
            }
        }
    }

    /// A new link for somebody who is on their phone in the assembly: the former one opens nothing any more.
    func door(
        for organisation: ID<Organisation>, holder: ID<Organisation>, at id: ID<Assembly>, at now: Date
    ) async throws -> Secret {
        try await scrutins.database.write { db in
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            let current = try Int.fetchOne(db, sql: "SELECT item FROM sitting WHERE assemblyID = ?", arguments: [id])
            guard let ballot = try ItemBallot.of(current ?? 0, at: id, in: db), ballot.isOpen else {
                throw Refused("Il n’y a pas de vote en ligne ouvert en ce moment.")
            }
            let isTheirs =
                organisation == holder || hall.floor(at: current ?? 0).represented[organisation] == holder
            guard isTheirs, ballot.roll.contains(organisation) else {
                throw Refused(
                    "\(hall.roll.name(organisation)) ne vote pas en ligne sur ce point : votez dans la salle.")
            }
            let secret = try ScrutinStore.renew(ballot.record.id, organisation, nil, at: now, in: db)
            // Whoever opens a link could vote with it: the journal says which phone asked.
            try Journal.record(
                Event(
                    "scrutin.lien", on: ballot.record.subject,
                    ["organisation": organisation.description, "moyen": "telephone", "par": holder.description]),
                by: .program, at: now, in: db)
            return secret
        }
    }
}
