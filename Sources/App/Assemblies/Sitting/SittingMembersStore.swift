import Domain
import GRDB

/// Who would be on the roll of an assembly, and who is expected to speak for each.
enum SittingMembersStore {
    /// The members of the hub; for a board or a bureau, those of them that hold a seat of the body that meets.
    static func members(of assembly: Assembly, on day: Day, in db: GRDB.Database) throws -> [MemberFacts] {
        let members = try MemberFactStore.facts(of: assembly.hub, on: day, in: db)
        guard assembly.kind.isOfBody, let body = assembly.bodyKey else { return members }
        let held = try MandateStore.mandates(of: assembly.hub, in: db).filter {
            $0.bodyKey == body && $0.isHeld(on: day)
        }
        let seated = Set(held.map(\.organisation))
        return members.filter { seated.contains($0.organisation) }
    }

    /// The titulaire first, else a suppléant.
    static func expected(at hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [ID<Organisation>: String] {
        let all = try RepresentativeStore.representatives(of: hub, on: day, in: db)
        return Dictionary(all.map { ($0.organisation, $0.name) }) { first, _ in first }
    }
}
