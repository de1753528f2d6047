import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Organisations of a hub, and what the hub says of itself.
struct MemberTests {
    private let path = "/poles/bras/pilotage/organisations"

    private func fields(_ name: String, _ family: String = "association", _ since: String = "2026-01-15") -> [(
        String, String
    )] {
        [("nom", name), ("famille", family), ("activite", "culture"), ("depuis", since)]
    }

    @Test func anOrganisationComesAndGoesAndTheHubCountsIt() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let added = try await browser.post(path, fields("La Recyclerie"))
            #expect(added.status == .seeOther && added.location == path)
            #expect(try await browser.get("/poles/bras").text.contains("La Recyclerie"))
            let csv = try await browser.get("/poles/bras/organisations.csv")
            #expect(
                csv.headers[.contentDisposition]?.hasPrefix("attachment") == true && csv.text.contains("La Recyclerie"))

            let twice = try await browser.post(path, fields("la recyclerie"))
            #expect(twice.status == .unprocessableContent && twice.text.contains("dites si c’est elle"))
            #expect(twice.text.contains("name=\"fiche\" value=\"1\"") && twice.text.contains("même nom"))
            #expect(twice.text.contains("value=\"la recyclerie\""))
            let chosen = try await browser.post(path, fields("la recyclerie") + [("fiche", "1")])
            #expect(chosen.status == .unprocessableContent && chosen.text.contains("participe déjà"))

            let ended = try await browser.post("\(path)/1/fin")
            #expect(ended.status == .seeOther)
            #expect(try await !browser.get("/poles/bras").text.contains("La Recyclerie"))
            #expect(try await browser.get(path).text.contains("La Recyclerie"))
            let again = try await browser.post("\(path)/1/fin")
            #expect(again.status == .unprocessableContent && again.text.contains("doit participer encore"))

            let back = try await browser.post(
                path, fields("La Recyclerie", "association", site.today.description) + [("fiche", "1")])
            #expect(back.status == .seeOther)
        }
        #expect(try await site.count("SELECT count(*) FROM organisation") == 1)
        #expect(try await site.count("SELECT count(*) FROM hubMember") == 2)
        #expect(
            try await site.journalKinds().suffix(3) == [
                "organisation.engagee", "organisation.retiree", "organisation.engagee",
            ])
    }

    @Test func aNameThatSeveralOrganisationsBearIsNotGuessed() async throws {
        let site = try await Site.brittany()
        let writer = OrganisationWriter(author: RecordAuthor(origin: .rna, actor: .program, at: site.now))
        try await site.database.write { db in
            for town in ["Brest", "Dinan"] {
                let sheet = OrganisationSheet([.name: "AMICALE LAIQUE", .family: "association", .town: town])
                _ = try writer.create(sheet, in: db)
            }
        }
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let answer = try await browser.post(path, fields("Amicale laique"))
            #expect(answer.status == .unprocessableContent && answer.text.contains("dites si c’est l’une d’elles"))
            #expect(answer.text.contains("Brest") && answer.text.contains("Dinan"))
            let chosen = try await browser.post(path, fields("Amicale laique") + [("fiche", "2")])
            #expect(chosen.status == .seeOther)
        }
        #expect(
            try await site.strings("SELECT town FROM organisation o JOIN hubMember m ON m.organisationID = o.id") == [
                "Dinan"
            ])
        #expect(try await site.count("SELECT count(*) FROM organisation") == 2)
    }

    @Test func whoeverSaysThatItIsAnotherOrganisationMakesANewRecord() async throws {
        let site = try await Site.brittany()
        try await site.organisation("ti-coop", name: "Ti Coop")
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let asked = try await browser.post(path, fields("Ti Coop", "cooperative"))
            #expect(asked.status == .unprocessableContent && asked.text.contains("href=\"/annuaire/ti-coop\""))
            #expect(try await site.count("SELECT count(*) FROM organisation") == 1)
            let other = try await browser.post(path, fields("Ti Coop", "cooperative") + [("fiche", "nouvelle")])
            #expect(other.status == .seeOther)
            #expect(try await browser.get("/annuaire/ti-coop-2").status == .ok)
            // A record that is set aside is not chosen, even by its number.
            try await site.database.write { db in
                try db.execute(sql: "UPDATE organisation SET publication = 'retiree' WHERE slug = 'ti-coop'")
            }
            let gone = try await browser.post(path, fields("Ti Coop", "cooperative") + [("fiche", "1")])
            #expect(gone.status == .unprocessableContent && gone.text.contains("n’est plus dans l’annuaire"))
        }
    }

    @Test func whileTypingWhatTheDirectoryHasIsSaidAndNothingElse() async throws {
        let site = try await Site.brittany()
        try await site.database.write { db in
            let author = RecordAuthor(origin: .file, actor: .program, at: site.now)
            let hidden = OrganisationSheet([.name: "Ressourcerie cachée", .phone: "0298000000", .diffusion: "P"])
            _ = try OrganisationWriter(author: author).create(hidden, in: db)
            let sheet = OrganisationSheet([.name: "Ressourcerie du Léon", .town: "Morlaix", .postcode: "29600"])
            _ = try OrganisationWriter(author: author).create(sheet, in: db)
            let proposed = OrganisationSheet([.name: "Ressourcerie proposée"])
            _ = try OrganisationWriter(author: author).create(proposed, publication: .proposed, in: db)
        }
        try await site.visit(as: try await site.person("Odile", "odile@example.org")) { browser in
            let found = try await browser.get("/ressemblances?nom=resourcerie+leon&ville=Morlaix&code_postal=29600")
                .text
            #expect(found.contains("/annuaire/ressourcerie-du-leon") && found.contains("même commune"))
            #expect(!found.contains("<html"))
            for nothing in ["nom=Tout+autre", "telephone=0298000000", "nom=Ressourcerie+propos%C3%A9e", ""] {
                #expect(try await browser.get("/ressemblances?\(nothing)").text == "", "\(nothing)")
            }
        }
    }

    @Test func theSameOrganisationInTwoHubsIsOne() async throws {
        let site = try await Site.brittany()
        let store = MemberStore(database: site.database)
        for slug in ["bras", "e2s"] {
            try await store.add(
                name: "Banque des dons", family: .cooperative, summary: "finance", to: try await site.hubID(slug),
                from: day("2026-01-01"), actor: .program, at: site.now)
        }
        #expect(try await site.count("SELECT count(*) FROM organisation") == 1)
    }

    /// One organisation cannot be in a hub twice on a day, whichever entry was typed first.
    @Test func anEarlierEntryDoesNotOverlapALaterOne() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields("La Recyclerie", "association", "2026-06-01"))
            let earlier = try await browser.post(
                path, fields("La Recyclerie", "association", "2026-01-01") + [("fiche", "1")])
            #expect(earlier.status == .unprocessableContent && earlier.text.contains("participe déjà"))
        }
        #expect(try await site.count("SELECT count(*) FROM hubMember") == 1)
    }

    @Test(arguments: [
        ("", "association", "2026-01-15", "nom"), ("a", "syndicat", "2026-01-15", "famille"),
        ("a", "", "2026-01-15", "famille"),
        ("a", "association", "janvier", "depuis"),
        (String(repeating: "a", count: 201), "association", "2026-01-15", "nom"),
    ])
    func aWrongOrganisationIsRefused(name: String, family: String, since: String, field: String) async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, fields(name, family, since))
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
        }
        #expect(try await site.everything() == before)
    }

    private let profile = [
        ("nom", "BRAS"), ("presentation", "Un réseau.\n\nVraiment."), ("gouvernance", "structure-ad-hoc"),
        ("gestionnaire", ""),
        ("courriel", "contact@bras.example.org"), ("telephone", "02 00 00 00 00"), ("site", "https://bras.example.org"),
    ]

    @Test func whatAHubSaysOfItselfIsOnItsPage() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let desk = "/poles/bras/pilotage/presentation"
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(desk, profile)
            #expect(answer.status == .seeOther && answer.location == "/poles/bras/pilotage")
            let page = try await browser.another().get("/poles/bras").text
            for part in [
                "<p>Un réseau.</p><p>Vraiment.</p>", "href=\"mailto:contact@bras.example.org\"",
                "href=\"https://bras.example.org\"", "02 00 00 00 00",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(try await browser.get(desk).text.contains("value=\"contact@bras.example.org\""))
        }
        #expect(try await site.lastLine().kind == "pole.presente")
        #expect(try await !site.lastLine().detail.contains("contact@"))
    }

    @Test(arguments: [
        ("nom", ""), ("nom", String(repeating: "a", count: 121)), ("presentation", String(repeating: "a", count: 5001)),
        ("gouvernance", ""), ("gouvernance", "monarchie"), ("courriel", "contact"), ("courriel", "a@b@c"),
        ("site", "javascript:alert(1)"),
        ("site", "bras.example.org"), ("gestionnaire", String(repeating: "a", count: 201)),
        ("telephone", String(repeating: "0", count: 41)),
    ])
    func aWrongProfileIsRefusedAndKeptAsTyped(field: String, value: String) async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let typed = profile.map { $0.0 == field ? (field, value) : $0 }
            let answer = try await browser.post("/poles/bras/pilotage/presentation", typed)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            if field != "presentation" { #expect(answer.text.contains("Un réseau.\n\nVraiment.</textarea>")) }
        }
        #expect(try await site.everything() == before)
    }
}
