import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Who is missing in a hub: what the directory knows in its communes, less its members.
struct ProspectTests {
    private let path = "/poles/bras/pilotage/manquants"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        try await site.commune("35211", "Plélan", inPerimeterOf: "bras")
        try await site.commune("35212", "Paimpont", inPerimeterOf: "bras")
        try await site.commune("56260", "Vannes", inPerimeterOf: "e2s")
        let now = site.now
        let hub = try await site.hubID("bras")
        try await site.database.write { db in
            let author = RecordAuthor(origin: .sirene, actor: .program, at: now)
            let records: [[OrganisationField: String]] = [
                [.name: "Déjà là", .family: "association", .commune: "35211", .activity: "90.01Z"],
                [.name: "Autre scène", .family: "association", .commune: "35211", .activity: "90.01Z"],
                [.name: "Mutuelle du bourg", .family: "mutuelle", .commune: "35211", .phone: "0200000001"],
                [.name: "Gym", .family: "association", .commune: "35212", .activity: "93.12Z", .employer: "O"],
                [.name: "Sans code", .family: "association", .postcode: "35380", .town: "PLELAN"],
                [.name: "Ailleurs", .family: "fondation", .commune: "56260"],
                [.name: "Finie", .family: "fondation", .commune: "35211", .state: "cessee"],
                [
                    .name: "Discrète", .family: "association", .commune: "35211", .phone: "0299999999", .diffusion: "P",
                ],
            ]
            for values in records {
                let id = try OrganisationWriter(author: author).create(OrganisationSheet(values), in: db)
                guard values[.name] == "Déjà là" else { continue }
                try db.execute(
                    sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                    arguments: [hub, id])
            }
        }
        return (site, try await site.coordinator(of: "bras"))
    }

    @Test func thePageSaysWhereNobodyIsAndWhomToCallFirst() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let file = try await browser.get(path + ".csv").text
            let names = file.split(separator: "\r\n").dropFirst().compactMap {
                $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst().first
            }
            #expect(names.first == "Mutuelle du bourg" && names.dropFirst().first == "Gym")
            #expect(names.count == 5 && names.contains("Sans code"))
            #expect(!names.contains("Déjà là") && !names.contains("Ailleurs") && !names.contains("Finie"))
            #expect(file.contains("première mutuelle") && file.contains("première de sa commune"))
            #expect(!file.contains("0299999999"))
            let page = try await browser.get(path).text
            #expect(page.contains("Familles sans personne") && page.contains("mutuelle (1"))
            #expect(page.contains("Secteurs sans personne") && page.contains("Sport"))
            let narrowed = try await browser.get(path + "?commune=35212").text
            #expect(narrowed.contains("Gym") && !narrowed.contains("Autre scène"))
            let sheet = try await browser.get(path + "/appels").text
            #expect(sheet.contains("0200000001") && !sheet.contains("0299999999"))
        }
    }

    @Test func whatACallGaveIsRememberedAndThoseWhoDeclinedAreNotProposedAgain() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let later = try await browser.post(
                path + "/gym",
                [("suite", "a-rappeler"), ("jour", "2026-11-01"), ("rappel", "2027-01-15"), ("note", "Après leur AG.")])
            #expect(later.status == .seeOther)
            let page = try await browser.get(path).text
            #expect(page.contains("à rappeler") && !page.contains("Après leur AG."))
            #expect(try await browser.get(path + "/gym").text.contains("Après leur AG."))
            let declined = try await browser.post(
                path + "/gym", [("suite", "pas-interesse"), ("jour", "2026-11-10"), ("note", "")])
            #expect(declined.status == .seeOther)
            #expect(try await !browser.get(path).text.contains("href=\"/annuaire/gym\""))
            #expect(try await browser.get(path + "?suite=pas-interesse").text.contains("href=\"/annuaire/gym\""))
            // Both calls stay.
            #expect(try await browser.get(path + "/gym").text.contains("Après leur AG."))
        }
        // The note is the hub's: neither the journal nor the public pages have it.
        let details = try await site.strings("SELECT detail FROM journal")
        #expect(!details.contains { $0.contains("AG.") })
        try await site.visit { browser in
            for page in ["/poles/bras", "/poles/bras/historique", "/annuaire/gym"] {
                let text = try await browser.get(page).text
                #expect(!text.contains("rappeler"))
            }
        }
        #expect(try await site.count("SELECT count(*) FROM prospectCall") == 2)
    }

    @Test(arguments: [("suite", "oui"), ("jour", ""), ("jour", "2099-01-01"), ("rappel", "bientôt")])
    func aWrongCallIsRefused(field: String, value: String) async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let fields = [("suite", "contacte"), ("jour", "2026-11-01"), ("rappel", ""), ("note", "Gardée")].map {
                $0.0 == field ? (field, value) : $0
            }
            let answer = try await browser.post(path + "/gym", fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            #expect(answer.text.contains("Gardée"))
            // Only those that are missing here.
            #expect(try await browser.post(path + "/ailleurs", fields).status == .notFound)
            #expect(try await browser.get(path + "/deja-la").status == .notFound)
        }
        #expect(try await site.count("SELECT count(*) FROM prospectCall") == 0)
    }

    @Test func withoutCommunesThePageSaysWhatToDo() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let page = try await browser.get(path).text
            #expect(page.contains("Aucune commune n’est connue"))
        }
    }
}
