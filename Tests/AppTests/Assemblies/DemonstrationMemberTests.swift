import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// The fictional network has members on whom assemblies can be played.
struct DemonstrationMemberTests {
    @Test func aHubHasThirtyMembersInThreeCollegesWithTheirDuesAndThoseWhoSpeak() async throws {
        let site = try await Site.brittany(hasMap: false)
        let file = try Resources.folder().appending(path: "Facts/demonstration.json")
        let fiction = try FactStore.read(file, as: DemonstrationFile.self)
        try FactStore(database: site.database).install(fiction, now: site.now)
        _ = try FirstAccounts(database: site.database, letters: site.services.letters).people(
            fiction.personnes, now: site.now)
        let hub = try await site.hubID("deux-rivieres")
        let today = site.today
        let (members, speakers, all) = try await site.database.read { db in
            (
                try MemberFactStore.members(of: hub, on: today, in: db),
                try RepresentativeStore.representatives(of: hub, on: today, in: db),
                try MemberFactStore.facts(of: hub, in: db)
            )
        }
        let colleges = Dictionary(grouping: members, by: \.college).mapValues(\.count)
        #expect(colleges == ["associations": 15, "entreprises": 10, "mutualite": 6, nil: 1])
        #expect(members.filter(\.isPublicBody).count == 1 && all.count == members.count + 1)
        #expect(members.filter { $0.duesPaid.contains(today.year) }.count == 27)
        let titulars = speakers.filter { $0.kind == .titular }
        #expect(titulars.count == members.count && speakers.count > 45)
        #expect(titulars.contains { $0.name == "Inès Moreau" && $0.personID != nil })
        #expect(Set(titulars.map(\.name)).count == titulars.count)
        #expect(speakers.allSatisfy { $0.address?.text.hasSuffix("example.org") ?? true })
        #expect(Affiliation.groups(of: members).filter { $0.key != $0.value }.count == 1)
        // The founders of a hub to come are told the same way.
        let coming = try await site.hubID("la-passerelle")
        let founders = try await site.database.read { db in
            try MemberFactStore.members(of: coming, on: today, in: db).count
        }
        #expect(founders == 6)
        let page = try await HubViewStore(database: site.database, atlas: Atlas()).view(
            slug: "deux-rivieres", on: today)
        #expect(try #require(page).families.count == 5)
    }
}
