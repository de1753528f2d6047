import Testing

@testable import Domain

/// Which records are one organisation, which are two, and why.
struct DuplicateScoreTests {
    typealias Said = [OrganisationField: String]

    private static func score(_ one: Said, _ other: Said) -> DuplicateScore {
        DuplicateScore(OrganisationSheet(one), OrganisationSheet(other))
    }

    private static let recyclerie: Said = [
        .name: "La Recyclerie du Trégor", .family: "association", .address: "12 rue de l’Église", .postcode: "22300",
        .commune: "22113", .town: "Lannion", .phone: "02 96 00 00 01", .website: "https://recyclerie-tregor.example",
    ]

    private static func changed(_ sheet: Said, _ changes: Said) -> Said { sheet.merging(changes) { _, new in new } }

    static let same: [(String, Said, Said, DuplicateLevel)] = [
        (
            "a SIRET settles it", [.name: "Ti Coop", .siret: "73282932000074"],
            [.name: "Coopérative de Morlaix", .siret: "73282932000074"], .certain
        ),
        (
            "a SIREN and almost the same name", [.name: "Ti Coop", .siren: "732829320"],
            [.name: "Ti-Coop", .siret: "73282932000074"], .certain
        ),
        (
            "an RNA number", [.name: "Sato Relais", .rna: "W291000001"],
            [.name: "Association Sato-Relais", .rna: "W291000001"], .certain
        ),
        (
            "everything but a number", recyclerie,
            changed(recyclerie, [.name: "RECYCLERIE DU TREGOR", .phone: "+33 2 96 00 00 01"]), .certain
        ),
        (
            "a slip of the hand in the name", recyclerie,
            [.name: "Recyclerie du Tregorr", .town: "LANNION CEDEX", .postcode: "22300", .family: "association"],
            .possible
        ),
        (
            "the same name in the same town", [.name: "Ti Coop", .town: "Morlaix", .postcode: "29600"],
            [.name: "SCIC Ti Coop", .town: "Morlaix", .postcode: "29600"], .likely
        ),
        (
            "an abbreviated address", recyclerie,
            [.name: "Recyclerie du Trégor", .address: "12 R DE L EGLISE", .postcode: "22300", .town: "Lannion"], .likely
        ),
        (
            "the name alone, when nobody says where", [.name: "Ti Coop"],
            [.name: "Ti Coop", .town: "Morlaix", .postcode: "29600"], .possible
        ),
        (
            "moved to another town with its telephone and site", recyclerie,
            changed(recyclerie, [.commune: "29151", .town: "Morlaix", .postcode: "29600", .address: ""]), .likely
        ),
        (
            "the acronym in the place of the name",
            [
                .name: "Association de développement de l’ESS", .acronym: "ADESS", .town: "Morlaix", .postcode: "29600",
                .phone: "0298000000",
            ],
            [.name: "A.D.E.S.S.", .town: "Morlaix", .postcode: "29600", .phone: "0298000000"], .likely
        ),
    ]

    @Test(arguments: same)
    func whatIsOneOrganisation(_ why: String, _ one: Said, _ other: Said, _ level: DuplicateLevel) {
        let score = Self.score(one, other)
        #expect(score.level.map { $0 >= level } == true, "\(why): \(score.points) \(score.reasons)")
    }

    static let different: [(String, Said, Said)] = [
        (
            "homonyms in two communes", [.name: "Amicale laïque", .town: "Brest", .postcode: "29200"],
            [.name: "Amicale laïque", .town: "Rennes", .postcode: "35000"]
        ),
        (
            "homonyms in two communes of the same name",
            [.name: "Familles rurales", .town: "Saint-Aubin", .postcode: "35250"],
            [.name: "Familles rurales", .town: "Saint-Aubin", .postcode: "59440"]
        ),
        (
            "two branches of a network", [.name: "ADMR de Plouha", .town: "Plouha", .postcode: "22580"],
            [.name: "ADMR de Plouvara", .town: "Plouvara", .postcode: "22170"]
        ),
        (
            "two branches that share the switchboard, the site and the mailbox",
            [
                .name: "ADMR de Plouha", .phone: "0296000000", .website: "https://www.admr.example",
                .email: "a@example.org",
                .town: "Plouha", .postcode: "22580",
            ],
            [
                .name: "ADMR de Plouvara", .phone: "0296000000", .website: "https://www.admr.example",
                .email: "a@example.org", .town: "Plouvara", .postcode: "22170",
            ]
        ),
        (
            "a federation and its local branch",
            [.name: "Familles rurales du Finistère", .town: "Quimper", .postcode: "29000"],
            [.name: "Fédération départementale Familles rurales du Finistère", .town: "Quimper", .postcode: "29000"]
        ),
        (
            "two establishments of one unit, same name and town",
            [.name: "Don Bosco", .siret: "77555753800012", .town: "Landerneau", .postcode: "29800"],
            [.name: "Don Bosco", .siret: "77555753800020", .town: "Landerneau", .postcode: "29800"]
        ),
        (
            "two SIREN, whatever else is the same", changed(recyclerie, [.siren: "732829320"]),
            changed(recyclerie, [.siren: "404833048"])
        ),
        (
            "two RNA numbers", changed(recyclerie, [.rna: "W291000001", .phone: "", .website: ""]),
            changed(recyclerie, [.rna: "W291000002"])
        ),
        (
            "tenants of one house", changed(recyclerie, [.website: ""]),
            changed(recyclerie, [.name: "Fablab des Légendes", .website: ""])
        ),
        (
            "a school and its neighbour", [.name: "Crèche parentale 1", .town: "Brest"],
            [.name: "Crèche parentale 2", .town: "Brest"]
        ),
        (
            "pages of one host", [.name: "Ti Coop", .website: "https://www.facebook.com/ticoop"],
            [.name: "Roue libre", .website: "https://facebook.com/rouelibre"]
        ),
        (
            "names that share a word", [.name: "Culture en Trégor", .town: "Lannion", .postcode: "22300"],
            [.name: "Jardins de Trégor", .town: "Lannion", .postcode: "22300"]
        ),
        (
            "a branch without its own SIRET",
            [.name: "ADMR", .siren: "732829320", .siret: "73282932000074", .town: "Brest", .postcode: "29200"],
            [.name: "ADMR, antenne de Crozon", .siren: "732829320", .town: "Crozon", .postcode: "29160"]
        ),
    ]

