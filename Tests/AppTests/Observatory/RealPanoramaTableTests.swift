import Domain
import Foundation
import Tabular
import Testing

@testable import App

/// Every cell of every table of a panorama that Sirene gives, counted again from the lines of the real extracts: texts and
/// filters, the official classification beside our groups, and nothing of what counts for the pages.
struct RealPanoramaTableTests {
    typealias Line = Tabular.Table.Row

    static let files = [
        ["StockUniteLegale_2020-06_pm.csv", "StockEtablissement_2020-06_pm.csv", "2020-06"],
        [
            "StockUniteLegale_derive_35cols_from_2020-06_pm.csv",
            "StockEtablissement_derive_54cols_from_2020-06_pm.csv", "2026-01",
        ],
        ["StockUniteLegale_2026-04_35cols_extrait.csv", "StockEtablissement_2026_54cols_extrait.csv", "2026-04"],
    ]

    /// What a test counts in: the lines of one département, and what each unit is.
    struct Lines {
        let all: [Line]
        let families: [String: Family]
        let last: Int

        var active: [Line] { all.filter { $0["etatAdministratifEtablissement"] == "A" } }
        func family(_ line: Line) -> Family? { families[line["siren"] ?? ""] }
        func ess(_ lines: [Line]) -> [Line] { lines.filter { family($0) != nil } }
        func employs(_ line: Line) -> Bool { line["caractereEmployeurEtablissement"] == "O" }
        func year(_ line: Line, _ column: String) -> Int? {
            Int((line[column] ?? "").prefix(4)).flatMap { (1700...2200).contains($0) ? $0 : nil }
        }
    }

    /// Sections of the official classification, and the group of ours that each makes; three are cut by their divisions.
    private static let sections: [String: String] = [
        "A": "Agriculture, forêt, pêche", "B": "Industrie, énergie, déchets", "C": "Industrie, énergie, déchets",
        "D": "Industrie, énergie, déchets", "E": "Industrie, énergie, déchets", "F": "Construction", "G": "Commerce",
        "H": "Transports", "I": "Hébergement, restauration", "J": "Information, communication",
        "K": "Banque, assurance", "L": "Immobilier", "M": "Services aux entreprises", "N": "Services aux entreprises",
        "O": "Administration", "P": "Enseignement", "Q": "Action sociale, médico-social", "R": "Arts et spectacles",
        "S": "Vie associative, autres services", "T": "Ménages, organismes internationaux",
        "U": "Ménages, organismes internationaux",
    ]

    private let labels: [String: String]

    init() throws {
        guard OfficialData.isPresent("nomenclatures/naf_rev2_5niveaux.csv") else {
            labels = [:]
            return
        }
        let file = OfficialData.folder.appending(path: "nomenclatures/naf_rev2_5niveaux.csv")
        var group: [String: String] = [:]
        for row in try Table([UInt8](Data(contentsOf: file)), separator: 0x2C).rows {
            group[String((row["NIV2"] ?? "").prefix(2))] = Self.sections[row["NIV1"] ?? ""]
        }
        group["86"] = "Santé"
        group["93"] = "Sports et loisirs"
        labels = group
    }

    @Test(
        .enabled(
            if: OfficialData.isPresent("sirene") && OfficialData.isPresent("nomenclatures"),
            "the extracts are not there"), arguments: files)
    func everyCellOfEveryTableIsWhatTheLinesSay(names: [String]) async throws {
        let extract = try RealExtract(names[0], names[1])
        let site = try await extract.site(month: names[2])
        let reader = PanoramaReader(database: site.database)
        var cells = 0
        for code in extract.departments {
            let view = try #require(try await reader.view("departement-\(code)", PanoramaAsk(today: site.today)))
            let lines = Lines(
                all: extract.places.filter { extract.department($0) == code }, families: extract.families,
                last: view.vintage.month.year)
            for table in view.tables where table.name != "tailles" {
                let rows = try rows(table.name, lines, view)
                #expect(table.rows.map { $0.cells.map(\.plain) } == rows, "\(table.name) of \(code)")
                cells += rows.joined().count
            }
            checkSizes(view.sizeTable, lines)
        }
        #expect(cells > 100 * extract.departments.count)
    }

    private func rows(_ name: String, _ lines: Lines, _ view: TerritoryPanorama) throws -> [[String]] {
        switch name {
        case "familles": families(lines)
        case "activites": groups(lines)
        case "secteurs": sectors(lines, view.sectors)
        case "codes": codes(lines)
        case "annees": years(lines)
        case "ages": ages(lines)
        case "lieux": places(lines)
        default: throw Unexpected(name: name)
        }
    }

    private struct Unexpected: Error { let name: String }

    private func share(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "" }
        // Half up, in whole numbers.
        let tenths = (2000 * part + whole) / (2 * whole)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func families(_ lines: Lines) -> [[String]] {
        func counts(_ mine: [Line]) -> [String] {
            [mine.count, mine.count(where: lines.employs), mine.count { $0["etablissementSiege"] == "true" }]
                .map(String.init)
        }
        let ess = lines.ess(lines.active)
        let rows = Family.allCases.compactMap { family -> [String]? in
            let mine = ess.filter { lines.family($0) == family }
            return mine.isEmpty ? nil : [family.label] + counts(mine) + [share(mine.count, ess.count)]
        }
        return rows + [
            ["ensemble de l’ESS"] + counts(ess) + ["100.0"], ["tous les établissements"] + counts(lines.active) + [""],
        ]
    }

