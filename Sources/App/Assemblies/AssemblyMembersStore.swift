import Domain
import Foundation
import GRDB

/// Somebody to whom an organisation's letters go.
struct Correspondent: Sendable, Hashable {
    let organisation: ID<Organisation>
    /// Of the person, or of the organisation when nobody is named.
    let name: String
    let address: MailAddress?
    /// A representative, and not the organisation's own box.
    let isRepresentative: Bool
    let isDeputy: Bool
}

/// Where the rules of an assembly come from.
enum StatutesOrigin: Sendable, Equatable {
    /// Kept at the convocation; false when no statutes were recorded then.
    case frozen(wereRecorded: Bool)
    case inForce(version: ID<StatutesVersion>)
    /// Of a hub that has none yet.
    case draft
    case customary

    var areRecorded: Bool {
        switch self {
        case .frozen(let wereRecorded): wereRecorded
        case .inForce: true
        case .draft, .customary: false
        }
    }
}

/// Who an assembly is made of: its rules, its roll, where its letters go.
enum AssemblyMembersStore {
    /// The rules of an assembly: those it keeps since its convocation, else those in force today, else the customary ones.
    /// A founding assembly follows the draft that it is to adopt.
    static func statutes(
        of assembly: Assembly, today: Day, in db: GRDB.Database
    ) throws -> (statutes: Statutes, origin: StatutesOrigin) {
        if let frozen = assembly.statutes {
            return (frozen, .frozen(wereRecorded: assembly.statutesID != nil))
        }
        if assembly.kind == .founding {
            guard let draft = try StatutesStore.draft(of: assembly.hub, in: db) else {
                return (.customary(inForceFrom: today), .customary)
            }
            return (draft.rules, .draft)
        }
        guard let version = try StatutesStore.inForce(at: assembly.hub, on: today, in: db) else {
            return (.customary(inForceFrom: today), .customary)
        }
        return (version.rules, .inForce(version: version.id))
    }

    /// The roll as it would be now: memberships at the day that the statutes name.
    static func roll(
        of assembly: Assembly, under statutes: Statutes, today: Day, in db: GRDB.Database
    ) throws -> Roll {
        let reference = statutes.electorate.reference == .convocation ? assembly.convenedOn : assembly.date
        let day = reference ?? today
        let facts = try MemberFactStore.facts(of: assembly.hub, on: day, in: db)
        guard assembly.kind.isOfBody else { return Roll(of: facts, on: day, under: statutes) }
        let seated = try seated(at: assembly, on: day, in: db)
        // A body votes one seat, one voice, whatever its members' colleges and dues.
        var rules = statutes
        rules.electorate = ElectorateRule(mostPerPerson: statutes.electorate.mostPerPerson)
        return Roll(of: facts.filter { seated.contains($0.organisation) }, on: day, under: rules)
    }

    /// The organisations that sit in the body that meets: those that the desk named, else those that hold a mandate that day.
    static func seated(
        at assembly: Assembly, on day: Day, in db: GRDB.Database
    ) throws -> Set<ID<Organisation>> {
        let named = try invitees(of: assembly.id, in: db)
        guard named.isEmpty else { return Set(named) }
        let mandates = try MandateStore.mandates(of: assembly.hub, in: db)
        return Set(mandates.filter { $0.bodyKey == assembly.bodyKey && $0.isHeld(on: day) }.map(\.organisation))
    }

    private static func invitees(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [ID<Organisation>] {
        try ID<Organisation>.fetchAll(
            db,
            sql: """
                SELECT i.organisationID FROM assemblyInvitee i JOIN organisation o ON o.id = i.organisationID
                WHERE i.assemblyID = ? ORDER BY o.name, o.id
                """, arguments: [assembly])
    }

    /// Where letters go: representatives with an address, else the organisation's own box, else nowhere but on paper.
    static func correspondents(
        of roll: Roll, hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> [ID<Organisation>: [Correspondent]] {
        var found: [ID<Organisation>: [Correspondent]] = [:]
        for speaker in try RepresentativeStore.representatives(of: hub, on: day, in: db)
        where roll.entry(speaker.organisation) != nil {
            found[speaker.organisation, default: []].append(
                Correspondent(
                    organisation: speaker.organisation, name: speaker.name, address: speaker.address,
                    isRepresentative: true, isDeputy: speaker.kind == .deputy))
        }
        for entry in roll.entries where found[entry.organisation]?.contains(where: { $0.address != nil }) != true {
            let email = try String.fetchOne(
                db, sql: "SELECT email FROM organisation WHERE id = ?", arguments: [entry.organisation])
            guard let box = MailAddress(email ?? "") else { continue }
            found[entry.organisation, default: []].append(
                Correspondent(
                    organisation: entry.organisation, name: entry.name, address: box, isRepresentative: false,
                    isDeputy: false))
        }
        return found
    }
}

extension AssemblyMembersStore {
    /// Whether statutes wait to be voted.
    static func hasDraft(of hub: ID<Hub>, in db: GRDB.Database) throws -> Bool {
        try StatutesStore.draft(of: hub, in: db) != nil
    }

    /// Says who sits in the body that meets.
    static func setInvitees(
        _ organisations: Set<ID<Organisation>>, of assembly: Assembly, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        guard assembly.kind.isOfBody else { throw NotFound() }
        guard assembly.state.isDraft else {
            throw Refused("La réunion est \(assembly.state.label) : ceux qui y siègent ne changent plus ici.")
        }
        let known = try Set(MemberFactStore.facts(of: assembly.hub, in: db).map(\.organisation))
        guard organisations.isSubset(of: known) else {
            throw Refused("Une de ces organisations n’est pas membre du pôle.", field: "siege")
        }
        try db.execute(sql: "DELETE FROM assemblyInvitee WHERE assemblyID = ?", arguments: [assembly.id])
        for organisation in organisations.sorted(by: { $0.rawValue < $1.rawValue }) {
            try db.execute(
                sql: "INSERT INTO assemblyInvitee (assemblyID, organisationID) VALUES (?, ?)",
                arguments: [assembly.id, organisation])
        }
        try Journal.record(
            Event("assemblee.siegent", on: "assemblee/\(assembly.id)", ["nombre": String(organisations.count)]),
            by: actor, at: now, in: db)
    }
}
