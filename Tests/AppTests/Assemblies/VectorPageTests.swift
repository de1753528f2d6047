import AssemblyVectors
import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The cases on notices and on concentration, by the pages that convene and those that show that nobody dominates.
struct VectorPageTests {
    static let noticeCases = Unplayable("delais", of: 9)

    @Test(arguments: try noticeCases.played(NoticeVector.Case.self))
    func notices(vector: NoticeVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        let first = Vectors.plain(expected.first.frenchWithArticle)
        let last = Vectors.plain(expected.last.frenchWithArticle)
        let here = try await AssemblySite(members: 2)
        try await here.site.adoptStatutes(at: here.hub, from: day("2020-01-15")) {
            $0.meetings[.ordinary]?.notice = given.delai
        }
        try await here.site.database.write { db in
            for table in ["hubMember", "role"] {
                try db.execute(sql: "UPDATE \(table) SET validFrom = '2020-01-15'")
            }
        }
        here.site.clock.move(to: given.envoi)
        try await here.site.visit { browser in
            try await browser.signIn(as: here.coordinator, on: here.site)
            let undated = try await here.prepare(browser, ["date": "", "amendements": ""])
            let choosing = VectorRoom.plain(try await browser.get(undated + "/convocation").text)
            #expect(choosing.contains("tenue \(first) ou plus tard"), "\(choosing)")
            let dated = try await here.prepare(
                browser, ["date": given.assemblee.description, "amendements": ""])
            let page = VectorRoom.plain(try await browser.get(dated + "/convocation").text)
            #expect(page.contains("part au plus tard \(last)"), "\(page)")
            let late = "Envoyée aujourd’hui, elle ne vaut pas avant \(first)."
            #expect(page.contains(late) == !expected.respecte)
            let sent = try await browser.post(dated + "/convocation")
            #expect((sent.status == .seeOther) == expected.respecte)
            #expect(expected.respecte || VectorRoom.plain(sent.text).contains(late))
        }
    }

    static let concentrationCases = Unplayable(
        "concentrations", of: 11,
        ["un financeur public": "un membre n’a pas de financeur : voir le plafond par famille"])

    @Test(arguments: try concentrationCases.played(ConcentrationVector.Case.self))
    func concentrations(vector: ConcentrationVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        let voices = given.de == .votes
        let carried = given.detentions.reduce(0) { $0 + $1.nombre }
        var members = VectorRoom.members(voices ? carried : given.detentions.count)
        for (index, held) in given.detentions.enumerated() {
            members[index].name = held.nom
            members[index].group = held.marques[.group]
            members[index].family = held.marques[.family].flatMap { Family(rawValue: $0) }
        }
        let assembly = try await VectorRoom.assembly(members) { $0.caps = given.plafonds }
        try await assembly.site.adoptStatutes(at: assembly.hub, from: day("2020-01-15")) {
            $0.caps = given.plafonds
            $0.electorate = ElectorateRule()
            $0.bodies = [GoverningBody("conseil", name: "Conseil", seats: max(1, carried))]
        }
        if !voices { try await Self.seat(given.detentions, in: assembly) }
        try await assembly.visit { [members] browser in
            if voices { try await Self.carry(given.detentions, at: assembly, of: members.count, browser) }
            let page = try await browser.get("/poles/ici/pilotage/equilibre").text
            let title = voices ? "En ce moment : Assemblée d’ici" : "Conseil"
            let start = try #require(page.range(of: "<h2>\(title)</h2>"), "\(page)")
            let section = page[start.upperBound...].prefix(
                upTo: page[start.upperBound...].range(of: "</section>")?.lowerBound ?? page.endIndex)
            let outcomes = section.matches(of: /<li class="(acquis|manque|inconnu)">/).map { String($0.output.1) }
            #expect(outcomes == expected.constats.map(\.rawValue) || given.detentions.isEmpty, "\(section)")
            let text = VectorRoom.plain(String(section))
            #expect((expected.phrases ?? []).allSatisfy(text.contains), "\(text)")
            switch expected.coalition {
            case nil: #expect(text.contains("Personne n’y siège."))
            case 1: #expect(text.contains("tient à elle seule plus de la moitié"))
            case .some(let few): #expect(text.contains("Il suffit de \(few) acteurs"), "\(text)")
            }
        }
    }

    /// Seats as the register had them before those statutes.
    private static func seat(_ held: [ConcentrationVector.Held], in assembly: ConvenedAssembly) async throws {
        try await assembly.site.database.write { [hub = assembly.hub, members = assembly.members] db in
            for (member, held) in zip(members, held) {
                for _ in 0..<held.nombre {
                    try db.execute(
                        sql: """
                            INSERT INTO mandate (hubID, bodyKey, duty, organisationID, validFrom, validUntil, recordedAt)
                            VALUES (?, 'conseil', 'membre', ?, '2025-01-01', '2028-01-01', '2025-01-01T00:00:00Z')
                            """, arguments: [hub, member])
                }
            }
        }
    }

    /// Each one is there and carries proxies, until it holds as many voices.
    private static func carry(
        _ held: [ConcentrationVector.Held], at assembly: ConvenedAssembly, of count: Int, _ browser: Browser
    ) async throws {
        _ = try await browser.post(assembly.path + "/seance/ouverture")
        try await assembly.seat(held.count)
        var giver = held.count
        for (index, holder) in held.enumerated() {
            for _ in 1..<holder.nombre {
                let proxy = Proxy(from: assembly.members[giver], to: assembly.members[index])
                #expect(try await VectorRoom.give(proxy, at: assembly, browser).status == .seeOther)
                giver += 1
            }
        }
        #expect(giver == count)
    }
}
