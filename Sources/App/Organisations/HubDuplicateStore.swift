import Domain
import GRDB

/// Which duplicates are a hub's business.
struct HubDuplicateStore {
    let database: any DatabaseWriter

    /// Those of which one record is a member today or lies in the hub's communes.
    func pairs(_ pairs: [DuplicatePair], of hub: ID<Hub>, on day: Day) async throws -> [DuplicatePair] {
        let (members, communes) = try await database.read { db in
            let members = try MemberStore.members(of: hub, on: day, in: db).map(\.id)
            let communes = try HubPlaces.communes(of: hub, on: day, in: db).map(\.territory.code)
            return (Set(members), Set(communes))
        }
        return pairs.filter { pair in
            [pair.one, pair.other].contains { members.contains($0.id) || communes.contains($0.sheet[.commune]) }
        }
    }
}
