import Domain
import Foundation
import Tabular
import Testing

@testable import App

/// The starting list of sectors, as it comes with the program.
struct SectorFactTests {
    @Test func theListIsTheBrochuresAndEveryRuleLeadsToOneOfThem() async throws {
        let site = try Site()
        let sectors = try await SectorStore(database: site.database).sectors(on: site.today)
        #expect(sectors.current.count == 15 && sectors.all.first?.code == "production")
        #expect(sectors.rules.allSatisfy { $0.sector == nil || sectors[$0.sector ?? ""] != nil })
        #expect(Set(sectors.rules.map(\.prefix.nomenclature)) == [.nafRev2, .naf2025])
        // What nobody verified says so.
        #expect(sectors.rules.contains { $0.certainty == .reported && $0.source.contains("à vérifier") })
        #expect(!sectors.rules.contains { $0.certainty == .established })
    }

    @Test func theActivitiesOfEveryDaySuggestWhatOneExpects() async throws {
        let site = try Site()
        let sectors = try await SectorStore(database: site.database).sectors(on: site.today)
        for (code, expected) in [
            ("88.10A", "services-personnes"), ("88.99B", "medico-social"), ("90.01Z", "culture"), ("93.12Z", "sport"),
            ("64.19Z", "banques"), ("65.12Z", "mutuelles"), ("01.61Z", "agriculture"),
            ("38.32Z", "developpement-durable"),
            ("55.20Z", "tourisme"), ("87.10G", "medico-social"), ("88.10J", "insertion"), ("28.11Y", "production"),
        ] {
            #expect(sectors.reading(of: code, nomenclature: "").sectors.map(\.code) == [expected], "\(code)")
        }
        // An association « not elsewhere classified » may do anything.
        #expect(sectors.reading(of: "94.99Z", nomenclature: "NAFRev2").sectors.isEmpty)
    }

    @Test(.enabled(if: OfficialData.isPresent("nomenclatures/naf_2025.csv"), "les fichiers publics ne sont pas là"))
    func everyRuleBeginsSomeCodeOfItsNomenclature() async throws {
        let site = try Site()
        let sectors = try await SectorStore(database: site.database).sectors(on: site.today)
        let codes: [Nomenclature: [String]] = [
            .nafRev2: try OfficialData.column("NIV5", of: "nomenclatures/naf_rev2_5niveaux.csv"),
            .naf2025: try OfficialData.column("niv5", of: "nomenclatures/naf_2025.csv"),
        ]
        for (nomenclature, list) in codes {
            #expect(list.count > 700)
            #expect(list.allSatisfy { ActivityCode($0, nomenclature: "")?.nomenclature == nomenclature })
        }
        for rule in sectors.rules where rule.prefix.letters.utf8.count > 1 {
            let list = codes[rule.prefix.nomenclature] ?? []
            #expect(list.contains { $0.hasPrefix(rule.prefix.written) }, "\(rule.prefix.written)")
        }
    }
}
