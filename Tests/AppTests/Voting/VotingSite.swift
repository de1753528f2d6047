import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A hub with members and somebody who holds its votes.
struct VotingSite {
    let site: Site
    let slug = "pole-vote"
    let hub: ID<Hub>
    let organisations: [ID<Organisation>]
    let coordinator: ID<Person>

    var path: String { "/poles/\(slug)/pilotage/scrutins" }

    init(members: Int = 5, configure: (inout App.Configuration) -> Void = { _ in }) async throws {
        site = try Site(configure: configure)
        hub = try await site.hub(slug, name: "Pôle du Vote")
        var list: [ID<Organisation>] = []
        for number in 1...members {
            list.append(try await site.organisation("membre-\(number)", name: "Membre n° \(number)"))
        }
        organisations = list
        let (hub, members) = (hub, list)
        try await site.database.write { db in
            for (index, member) in members.enumerated() {
                try db.execute(
                    sql: "UPDATE organisation SET email = ? WHERE id = ?",
                    arguments: ["membre-\(index + 1)@example.org", member])
                try VotingSite.admit(member, to: hub, in: db)
            }
        }
        coordinator = try await site.person("Camille Le Gall", "camille@example.org", (.hubCoordinator, .hub(hub)))
    }

    static func admit(_ organisation: ID<Organisation>, to hub: ID<Hub>, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2020-01-01')",
            arguments: [hub, organisation])
    }

    /// The form of a vote that opens now and lasts two days.
    func fields(_ changes: [String: String] = [:]) -> [(String, String)] {
        let start = ParisClock.typed((site.now - 3600).stamp)
        let end = ParisClock.typed((site.now + 2 * 86_400).stamp)
        var fields = [
            "titre": "Adhérer à la fédération", "texte": "Le pôle adhère à la fédération régionale.",
            "genre": "pour-contre",
            "options": "", "places": "1", "choix-au-plus": "", "nature": "decision", "clause": "article 12",
            "majorite": "ordinaire", "ouverture": start, "cloture": end,
        ]
        fields.merge(changes) { $1 }
        return fields.sorted { $0.key < $1.key }
    }

    /// The secret in the last letter to a member.
    func key(_ member: Int) async throws -> String {
        let body = try await site.lastLetter(to: "membre-\(member)@example.org").body
        let start = try #require(body.range(of: "/vote?cle="))
        return String(body[start.upperBound...].prefix { !$0.isWhitespace })
    }

    /// A browser signed in as the coordinator.
    func desk(_ browser: Browser) async throws -> Browser {
        let desk = browser.another()
        try await desk.signIn(as: coordinator, on: site)
        return desk
    }

    /// Prepares a vote and returns its address.
    func prepare(_ desk: Browser, _ changes: [String: String] = [:]) async throws -> String {
        try await desk.get(path + "/nouveau")
        let answer = try await desk.post(path, fields(changes))
        #expect(answer.status == .found || answer.status == .seeOther, "\(answer.text)")
        return try #require(answer.location)
    }

    /// Votes with a link, as a phone would: the page, then the form.
    @discardableResult
    func vote(_ browser: Browser, _ member: Int, _ answers: [(String, String)]) async throws -> Answer {
        let key = try await key(member)
        let voter = browser.another()
        let page = try await voter.get("/vote?cle=\(key)")
        #expect(page.status == .ok, "\(page.text)")
        return try await voter.post("/vote", [("cle", key)] + answers)
    }

    @discardableResult
    func send(_ desk: Browser, _ path: String, _ field: String, _ text: String) async throws -> Answer {
        try await desk.post(path, [], file: SentFile(field: field, name: "fichier.json", content: Array(text.utf8)))
    }

    /// Keys made, deposited and tried by two of three tellers; returns the shares.
    func giveKey(_ desk: Browser, _ scrutin: String) async throws -> [TellerShare] {
        let (key, shares) = try TellerWork.makeKey(name: "Essai", count: 3, threshold: 2)
        let deposit = try await send(desk, scrutin + "/cle", "cle", ScrutinText.canonical(key.value))
        #expect(deposit.location == scrutin, "\(deposit.text)")
        let trial = try await desk.get(scrutin + "/essai.json")
        let (_, list) = try TellerWork.open(JSONValue.read(Array(trial.text.utf8)), with: [shares[0], shares[2]])
        let tried = try await send(desk, scrutin + "/essai", "liste", ScrutinText.canonical(list.value))
        #expect(tried.location == scrutin, "\(tried.text)")
        return shares
    }

    func count(_ table: String) async throws -> Int {
        try await site.database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    /// A ballot as the page's script would seal it.
    func sealed(_ manifest: ScrutinManifest, _ choice: String, code: String? = nil) throws -> (
        text: String, code: String
    ) {
        let code = code ?? TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded))
        let plain = BallotPlaintext(scrutin: manifest.identity, choice: choice, code: code)
        let ballot = try BallotCrypto.seal(plain, as: Hex.text(BallotCrypto.chance(16)), college: nil, for: manifest)
        return ("\(ballot.id).\(ballot.sealed)", code)
    }

    func manifest(_ browser: Browser, _ member: Int) async throws -> ScrutinManifest {
        let answer = try await browser.another().get("/vote/manifeste.json?cle=\(key(member))")
        return try ScrutinManifest(JSONValue.read(Array(answer.text.utf8)))
    }
}

extension Answer {
    /// With ordinary spaces, so that sentences are looked for as one types them.
    var plain: String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ") }
}
