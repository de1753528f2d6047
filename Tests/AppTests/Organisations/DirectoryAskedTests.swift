import Domain
import Foundation
import Testing

@testable import App

/// What people type in the directory, and what they expect to read first.
struct DirectoryAskedTests {
    private func site() async throws -> Site {
        let site = try await Site.brittany()
        try await site.commune("29151", "Morlaix", inPerimeterOf: "adess-pays-de-morlaix")
        let sheets: [[OrganisationField: String]] = [
            [.name: "Quimper Tri et Réemploi", .town: "Quimper", .postcode: "29000", .sizeBand: "22"],
            [.name: "La Ressourcerie de l’Odet", .town: "Quimper", .postcode: "29000", .sectors: "environnement"],
            [.name: "Ressourcerie du Trégor", .town: "Lannion", .postcode: "22300", .sizeBand: "31"],
            [.name: "Les Amis du 29000", .town: "Brest", .postcode: "29200"],
            [
                .name: "ASSOCIATION SATO-RELAIS", .town: "Brest", .postcode: "29200", .siren: "334912623",
                .siret: "33491262300058",
            ],
            [.name: "Relais des Parents", .town: "Rennes", .postcode: "35000", .sizeBand: "31"],
            [
                .name: "Le Petit Théâtre", .town: "Morlaix", .commune: "29151", .postcode: "29600",
                .sectors: "culture",
            ],
            [.name: "Culture et Loisirs", .town: "Brest", .postcode: "29200", .sizeBand: "31"],
            [.name: "Pays de Cocagne", .town: "Rennes", .postcode: "35000", .sectors: "culture", .sizeBand: "31"],
        ]
        try await site.records(sheets)
        return site
    }

    @Test func whatPeopleExpectComesFirst() async throws {
        let expected: [(typed: String, first: String)] = [
            ("ressourcerie quimper", "la-ressourcerie-de-l-odet"), ("resourcerie quimper", "la-ressourcerie-de-l-odet"),
            ("33491262300058", "association-sato-relais"), ("334 912 623 00058", "association-sato-relais"),
            ("assoc sato relais", "association-sato-relais"), ("culture Pays de Morlaix", "le-petit-theatre"),
        ]
        try await site().visit { browser in
            for (typed, first) in expected {
                let page = try await browser.get("/annuaire?q=" + typed.addressEncoded).text
                #expect(Self.results(page).first == first, "\(typed)")
            }
        }
    }

    /// A postcode is the place first; a name that happens to say the same number is there too.
    @Test func aPostcodeFindsThoseWhoAreThere() async throws {
        try await site().visit { browser in
            let found = Self.results(try await browser.get("/annuaire?q=29000").text)
            #expect(
                Set(found) == ["quimper-tri-et-reemploi", "la-ressourcerie-de-l-odet", "les-amis-du-29000"])
        }
    }

    /// The list in order, as addresses.
    private static func results(_ page: String) -> [String] {
        page.matches(of: /<h3><a href="\/annuaire\/([^"]+)"/).map { String($0.output.1) }
    }
}