    /// Old classifications are not read: their codes look like those of today and mean something else.
    private func group(_ line: Line) -> String {
        guard ["NAFRev2", "NAF2025"].contains(line["nomenclatureActivitePrincipaleEtablissement"] ?? "") else {
            return "Activité non lue"
        }
        return labels[String((line["activitePrincipaleEtablissement"] ?? "").prefix(2))] ?? "Activité non lue"
    }

    private func groups(_ lines: Lines) -> [[String]] {
        let order = ActivityGroup.allCases.map(\.label)
        let all = Dictionary(grouping: lines.active, by: group)
        return order.enumerated().compactMap { rank, label -> (Int, Int, [String])? in
            guard let mine = all[label] else { return nil }
            let ess = lines.ess(mine).count
            return (-ess, rank, [label, String(ess), String(mine.count), share(ess, mine.count)])
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private func sectors(_ lines: Lines, _ sectors: Sectors) -> [[String]] {
        let ess = lines.ess(lines.active)
        let present = Family.allCases.filter { family in ess.contains { lines.family($0) == family } }
        let found = Dictionary(grouping: ess) { line in
            sectors.reading(
                of: line["activitePrincipaleEtablissement"] ?? "",
                nomenclature: line["nomenclatureActivitePrincipaleEtablissement"] ?? ""
            ).sectors.first?.label ?? "sans secteur précis"
        }
        return (sectors.current.map(\.label) + ["sans secteur précis"]).compactMap { label in
            guard let mine = found[label] else { return nil }
            return [label] + present.map { family in String(mine.count { lines.family($0) == family }) } + [
                String(mine.count)
            ]
        }
    }

    private func codes(_ lines: Lines) -> [[String]] {
        let ess = lines.ess(lines.active)
        let found = Dictionary(grouping: ess) { line in
            [line["activitePrincipaleEtablissement"] ?? "", line["nomenclatureActivitePrincipaleEtablissement"] ?? ""]
        }
        let sorted = found.sorted { (-$0.value.count, $0.key[0], $0.key[1]) < (-$1.value.count, $1.key[0], $1.key[1]) }
        let labels = ["NAFRev2": "NAF rév. 2", "NAFRev1": "NAF rév. 1", "NAF1993": "NAF 1993", "NAP": "NAP 1973"]
        return sorted.prefix(15).map { key, mine in
            let isRead = key[1] == "NAFRev2"
            return [
                key[0].isEmpty ? "non renseignée" : key[0], (isRead ? ActivityNames.division(of: key[0]) : nil) ?? "—",
                labels[key[1]] ?? "—", String(mine.count), String(mine.count(where: lines.employs)),
                share(mine.count, ess.count),
            ]
        }
    }

    private func years(_ lines: Lines) -> [[String]] {
        let closed = lines.all.filter { $0["etatAdministratifEtablissement"] == "F" }
        return ((lines.last - 19)...lines.last).map { year in
            let born = lines.all.filter { lines.year($0, "dateCreationEtablissement") == year }
            let ended = closed.filter { lines.year($0, "dateDebut") == year }
            return [year, lines.ess(born).count, lines.ess(ended).count, born.count, ended.count].map(String.init)
        }
    }

    private func ages(_ lines: Lines) -> [[String]] {
        func row(_ label: String, _ isMine: (Int?) -> Bool) -> [String] {
            let mine = lines.active.filter { line in
                isMine(lines.year(line, "dateCreationEtablissement").map { lines.last - $0 })
            }
            return [label, String(lines.ess(mine).count), String(mine.count)]
        }
        func within(_ range: ClosedRange<Int>) -> (Int?) -> Bool { { $0.map(range.contains) ?? false } }
        let untold = row("date non renseignée") { $0 == nil }
        return [
            row("moins de 2 ans", within(0...1)), row("2 à 4 ans", within(2...4)), row("5 à 9 ans", within(5...9)),
            row("10 à 19 ans", within(10...19)), row("20 ans et plus", within(20...600)),
        ] + (untold[2] == "0" ? [] : [untold])
    }

    private func places(_ lines: Lines) -> [[String]] {
        let found = Dictionary(grouping: lines.active) { $0["codeCommuneEtablissement"] ?? "" }
        let codes = Set(lines.all.compactMap { $0["codeCommuneEtablissement"] })
        return codes.sorted().map { code in
            let mine = found[code] ?? []
            let ess = lines.ess(mine)
            return [
                code, "commune \(code)", "", String(mine.count), String(ess.count),
                String(ess.count(where: lines.employs)), share(ess.count, mine.count), "",
            ]
        }
    }

    /// What is shown of sizes is right, and the sum of each row is whole.
    private func checkSizes(_ table: DataTable?, _ lines: Lines) {
        let employers = lines.ess(lines.active).filter(lines.employs)
        guard let table else {
            #expect(employers.isEmpty)
            return
        }
        let groups = [
            ["", "NN"], ["00"], ["01", "02"], ["03", "11"], ["12"], ["21"], ["22", "31"],
            ["32", "41", "42", "51", "52", "53"],
        ]
        for row in table.rows {
            let mine = employers.filter { line in
                switch row.cells[0].plain {
                case "association": lines.family(line) == .association
                case "coopérative": lines.family(line) == .cooperative
                case "autres familles": ![.association, .cooperative].contains(lines.family(line))
                default: true
                }
            }
            let counts = groups.map { codes in
                mine.count { codes.contains($0["trancheEffectifsEtablissement"] ?? "") }
            }
            for (shown, count) in zip(row.cells.dropFirst(), counts) {
                if shown != .secret { #expect(shown == .count(count)) }
            }
            #expect(row.cells[groups.count + 1] == .count(mine.count))
        }
    }
}
