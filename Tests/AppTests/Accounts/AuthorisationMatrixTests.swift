import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Every route, for every kind of visitor, on their own hub and on another: what gets in is in `RouteExpectations`, by hand.
struct AuthorisationMatrixTests {
    @Test func everyRouteHasAnExpectationAndEveryExpectationARoute() throws {
        let routes = Set(try endpoints().map(RouteExpectations.name))
        let expected = Set(RouteExpectations.all.keys)
        #expect(routes.subtracting(expected).sorted() == [], "routes without an expectation")
        #expect(expected.subtracting(routes).sorted() == [], "expectations without a route")
    }

    @Test(arguments: Persona.allCases)
    func whoGetsInIsWhoShould(persona: Persona) async throws {
        let peopled = try await PeopledSite()
        let endpoints = try endpoints()
        try await peopled.site.visit { browser in
            for endpoint in endpoints {
                guard let expected = RouteExpectations.all[RouteExpectations.name(endpoint)] else { continue }
                for (isOwn, letters) in [(true, expected.own), (false, expected.other)] {
                    try await peopled.becomes(persona, browser)
                    let answer = try await ask(endpoint, isOwn: isOwn, browser)
                    let shouldEnter = RouteExpectations.admits(letters, persona)
                    let place = "\(persona), \(endpoint.method) \(endpoint.path) (\(isOwn ? "own" : "other"))"
                    #expect(hasEntered(answer) == shouldEnter, "\(place): \(answer.status.code)")
                    #expect(answer.status.code < 500, "\(place)")
                    if !shouldEnter, persona == .anonymous {
                        #expect([303, 401].contains(answer.status.code), "\(place)")
                    }
                    if !shouldEnter, persona != .anonymous { #expect(answer.status.code == 403, "\(place)") }
                }
            }
        }
    }

    private func endpoints() throws -> [Endpoint] { try buildRoutes(Site().services, logsRequests: false).1 }

    private func ask(_ endpoint: Endpoint, isOwn: Bool, _ browser: Browser) async throws -> Answer {
        let path = RouteExpectations.path(endpoint, isOwn: isOwn)
        guard endpoint.method == "POST" else { return try await browser.get(path) }
        if await browser.token == nil { try await browser.get("/connexion") }
        return try await browser.post(path)
    }

    private func hasEntered(_ answer: Answer) -> Bool {
        if answer.status == .seeOther { return answer.location?.hasPrefix("/connexion?suite=") != true }
        return answer.status != .unauthorized && answer.status != .forbidden
    }
}

/// Nothing is written by a form that does not come from one of our pages, drawn for this very visitor.
struct ForgeryTests {
    @Test func everyWriteRefusesForgedForms() async throws {
        let peopled = try await PeopledSite()
        let all = try await peopled.site.person(
            "Tous les rôles", "tous@example.org",
            roles: [
                (.systemAdministrator, .network), (.networkAnimator, .network), (.hubCoordinator, .hub(peopled.own)),
            ])
        let posts = try buildRoutes(peopled.site.services, logsRequests: false).1.filter { $0.method == "POST" }
        #expect(posts.count >= 15)
        try await peopled.site.visit { browser in
            try await browser.signIn(as: all, on: peopled.site)
            let other = browser.another()
            try await other.signIn(as: all, on: peopled.site)
            let own = await browser.token
            let stolen = await other.token
            let ours: HTTPFields = [.secFetchSite: "same-origin"]
            let attempts: [(String?, HTTPFields)] = [
                (nil, ours), ("", ours), (stolen, ours), (own.map { $0 + "x" }, ours),
                (own, [.secFetchSite: "cross-site"]), (own, [.secFetchSite: "same-site"]),
                (own, [.secFetchSite: "none"]),
                (own, [.origin: "https://evil.example.org"]), (own, [.origin: "null"]), (own, [:]),
            ]
            let before = try await changes(peopled.site)
            for endpoint in posts {
                let path = RouteExpectations.path(endpoint)
                for (token, headers) in attempts {
                    let answer = try await browser.post(path, [("certain", "oui")], token: token, headers: headers)
                    #expect(answer.status == .forbidden, "\(path) \(headers)")
                }
            }
            #expect(try await changes(peopled.site) == before)
        }
    }

    @Test func readingChangesNothing() async throws {
        let peopled = try await PeopledSite()
        let gets = try buildRoutes(peopled.site.services, logsRequests: false).1.filter { $0.method == "GET" }
        try await peopled.site.visit { browser in
            try await peopled.becomes(.networkAnimator, browser)
            let before = try await changes(peopled.site)
            for endpoint in gets { try await browser.get(RouteExpectations.path(endpoint)) }
            #expect(try await changes(peopled.site) == before)
        }
    }

    private func changes(_ site: Site) async throws -> Int {
        try await site.database.read { db in db.totalChangesCount }
    }
}

/// A text typed by somebody never becomes a piece of a page, whoever reads it.
struct CanaryTests {
    @Test func namesNeverBecomeHTML() async throws {
        let peopled = try await PeopledSite(decoration: Canary.text)
        let endpoints = try buildRoutes(peopled.site.services, logsRequests: false).1
        try await peopled.site.visit { browser in
            var shown = 0
            for persona in Persona.allCases {
                for endpoint in endpoints where endpoint.method == "GET" {
                    try await peopled.becomes(persona, browser)
                    let path = RouteExpectations.path(endpoint)
                    let answer = try await browser.get(
                        path + "?q=\(queryValue(Canary.text))&tri=\(queryValue(Canary.text))")
                    Canary.check(answer, "\(persona) \(path)")
                    if Canary.isShown(in: answer) { shown += 1 }
                }
            }
            #expect(shown > 20)
        }
    }

    @Test func whatIsTypedIntoARefusedFormComesBackHarmless() async throws {
        let peopled = try await PeopledSite()
        let endpoints = try buildRoutes(peopled.site.services, logsRequests: false).1
        try await peopled.site.visit { browser in
            var shown = 0
            for endpoint in endpoints where endpoint.method == "POST" {
                for persona in [Persona.networkAnimator, .systemAdministrator, .anonymous] {
                    try await peopled.becomes(persona, browser)
                    if await browser.token == nil { try await browser.get("/connexion") }
                    let path = RouteExpectations.path(endpoint)
                    let answer = try await browser.post(path, Self.fields.map { ($0, Canary.text) })
                    Canary.check(answer, "\(persona) \(path)")
                    if Canary.isShown(in: answer) { shown += 1 }
                }
            }
            #expect(shown > 3)
        }
    }

    /// Every field of every form; one that is missing here is one that is not tried.
    private static let fields = [
        "nom", "courriel", "adresse", "mot-de-passe", "suite", "cle", "nouveau", "ancien", "actuel", "role", "lieu",
        "du",
        "au", "certain", "titre", "detail", "date", "sorte", "source", "lien", "motif", "presentation", "telephone",
        "site",
        "gestionnaire", "territoire", "raison", "sigle", "nom_usage", "resume", "objet", "message", "repondre",
        "commune", "code_postal", "siren", "nom-personne", "verification", "depuis", "pole", "version", "champ",
    ]
}
