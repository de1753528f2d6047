import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// Comparing, printing, framing, reusing, choosing a perimeter.
struct ObservatoryToolTests {
    typealias Place = SmallRegion.Place

    private func region(hasFrance: Bool = false) async throws -> SmallRegion {
        let region = try await SmallRegion()
        var places = (0..<6).map { Place(siren: 10 + $0, activity: "88.99B", band: "12", isEmployer: true) }
        places += (0..<3).map { Place(siren: 40 + $0, commune: "91006", activity: "55.20Z") }
        places += (0..<9).map { Place(siren: 60 + $0, commune: "91007", activity: "88.10A", category: "5499") }
        places += (0..<2).map { Place(siren: 80 + $0, commune: "75056", activity: "88.99B") }
        try await region.bringIn(try region.write(places), .init(hasFrance: hasFrance))
        return region
    }

    @Test func territoriesStandSideBySideWithTheirRegion() async throws {
        try await region(hasFrance: true).site.visit { browser in
            let page = try await browser.get("/observatoire/comparer?t=pays-du-nord&t=pays-du-sud&t=nulle-part")
            #expect(page.status == .ok)
            #expect(page.text.contains("«\u{A0}nulle-part\u{A0}»"))
            #expect(page.text.contains("de 25\u{202F}% (Pays du Sud) à 100\u{202F}% (Pays du Nord)"))
            let file = try await browser.get(
                "/observatoire/comparer.csv?t=pays-du-nord&t=pays-du-sud&tableau=ensemble")
            #expect(file.text.hasPrefix("indicateur,pays-du-nord,pays-du-sud,region,france,source,licence,"))
            // What it takes to make the table again is on every line of it.
            #expect(
                file.text.split(separator: "\r\n").dropFirst().allSatisfy { $0.contains("maillage importer panorama") })
            #expect(file.text.contains("Établissements de l’ESS,6,3,9,11,"))
            #expect(file.text.contains("Rang par la part de l’ESS,1 sur 2 Pays,2 sur 2 Pays,,,"))
            let index = try await browser.get(
                "/observatoire/comparer.csv?t=pays-du-nord&t=pays-du-sud&tableau=specialisation")
            // Six of six are social work here, six of nine in the region.
            #expect(index.text.contains("\"Action sociale, médico-social\",1.50,0.00,1.00,"))
        }
    }

    @Test func aCommuneIsAddedByItsNameAndTooManyAreNotShown() async throws {
        try await region().site.visit { browser in
            let page = try await browser.get("/observatoire/comparer?t=pays-du-nord&ajout=commune+6")
            #expect(page.text.contains("value=\"commune-91006\" checked"))
            let wrong = try await browser.get("/observatoire/comparer?t=pays-du-nord&ajout=Atlantis")
            #expect(wrong.text.contains("value=\"Atlantis\""))
            #expect(wrong.text.contains("aucun territoire compté ne s’appelle ainsi"))
            let all = SmallRegion.communes.map { "t=commune-" + $0 }.joined(separator: "&")
            let many = try await browser.get("/observatoire/comparer?" + all)
            #expect(many.text.contains("value=\"commune-91006\" checked"))
            #expect(!many.text.contains("value=\"commune-91007\" checked"))
        }
    }

    @Test func aPanoramaIsPrintedInFourPagesOrOneCard() async throws {
        try await region().site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord/imprimer")
            #expect(page.text.components(separatedBy: "<section class=\"page\">").count == 5)
            #expect(page.text.contains("secret statistique"))
            let card = try await browser.get("/observatoire/pays-du-nord/imprimer?format=carton")
            #expect(card.text.components(separatedBy: "<section class=\"page\">").count == 2)
            let file = try await browser.get("/observatoire/pays-du-nord/panorama.pdf")
            if BookletPress().isThere {
                #expect(file.headers[.contentType] == "application/pdf")
                #expect(file.bytes.readableBytes > 5000)
            } else {
                #expect(file.status == .seeOther || file.status == .found)
            }
            #expect(try await browser.get("/observatoire/nulle-part/imprimer").status == .notFound)
        }
    }

    @Test func aDrawingMayBeFramedAndNothingElseOfTheObservatory() async throws {
        try await region().site.visit { browser in
            let frame = try await browser.get("/observatoire/pays-du-nord/cadre?graphique=familles")
            #expect(frame.headers[.contentSecurityPolicy] == SecurityHeaders.framed)
            #expect(frame.text.contains("Insee, Sirene"))
            #expect(!frame.text.contains("<nav"))
            #expect(try await browser.get("/observatoire/pays-du-nord/cadre?graphique=rien").status == .notFound)
            let page = try await browser.get("/observatoire/pays-du-nord")
            #expect(page.headers[.contentSecurityPolicy] != SecurityHeaders.framed)
        }
    }

    @Test func theInterfaceGivesTheSameFigures() async throws {
        try await region().site.visit { browser in
            let list = try await browser.get("/api/observatoire/territoires?sorte=pays")
            #expect(list.text.contains("\"identifiant\":\"pays-du-nord\""))
            #expect(list.text.contains("\"etablissements_ess\":6"))
            let one = try await browser.get("/api/observatoire/territoires/pays-du-nord")
            #expect(one.text.contains("\"tableaux\":[{\"nom\":\"familles\""))
            #expect(try await browser.get("/api/observatoire/territoires/nulle-part").status == .notFound)
            let before = try await browser.get("/api/observatoire/territoires?millesime=1999-01")
            #expect(before.status == .ok && !before.text.contains("pays-du-nord"))
            let months = try await browser.get("/api/observatoire/millesimes")
            #expect(months.text.contains("\"mois\":\"2026-01\""))
        }
    }

    @Test func aPerimeterIsReadAsTheRuleReadsOne() async throws {
        let region = try await region()
        let hub = try await region.site.hub("le-pole", name: "Le pôle")
        let south = try await region.site.territoryID("pays-du-sud")
        try await region.site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(
                sql:
                    "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, '2020-01-01', ?)",
                arguments: [hub, south, source])
        }
        try await region.site.visit { browser in
            let empty = try await browser.get("/observatoire/perimetre")
            #expect(empty.text.contains("Aucun territoire n’est choisi"))
            let page = try await browser.get("/observatoire/perimetre?t=pays-du-nord&t=pays-du-sud")
            #expect(page.text.contains("8\u{202F}000"))
            #expect(page.text.contains("est déjà, en tout ou en partie, dans le périmètre du pôle"))
            // A part of what is chosen is not counted twice.
            let nested = try await browser.get("/observatoire/perimetre?t=pays-du-nord&t=epci-200000000")
            #expect(nested.text.contains("4\u{202F}000"))
            #expect(!nested.text.contains("6\u{202F}000"))
            #expect(nested.text.contains("Aucun autre pôle ne couvre"))
            let hubPage = try await browser.get("/poles/le-pole")
            #expect(hubPage.text.contains("L’ESS en chiffres"))
            let territory = try await browser.get("/territoires/pays-du-nord")
            #expect(territory.text.contains("6\u{A0}établissements actifs de l’ESS"))
        }
    }

    /// The diagnosis and the dossier of a path start from what the registers say of its territory (R17).
    @Test func thePathOfAHubReadsThePanoramaOfItsPerimeter() async throws {
        let region = try await region()
        let site = region.site
        let hub = try await site.hub("le-pole", name: "Le pôle")
        let person = try await site.person("Ana Ici", "ana@example.org", (.hubCoordinator, .hub(hub)))
        let south = try await site.territoryID("pays-du-sud")
        try await site.visit { browser in
            try await browser.signIn(as: person, on: site)
            let fonctions = "/poles/le-pole/pilotage/demarche/fonctions"
            #expect(!(try await browser.get(fonctions).text.contains("Ce que disent les registres")))
            try await site.database.write { db in
                let source = try Source.record(title: "Essai", in: db)
                try db.execute(
                    sql:
                        "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, '2020-01-01', ?)",
                    arguments: [hub, south, source])
            }
            let diagnosis = try await browser.get(fonctions)
            #expect(diagnosis.text.contains("Ce que disent les registres"))
            #expect(diagnosis.text.contains("L’ESS en chiffres") && HTMLPage(diagnosis.text).allProblems == [])
            #expect(try await browser.post("/poles/le-pole/pilotage/demarche/dossier").status == .seeOther)
            let key = try #require(try await site.strings("SELECT key FROM journeyDossier").first)
            #expect(try await browser.another().get("/dossiers/" + key).text.contains("L’ESS en chiffres"))
        }
    }

    @Test func theCommandSaysTheSameAsThePage() async throws {
        let folder = try DataFolder()
        let program = try folder.program()
        _ = try program.initialise()
        await #expect(throws: Refused.self) {
            try await program.panorama(of: "bretagne", month: nil, format: "texte")
        }
        let region = try await region()
        let reader = PanoramaReader(database: region.site.database)
        let view = try #require(try await reader.view("pays-du-nord", PanoramaAsk(today: region.site.today)))
        let text = PanoramaFormat.text.text(view)
        #expect(text.contains("Établissements de l’ESS par famille"))
        #expect(text.contains("maillage importer panorama"))
        #expect(PanoramaFormat.csv.text(view).contains("pays-du-nord,2026-01,familles,association,etablissements,6,"))
        #expect(PanoramaFormat.json.text(view).contains("\"millesime\":\"2026-01\""))
    }

    @Test func thePanoramasSentencesAreMadeFromItsFigures() async throws {
        let region = try await region()
        let reader = PanoramaReader(database: region.site.database)
        let south = try #require(try await reader.view("pays-du-sud", PanoramaAsk(today: region.site.today)))
        #expect(south.leadSentence.contains("3\u{A0}établissements actifs de l’ESS, dont aucun n’emploie : 25"))
        #expect(south.rankSentence == "2e sur 2 Pays par la part de l’ESS dans les établissements.")
        #expect(south.groupSentence.contains("hébergement, restauration, 100\u{202F}% des établissements"))
        let north = try #require(try await reader.view("pays-du-nord", PanoramaAsk(today: region.site.today)))
        #expect(north.sizeSentence.contains("6\u{A0}employeurs de l’ESS, soit de 120 à 294 emplois"))
    }
}
