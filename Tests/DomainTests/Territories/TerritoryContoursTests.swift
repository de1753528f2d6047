import Testing

@testable import Domain

/// Squares one beside the other, with the properties given.
func squares(_ name: String, _ properties: [String], kind: TerritoryKind? = nil) throws -> TerritoryFile {
    let features = properties.enumerated().map { index, properties in
        let (west, east) = (-4 + Double(index) / 10, -3.9 + Double(index) / 10)
        let ring = "[[\(west),48],[\(east),48],[\(east),48.1],[\(west),48.1],[\(west),48]]"
        return """
            {"type":"Feature","properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":[\(ring)]}}
            """
    }
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    return TerritoryFile(name: name, content: .outlines(try GeographicFile.read(Array(text.utf8))), kind: kind)
}

struct TerritoryContoursTests {
    private let threePays = [
        #""code":"01","nom":"Pays d’Auray""#, #""code":"02","nom":"Pays de Brest""#,
        #""code":"03","nom":"Pays de Redon""#,
    ]

    /// What is known once these contours are drawn.
    private func drawn(_ file: TerritoryFile) -> TerritoryState {
        var state = plan([file]).after
        for (kind, outlines) in state.outlines { state.drawn[kind] = Set(outlines.topology.codes) }
        return state
    }

    @Test func aFileThatLacksContoursDrawnNowIsRefusedAndListsThem() throws {
        let known = drawn(try squares("pays_2026.geojson", threePays))
        let second = plan([try squares("un.geojson", Array(threePays.prefix(1)))], known: known)
        let sentence = second.refusals.first?.sentence.replacing("\u{A0}", with: " ") ?? ""
        #expect(sentence.contains("il effacerait de la carte Pays 02 (Pays de Brest) et Pays 03 (Pays de Redon)"))
        #expect(plan([try squares("trois.geojson", threePays)], known: known).refusals.isEmpty)
    }

    @Test func aLongListOfLostContoursIsCounted() throws {
        let all = (10..<20).map { "\"code\":\"290\($0)\",\"nom\":\"Commune \($0)\"" }
        let known = drawn(try squares("communes_2026.geojson", all))
        let refusals = plan([try squares("communes_2026.geojson", Array(all.prefix(2)))], known: known).refusals
        #expect(refusals.count == 1 && refusals.first?.reason.contains("et 3 autres") == true)
    }

    @Test func aCommuneThatEndedMayLeaveTheMap() throws {
        let communes = [#""code":"29001","nom":"Argol""#, #""code":"29002","nom":"Arzano""#]
        var known = drawn(try squares("communes_2020.geojson", communes))
        let key = Key(.commune, "29002")
        let until = try #require(Validity(from: nil, until: day("2024-01-01")))
        known.names[key]?[0].validity = until
        let after = plan([try squares("communes_2026.geojson", Array(communes.prefix(1)))], known: known)
        #expect(after.refusals.isEmpty && after.after.outlines[.commune]?.topology.codes == ["29001"])
        #expect(!plan([try squares("communes_2023.geojson", Array(communes.prefix(1)))], known: known).refusals.isEmpty)
    }

    @Test func twoFilesOfContoursOfOneKindAreRefusedTogether() throws {
        let files = [
            try squares("a.geojson", Array(threePays.prefix(1))), try squares("b.geojson", Array(threePays.suffix(1))),
        ]
        #expect(plan(files).refusals.map(\.file) == ["b.geojson"])
    }

    @Test(arguments: [
        (#""code":"29151","nom":"Morlaix""#, TerritoryKind.commune), (#""insee":"29151","name":"Morlaix""#, .commune),
        (#""code_geo":"29151","nom_geo":"Morlaix""#, .commune),
        (#""code":"242900694","nom":"Quimperlé Communauté""#, .epci),
        (#""epci_siren":"242900694","nom":"Quimperlé Communauté""#, .epci),
        (#""pays_code":"07","nom":"Pays de Cornouaille""#, .pays),
    ])
    func contoursAndRecordsReadTheSameNames(properties: String, kind: TerritoryKind) throws {
        let plan = plan([try squares("contours_2026.geojson", [properties])])
        #expect(plan.refusals.isEmpty)
        #expect(plan.after.slugs.keys.map(\.kind) == [kind])
        #expect(plan.after.outlines[kind]?.topology.shapes.count == 1)
    }

    @Test func contoursThatDoNotTellTheirKindAskForIt() throws {
        let departments = [#""code":"29","nom":"Finistère""#]
        let refusals = plan([try squares("contours.geojson", departments)]).refusals
        #expect(refusals.first?.reason.contains("--sorte") == true)
        let told = plan([try squares("contours.geojson", departments, kind: .department)])
        #expect(told.refusals.isEmpty && told.after.isKnown(Key(.department, "29")))
    }

    @Test func aPlainTableTellsItsKindByItsCodes() {
        let communes = plan([table("liste_2026.csv", "code,nom,population\n29151,Morlaix,14600\n")])
        #expect(communes.refusals.isEmpty)
        #expect(communes.after.populations[Key(.commune, "29151")]?[2026]?.inhabitants == 14600)
        #expect(plan([table("l.csv", "code,nom\n07,Pays de Cornouaille\n")]).after.isKnown(Key(.pays, "07")))
        #expect(plan([table("l.csv", "code,nom\n242900694,Quimperlé\n")]).after.isKnown(Key(.epci, "242900694")))
    }

    @Test func aPlainTableThatDoesNotTellItsKindAsksForItAndNamesTheRealColumn() {
        let text = "code,nom\n29151,Morlaix\n2915,Nulle part\n"
        #expect(plan([table("l.csv", text)]).refusals.first?.reason.contains("--sorte") == true)
        let file = TerritoryFile(name: "l.csv", content: table("l.csv", text).content, kind: .commune)
        let refusals = plan([file]).refusals
        #expect(refusals.map(\.column) == ["code"] && refusals.map(\.line) == [3])
    }
}
