import Domain
import Foundation
import GRDB

/// An assembly to come, as one member sees it.
struct OwnAssembly: Sendable {
    let assembly: Assembly
    let answer: RecordedAnswer?
    /// The organisation that it gave proxy to; empty: in blank. Nil: to nobody.
    let givenTo: String?
    let carried: [String]
    /// Why it does not vote there; nil when it does.
    let leftOut: String?
    /// Why no answer is taken; nil while they are.
    let closedBecause: String?
}

/// What its voice is worth in a hub today.
struct OwnVoice: Sendable {
    /// Nil: it does not vote, for the reason.
    let votes: Int?
    let reason: String
    /// All the voices of the roll.
    let whole: Int
    /// Of the organisations affiliated with it, that vote too.
    let affiliates: [String]
    let hasStatutes: Bool
}

/// What an organisation sees of one hub that it belongs, or belonged, to.
struct OwnMembership: Sendable {
    /// The organisation's own record.
    let slug: String
    let card: MemberCard
    let voice: OwnVoice
    let assemblies: [OwnAssembly]
    let mandates: [(body: String, mandate: Mandate)]
    let exchanges: [MemberExchange]
    let leave: LeaveRequest?
    let charter: Charter
    let signed: (number: Int, at: String, answers: [PrincipleKey: String])?
    let signedCharter: Charter?

    var hub: Hub { card.hub }
    var path: String { "/annuaire/\(slug)/adhesions/\(hub.slug)" }
}

/// Reads what an organisation sees of its own membership.
struct OwnMembershipStore {
    let database: any DatabaseWriter

    /// Hubs that it belongs to, then those that it belonged to, by name.
    func all(of slug: String, at now: Date) async throws -> (name: String, memberships: [OwnMembership]) {
        try await database.read { db in
            let (id, name) = try Self.organisation(slug, in: db)
            let hubs = try Hub.fetchAll(
                db,
                sql:
                    "SELECT * FROM hub WHERE id IN (SELECT hubID FROM hubMember WHERE organisationID = ?) ORDER BY name",
                arguments: [id])
            let all = try hubs.map { try Self.membership(of: id, slug, at: $0, at: now, in: db) }
            return (name, all.filter(\.card.isMember) + all.filter { !$0.card.isMember })
        }
    }

