import Domain
import Foundation
import Markup
import Testing

@testable import App

/// Links written quickly say what the question with one part changed says.
struct DirectoryLinksTests {
    private static let values: [DirectoryQuery.Key: [String]] = [
        .text: ["café & co", "a=b"], .family: ["association"], .territory: ["pays-de-morlaix"], .hub: ["adess"],
        .size: ["1-9"], .sector: ["culture"], .label: ["esus"], .federation: ["les-scop"], .offer: ["propose-lieu"],
        .months: ["12"], .box: ["-4.50000,48.00000,-3.00000,48.90000"], .near: ["Saint-Pol"],
        .view: ["-5.00000,47.00000,-1.00000,49.00000"], .placeText: ["brest"], .ceased: ["toutes"],
        .sort: ["nom", "distance"], .page: ["3"],
    ]

    @Test func aLinkIsTheAddressOfTheQuestionThatItLeadsTo() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2000 {
            var said: [String: String] = [:]
            for (key, values) in Self.values where Bool.random(using: &random) {
                said[key.rawValue] = values.randomElement(using: &random)
            }
            let query = DirectoryQuery { said[$0] ?? "" }
            let links = DirectoryLinks(query, path: "/annuaire/cadre")
            for key in DirectoryQuery.Key.allCases {
                let value = Bool.random(using: &random) ? "" : Self.values[key]?.randomElement(using: &random) ?? ""
                #expect(
                    links.address(key, key == .page && value == "" ? "2" : value)
                        == query.with(key, key == .page && value == "" ? "2" : value).address("/annuaire/cadre"))
                let template = links.template(key)
                guard !value.isEmpty else { continue }
                let whole: Markup = "\(template.before)\(value.addressEncoded)\(template.after)"
                let expected: Markup = "\(query.with(key, value).address("/annuaire/cadre"))"
                #expect(whole.text == expected.text)
            }
            #expect(links.address("/alertes", without: DirectoryLinks.showing) == query.asked.address("/alertes"))
            #expect(
                links.address("/annuaire.csv", without: [.view, .placeText])
                    == query.with(.view, "").with(.placeText, "").address("/annuaire.csv"))
        }
    }
}
