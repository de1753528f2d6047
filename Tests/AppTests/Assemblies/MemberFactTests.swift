import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// What rolls are drawn up from, and who speaks.
struct MemberFactTests {
    private func member(_ site: Site, _ slug: String, of hub: ID<Hub>, from: String, until: String? = nil) async throws
        -> ID<Organisation>
    {
        let id = try await site.organisation(slug, name: "Coop \(slug)")
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom, validUntil) VALUES (?, ?, ?, ?)",
                arguments: [hub, id, from, until])
        }
        return id
    }

    private func facts(_ site: Site, _ hub: ID<Hub>, on text: String? = nil) async throws -> [MemberFacts] {
        try await site.database.read { db in
            try MemberFactStore.facts(of: hub, on: text.flatMap { Day($0) }, in: db)
        }
    }

    @Test func whatIsKnownOfAMemberReachesTheRoll() async throws {
        let site = try Site()
        let hub = try await site.hub("un")
        let id = try await member(site, "a", of: hub, from: "2024-03-01")
        try await site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET siren = '732829320', legalCategory = '7346' WHERE id = \(id)")
            try db.execute(
                sql: """
                    INSERT INTO memberCollege (hubID, organisationID, validFrom, college)
                    VALUES (1, 1, '2024-03-01', 'a'), (1, 1, '2025-01-01', 'b'), (1, 1, '2026-01-01', '');
                    INSERT INTO memberSuspension (hubID, organisationID, validFrom, validUntil, decidedBy, reason)
                    VALUES (1, 1, '2025-02-01', '2025-03-01', 'le bureau', 'absences');
                    INSERT INTO memberStanding (hubID, organisationID, affiliates) VALUES (1, 1, 'Groupe Ti');
                    INSERT INTO duesCall (hubID, organisationID, year, label, amount, calledOn, dueOn)
                    VALUES (1, 1, 2024, 'unique', 5000, '2024-03-01', '2024-06-01'),
                        (1, 1, 2025, 'unique', 5000, '2025-03-01', '2025-06-01'),
                        (1, 1, 2026, 'unique', 5000, '2026-03-01', '2026-06-01');
                    UPDATE duesCall SET exemptedOn = '2026-04-01', exemptionReason = 'incendie' WHERE year = 2026;
                    INSERT INTO duesPayment
                        (callID, hubID, payer, amount, receivedOn, means, receiptYear, receiptNumber, recordedAt)
                    VALUES (1, 1, 'a', 2000, '2024-04-01', 'cheque', 2024, 1, ''),
                        (1, 1, 'a', 3000, '2024-05-01', 'cheque', 2024, 2, ''),
                        (2, 1, 'a', 4999, '2025-05-01', 'cheque', 2025, 1, '');
                    """)
        }
        let fact = try #require(try await facts(site, hub, on: "2025-06-01").first)
        #expect(fact.admittedOn == Day("2024-03-01") && fact.leftOn == nil && fact.college == "b")
        #expect(fact.siren == "732829320" && fact.group == "Groupe Ti" && fact.family == .cooperative)
        #expect(fact.isPublicBody, "its legal category says so")
        #expect(fact.duesPaid == [2024, 2026], "a partial payment settles nothing, an exemption does")
        #expect(fact.suspensions == [Validity(from: Day("2025-02-01"), until: Day("2025-03-01"))])
        #expect(try await facts(site, hub, on: "2024-06-01").first?.college == "a")
        #expect(try await facts(site, hub).first?.college == nil, "out of every college since 2026")
        try await site.database.write { db in
            try db.execute(sql: "UPDATE memberStanding SET isPublicBody = 0")
            try db.execute(sql: "UPDATE memberSuspension SET cancelledAt = 'x', cancellationReason = 'erreur'")
            try db.execute(
                sql: "UPDATE duesPayment SET cancelledAt = 'x', cancellationReason = 'impayé' WHERE receiptNumber = 2")
        }
        let later = try #require(try await facts(site, hub).first)
        #expect(!later.isPublicBody && later.suspensions.isEmpty && later.duesPaid == [2026])
    }

    @Test func foundersOfAHubToComeAndFormerMembersAreToldAndOthersAreNot() async throws {
        let site = try Site()
        let hub = try await site.hub("initiative")
        let other = try await site.hub("autre")
        let founder = try await member(site, "fondatrice", of: hub, from: "2026-05-05")
        let former = try await member(site, "partie", of: hub, from: "2020-01-01", until: "2022-01-01")
        let stranger = try await member(site, "ailleurs", of: other, from: "2020-01-01")
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-09-01')",
                arguments: [hub, former])
        }
        let now = try await facts(site, hub)
        #expect(now.map(\.organisation) == [founder, former] && !now.map(\.organisation).contains(stranger))
        #expect(now.last?.admittedOn == Day("2026-09-01"))
        #expect(try await facts(site, hub, on: "2021-01-01").last?.leftOn == Day("2022-01-01"))
        let day = try #require(Day("2026-06-01"))
        let members = try await site.database.read { db in
            try MemberFactStore.members(of: hub, on: day, in: db).map(\.organisation)
        }
        #expect(members == [founder])
    }

    @Test func oneTitularAtATimeWhoIsReplacedOnADay() async throws {
        let site = try Site()
        let hub = try await site.hub("un")
        let id = try await member(site, "a", of: hub, from: "2024-03-01")
        let person = try await site.person("Anne Le Roux", "anne@example.org")
        let now = site.now
        func draft(_ kind: Representative.Kind, _ name: String, _ address: String?, _ from: String) throws
            -> RepresentativeDraft
        {
            RepresentativeDraft(
                kind: kind, name: try #require(PersonName(name)), address: address.flatMap { MailAddress($0) },
                from: try #require(Day(from)))
        }
        let first = try draft(.titular, "Anne Le Roux", "anne@example.org", "2024-03-01")
        let deputy = try draft(.deputy, "Yves", nil, "2024-03-01")
        var second = try draft(.titular, "Nina", nil, "2025-01-01")
        let number = try await site.database.write { db in
            let number = try RepresentativeStore.add(first, of: id, in: hub, actor: .program, at: now, in: db)
            try RepresentativeStore.add(deputy, of: id, in: hub, actor: .program, at: now, in: db)
            return number
        }
        try await site.database.write { [second] db in
            let refusal = #expect(throws: Refused.self) {
                try RepresentativeStore.add(second, of: id, in: hub, actor: .program, at: now, in: db)
            }
            #expect(refusal?.sentence.contains("Anne Le Roux est titulaire") == true)
        }
        second.replaces = number
        try await site.database.write { [second] db in
            _ = try RepresentativeStore.add(second, of: id, in: hub, actor: .program, at: now, in: db)
            #expect(throws: NotFound.self) {
                try RepresentativeStore.end(999, of: id, in: hub, on: second.from, actor: .program, at: now, in: db)
            }
        }
        let (before, after) = try await site.database.read { [second] db in
            (
                try RepresentativeStore.representatives(of: hub, on: second.from.adding(days: -1), in: db),
                try RepresentativeStore.representatives(of: hub, on: second.from, in: db)
            )
        }
        #expect(before.map(\.name) == ["Anne Le Roux", "Yves"] && before.first?.personID == person)
        #expect(after.map(\.name) == ["Nina", "Yves"])
        // Names stay out of the journal.
        let details = try await site.strings("SELECT detail FROM journal WHERE kind LIKE 'adherent.%'")
        #expect(details.count == 4 && details.allSatisfy { !$0.contains("Anne") && !$0.contains("Nina") })
    }

    @Test func aPersonTakesTheirMandatesAwayAndErasureLeavesNoName() async throws {
        let site = try Site()
        let hub = try await site.hub("un")
        let id = try await member(site, "a", of: hub, from: "2024-03-01")
        let person = try await site.person("Anne Le Roux", "anne@example.org")
        let now = site.now
        let draft = RepresentativeDraft(
            kind: .titular, name: try #require(PersonName("Anne Le Roux")), address: MailAddress("anne@example.org"),
            from: try #require(Day("2024-03-01")))
        try await site.database.write { db in
            _ = try RepresentativeStore.add(draft, of: id, in: hub, actor: .program, at: now, in: db)
        }
        let accounts = MyAccountStore(database: site.database, letters: site.services.letters)
        let taken = try await accounts.export(person, at: now).json()
        #expect(taken.contains("\"representations\"") && taken.contains("Coop a") && taken.contains("titulaire"))
        try await accounts.erase(person, on: site.today, by: .person(person), at: now)
        let left = try await site.strings("SELECT name || address || COALESCE(personID, '') FROM representative")
        #expect(left == ["Personne effacée"])
        #expect(try await site.count("SELECT count(*) FROM representative WHERE validUntil IS NULL") == 0)
    }

    @Test func receiptsFollowEachOtherWithoutHolesAndPaymentsAreNotEdited() async throws {
        let site = try Site()
        let hub = try await site.hub("un")
        _ = try await member(site, "a", of: hub, from: "2024-03-01")
        let insert = """
            INSERT INTO duesPayment (callID, hubID, payer, amount, receivedOn, means, receiptYear, receiptNumber, recordedAt)
            VALUES (1, 1, 'a', 2000, '2024-04-01', 'cheque', 2024, ?, '')
            """
        try await site.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO duesCall (hubID, organisationID, year, label, amount, calledOn, dueOn)
                    VALUES (1, 1, 2024, 'unique', 5000, '2024-03-01', '2024-06-01')
                    """)
            #expect(throws: DatabaseError.self) { try db.execute(sql: insert, arguments: [2]) }
            try db.execute(sql: insert, arguments: [1])
            #expect(throws: DatabaseError.self) { try db.execute(sql: insert, arguments: [3]) }
            for change in ["UPDATE duesPayment SET amount = 1", "DELETE FROM duesPayment"] {
                #expect(throws: DatabaseError.self) { try db.execute(sql: change) }
            }
            try db.execute(sql: insert, arguments: [2])
        }
    }
}
