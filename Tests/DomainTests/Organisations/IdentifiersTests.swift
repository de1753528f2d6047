import Domain
import Testing

/// Public cases of numbers that registers give, true and false.
struct IdentifiersTests {
    @Test(arguments: ["404833048", "404 833 048", "732829320", "130 025 265", "005410949", "356000000"])
    func theseAreSIREN(code: String) { #expect(Identifiers.siren(code) != nil) }

    @Test(arguments: ["404833047", "40483304", "4048330481", "40483304A", "", "000000000", "éà1234567"])
    func theseAreNot(code: String) { #expect(Identifiers.siren(code) == nil) }

    @Test(arguments: ["73282932000074", "13002526500013", "33491262300058", "732 829 320 00074"])
    func theseAreSIRET(code: String) { #expect(Identifiers.siret(code) != nil) }

    @Test(arguments: ["73282932000079", "1300252650001", "50010961600027", "34445638900012", ""])
    func theseAreNotSIRET(code: String) { #expect(Identifiers.siret(code) == nil) }

    @Test func thePostOfficesHaveTheirOwnKeyAndTheirHeadOfficeTheUsualOne() {
        #expect(Identifiers.siret("35600000009075") != nil)
        #expect(Identifiers.siret("35600000000048") != nil)
        #expect(Identifiers.siret("35600000009076") == nil)
    }

    @Test func aSIRENCutByASpreadsheetGetsItsZerosBack() {
        #expect(Identifiers.sirenFromNumber("5410949") == "005410949")
        #expect(Identifiers.sirenFromNumber("404833048") == "404833048")
        #expect(Identifiers.sirenFromNumber("5410948") == nil)
        #expect(Identifiers.sirenFromNumber("") == nil)
    }

    @Test func associationsOfFranceAndOverseasHaveTheirNumber() {
        #expect(Identifiers.rna("W332017360") == "W332017360")
        #expect(Identifiers.rna("w2d1234567") == "W2D1234567")
        #expect(Identifiers.rna("W9T1002867") == "W9T1002867")
        for wrong in ["W33201736", "X332017360", "W3320173600", "WA32017360", "332017360", "W33é017360"] {
            #expect(Identifiers.rna(wrong) == nil, "\(wrong)")
        }
    }

    @Test func communesAndIntercommunalitesHaveTheirCodes() {
        #expect(Identifiers.commune("29151") == "29151" && Identifiers.commune("2a004") == "2A004")
        #expect(Identifiers.commune("2915") == nil && Identifiers.commune("2C004") == nil)
        #expect(Identifiers.commune("A9151") == nil)
        #expect(Identifiers.epci("242900835") == "242900835" && Identifiers.epci("404833048") == nil)
    }
}
