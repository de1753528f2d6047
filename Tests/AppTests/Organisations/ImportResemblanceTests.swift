import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Lines of an import that look like a record are told apart before anything is created.
struct ImportResemblanceTests {
    private let path = "/reseau/pilotage/imports"

    private func csv(_ text: String) -> SentFile {
        SentFile(field: "fichiers", name: "structures.csv", content: Array(text.utf8))
    }

    private func fingerprint(_ page: String) throws -> String {
        let field = try #require(page.range(of: "name=\"vu\" value=\""))
        return String(page[field.upperBound...].prefix { $0 != "\"" })
    }

    /// Sends the file and makes the import that the preview shows.
    private func bring(_ text: String, _ browser: Browser) async throws {
        let draft = try #require(try await browser.post(path, [], file: csv(text)).location)
        let page = try await browser.get(draft).text
        let made = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
        #expect(made.status == .seeOther)
    }

    /// What has no number in common but looks like a record is asked about, line by line.
    @Test func whatLooksLikeARecordIsAskedAboutBeforeItIsCreated() async throws {
        let site = try await Site.brittany()
        let author = RecordAuthor(origin: .gogocarto, actor: .program, at: site.now)
        try await site.database.write { db in
            for values: [OrganisationField: String] in [
                [
                    .name: "Ti Coop", .town: "Morlaix", .postcode: "29600", .phone: "0298000000",
                    .address: "1 rue Haute",
                ],
                [.name: "Atelier vélo", .town: "Lannion", .postcode: "22300"],
            ] { _ = try OrganisationWriter(author: author).create(OrganisationSheet(values), in: db) }
        }
        let file = csv(
            "nom;ville;code_postal;telephone;adresse;site;siren\n"
                + "Ti Coop;MORLAIX CEDEX;29600;02 98 00 00 00;1 r. Haute;https://ticoop.example;\n"
                + "Les ateliers vélo;Lannion Cedex;22300;;;;\nTout autre;Brest;29200;;;;404833048\n")
        try await site.visit(as: try await site.animator()) { browser in
            let draft = try #require(try await browser.post(path, [], file: file).location)
            let page = try await browser.get(draft).text
            #expect(page.contains("<strong>2</strong> Ressemblent à une fiche"), "\(page)")
            #expect(page.contains("même téléphone") && page.contains("même commune"))
            #expect(page.contains("créer 2\u{A0}organisations") && page.contains("en modifier 1"))
            let key = "3@structures.csv"
            #expect(page.contains("value=\"\(key)\""))
            let decided = try await browser.post(
                draft + "/ressemblances", [("ligne", key), ("choix-0", "elle"), ("page", "1")])
            #expect(decided.location == draft + "?tas=ressemblantes&page=1")
            let after = try await browser.get(draft).text
            #expect(after.contains("créer 1\u{A0}organisation") && after.contains("en modifier 2"))
            // The preview that was seen before the choice is not the one that is made.
            let stale = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
            #expect(stale.status == .unprocessableContent)
            let made = try await browser.post(draft + "/validation", [("vu", try fingerprint(after))])
            #expect(made.status == .seeOther)
        }
        #expect(
            try await site.strings("SELECT name FROM organisation ORDER BY id") == [
                "Ti Coop", "Les ateliers vélo", "Tout autre",
            ])
        #expect(try await site.strings("SELECT website FROM organisation WHERE id = 1") == ["https://ticoop.example"])
    }

    /// A record that was made one with another is still known by what its file calls it.
    @Test func aFileThatStillNamesAMergedRecordCreatesNothing() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let text = "nom;ville;telephone\nTi Coop;Morlaix;\nÉpicerie du port;Morlaix;0298000000\n"
            try await bring(text, browser)
            let merges = MergeStore(database: site.database)
            let seen = try await merges.view(1, 2).fingerprint
            _ = try await merges.merge(
                1, absorbing: 2, choices: ["nom": .kept], seen: seen, actor: .program, at: site.now)
            let draft = try #require(try await browser.post(path, [], file: csv(text)).location)
            #expect(try await browser.get(draft).text.contains("ne changerait rien"))
        }
    }
}