    func one(of slug: String, at pole: String, at now: Date) async throws -> OwnMembership {
        try await database.read { db in
            let (id, _) = try Self.organisation(slug, in: db)
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [pole]) else {
                throw NotFound()
            }
            return try Self.membership(of: id, slug, at: hub, at: now, in: db)
        }
    }

    private static func organisation(_ slug: String, in db: GRDB.Database) throws -> (ID<Organisation>, String) {
        let row = try Row.fetchOne(
            db, sql: "SELECT id, name FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
        guard let row else { throw NotFound() }
        return (row["id"], row["name"])
    }

    private static func membership(
        of id: ID<Organisation>, _ slug: String, at hub: Hub, at now: Date, in db: GRDB.Database
    ) throws -> OwnMembership {
        let today = now.dayInFrance
        let card = try MemberCardStore.card(id, in: hub, on: today, in: db)
        let signed = try CharterSignatureStore.last(of: id, at: hub.id, in: db)
        let statutes = try StatutesStore.inForce(at: hub.id, on: today, in: db)?.rules
        let mandates = try MandateStore.mandates(of: hub.id, in: db).filter {
            $0.organisation == id && $0.isHeld(on: today)
        }
        return OwnMembership(
            slug: slug, card: card, voice: try voice(of: id, at: hub.id, under: statutes, on: today, in: db),
            assemblies: card.isMember ? try assemblies(of: id, at: hub.id, at: now, in: db) : [],
            mandates: mandates.map { mandate in
                (statutes?.bodies.first { $0.key == mandate.bodyKey }?.name ?? mandate.bodyKey, mandate)
            },
            exchanges: try ExchangeStore.exchanges(of: hub.id, organisation: id, in: db),
            leave: try LeaveStore.waiting(of: id, at: hub.id, in: db),
            charter: try CharterStore.inForce(at: hub.id, on: today, in: db), signed: signed,
            signedCharter: try signed.map { try CharterStore.charter(number: $0.number, in: db) })
    }

    private static func voice(
        of id: ID<Organisation>, at hub: ID<Hub>, under statutes: Statutes?, on day: Day, in db: GRDB.Database
    ) throws -> OwnVoice {
        let members = try MemberFactStore.members(of: hub, on: day, in: db)
        let roll = Roll(of: members, on: day, under: statutes ?? .customary(inForceFrom: day))
        let entry = roll.entry(id)
        return OwnVoice(
            votes: entry?.votes, reason: roll.leftOut.first { $0.organisation == id }?.reason ?? "", whole: roll.votes,
            affiliates: entry.map { own in
                roll.entries.filter { $0.group == own.group && $0.organisation != id }.map(\.name)
            } ?? [], hasStatutes: statutes != nil)
    }

    private static func assemblies(
        of id: ID<Organisation>, at hub: ID<Hub>, at now: Date, in db: GRDB.Database
    ) throws -> [OwnAssembly] {
        let today = now.dayInFrance
        let coming = try AssemblyStore.assemblies(of: hub, in: db).filter { assembly in
            assembly.convenedOn != nil && [.convened, .open].contains(assembly.state)
        }
        return try coming.reversed().compactMap { assembly in
            let dossier = try AssemblyDossierStore.dossier(of: assembly, today: today, in: db)
            let isOnRoll = dossier.roll.entry(id) != nil
            // Whoever does not sit in a body has nothing to do at its meetings.
            guard isOnRoll || !assembly.kind.isOfBody else { return nil }
            let proxy = dossier.proxy(of: id)
            let carried = dossier.register().proxies.filter { $0.holder == id }.map { dossier.roll.name($0.giver) }
            return OwnAssembly(
                assembly: assembly, answer: dossier.answers[id],
                givenTo: proxy.map { $0.holder.map(dossier.roll.name) ?? "" }, carried: carried,
                leftOut: isOnRoll
                    ? nil : dossier.roll.leftOut.first { $0.organisation == id }?.reason ?? "n’y vote pas",
                closedBecause: AnswerWindow.reason(assembly, today: today, clock: now.clockInFrance))
        }
    }

    /// A way into the page of a convocation, for somebody who came by their role and has no letter at hand.
    func door(
        to assembly: ID<Assembly>, for organisation: ID<Organisation>, at hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws -> Secret {
        try await database.write { db in
            let found = try AssemblyStore.assembly(assembly, of: hub, in: db)
            guard found.convenedOn != nil, found.state != .cancelled else {
                throw Refused("Cette assemblée n’est pas convoquée.")
            }
            let name = try actor.personID.map { try AccountStore.person($0, in: db).name } ?? ""
            let secret = try AnswerStore.link(to: assembly, for: organisation, name, at: now, in: db)
            try Journal.record(
                Event(
                    "assemblee.reponse-ouverte", on: "assemblee/\(assembly)",
                    ["organisation": organisation.description]), by: actor, at: now, in: db)
            return secret
        }
    }
}

/// An organisation says who speaks for it: the statutes leave that to it, and the hub is told.
struct OwnSpeakerStore {
    let database: any DatabaseWriter
    let letters: MemberLetters

    func designate(
        _ typed: SpeakerDeskStore.Typed, of organisation: ID<Organisation>, in hub: Hub, document: Document?,
        actor: Actor, at now: Date
    ) async throws {
        let draft = try typed.checked(today: now.dayInFrance)
        guard now.dayInFrance <= draft.from else {
            throw Refused(
                "Choisissez aujourd’hui ou un jour à venir : qui a parlé avant ne change pas. Pour une erreur, écrivez au pôle.",
                field: "depuis")
        }
        try await database.write { db in
            try Self.checkIsMember(organisation, of: hub, on: now.dayInFrance, in: db)
            try RepresentativeStore.add(
                draft, of: organisation, in: hub.id, document: document, actor: actor, at: now, in: db)
            guard let mailbox = MailAddress(hub.contactEmail) else { return }
            let name = try OrganisationReader.sheet(of: organisation, in: db)[.name]
            let letter = letters.represented(
                name, hub, by: draft.name.text, as: draft.kind.label, on: draft.from)
            try OutboxStore.enqueue(letter, to: mailbox, hub.name, at: now, in: db)
        }
    }

    func end(
        _ id: ID<Representative>, of organisation: ID<Organisation>, in hub: Hub, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            try Self.checkIsMember(organisation, of: hub, on: now.dayInFrance, in: db)
            try RepresentativeStore.end(
                id, of: organisation, in: hub.id, on: now.dayInFrance, actor: actor, at: now, in: db)
        }
    }

    private static func checkIsMember(
        _ organisation: ID<Organisation>, of hub: Hub, on day: Day, in db: GRDB.Database
    ) throws {
        guard try MemberStore.isMember(organisation, of: hub.id, from: day, in: db) else {
            throw Refused("Votre organisation n’est plus membre \(French.of(hub.name)).")
        }
    }
}