    @Test(arguments: different)
    func whatIsTwo(_ why: String, _ one: Said, _ other: Said) {
        let score = Self.score(one, other)
        #expect(score.level == nil, "\(why): \(score.points) \(score.reasons)")
    }

    @Test func theCooperativeAndTheAssociationItComesFromAreNeverLikelyToBeOne() {
        let score = Self.score(Self.recyclerie, Self.changed(Self.recyclerie, [.family: "cooperative"]))
        #expect(score.level == .possible)
        #expect(score.explanation.last?.sentence == "familles différentes : association, coopérative")
    }

    @Test func reasonsAreSaidInOrderWithWhatSpeaksAgainstLast() {
        let score = Self.score(
            [.name: "Les Ateliers du Bocage breton", .town: "Loudéac", .postcode: "22600", .phone: "0296111111"],
            [.name: "Ateliers du Bocage", .town: "Pontivy", .postcode: "56300", .phone: "02.96.11.11.11"])
        #expect(
            score.explanation.map(\.sentence) == [
                "noms voisins : 2 mots sur 3", "même téléphone", "communes différentes",
            ])
        #expect(score.points == 25 + 20 - 25)
    }

    @Test func aUnitThatKeepsItsAddressToItselfGivesNoReasonAboutIt() {
        let hidden = Self.changed(Self.recyclerie, [.diffusion: "P"])
        let sentences = Self.score(Self.recyclerie, hidden).reasons.map(\.sentence)
        #expect(!sentences.contains("même adresse") && !sentences.contains("même téléphone"))
        #expect(sentences.contains("même nom"))
    }

    @Test(arguments: 0..<400)
    func theScoreDoesNotDependOnWhichComesFirst(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let (one, other) = (Self.sheet(&random), Self.sheet(&random))
        let (there, back) = (DuplicateScore(one, other), DuplicateScore(other, one))
        #expect(there == back, "\(one.values) \(other.values)")
    }

    @Test(arguments: 0..<200)
    func aRecordIsAlwaysItself(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let (sheet, other) = (Self.sheet(&random), Self.sheet(&random))
        let itself = DuplicateScore(sheet, sheet)
        #expect(itself.level != nil && itself.reasons.allSatisfy { $0.points > 0 })
        #expect(itself.points >= DuplicateScore(sheet, other).points)
    }

    /// A record made of few values, so that two of them often share some.
    static func sheet(_ random: inout SeededRandom) -> OrganisationSheet {
        func some(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
        let words = [
            "Recyclerie", "Recyclerii", "Tregor", "Trégorr", "Bocage", "Union", "ADMR", "12", "14", "Culture",
            "Cultures",
        ]
        let name = (0..<Int.random(in: 1...4, using: &random)).map { _ in some(words) }.joined(separator: " ")
        let town = some(["", "Lannion", "Morlaix", "St Pol", "Saint-Pol"])
        return OrganisationSheet([
            .name: name, .usualName: some(["", "", "Recyclerie", "Ti Coop"]), .acronym: some(["", "ADMR", "RDT"]),
            .siren: some(["", "", "732829320", "404833048"]), .rna: some(["", "", "W291000001", "W291000002"]),
            .family: some(["association", "cooperative", "indeterminee"]), .town: town,
            .postcode: town.isEmpty ? "" : some(["", "22300", "29600"]), .commune: some(["", "", "22113", "29151"]),
            .address: some(["", "12 rue Haute", "14 r. Haute", "3 place du Port"]),
            .phone: some(["", "0296000001", "+33296000001"]),
            .website: some(["", "https://a.example/x", "http://www.a.example"]),
            .email: some(["", "a@example.org"]), .state: some(["active", "active", "cessee"]),
        ])
    }
}
