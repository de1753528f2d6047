import Testing

@testable import Domain

struct FrenchTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1\u{202F}000"), (12_345, "12\u{202F}345"),
        (1_234_567, "1\u{202F}234\u{202F}567"), (-1500, "−1\u{202F}500"),
        (Int.min, "−9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808"),
    ])
    func numbersAreReadByThousands(value: Int, text: String) {
        #expect(French.number(value) == text)
    }

    @Test(arguments: [(135, "13,5"), (130, "13"), (0, "0"), (5, "0,5"), (1000, "100"), (-135, "−13,5"), (-5, "−0,5")])
    func tenthsMakeAPercentage(tenths: Int, text: String) {
        #expect(French.percent(tenths: tenths) == text + "\u{202F}%")
    }

    @Test(arguments: [(0, "0\u{A0}pôle"), (1, "1\u{A0}pôle"), (2, "2\u{A0}pôles"), (1200, "1\u{202F}200\u{A0}pôles")])
    func zeroAndOneAreSingular(value: Int, text: String) {
        #expect(French.count(value, "pôle", "pôles") == text)
    }

    @Test func listsEndWithEt() {
        #expect(French.list([]) == "")
        #expect(French.list(["a"]) == "a")
        #expect(French.list(["a", "b"]) == "a et b")
        #expect(French.list(["a", "b", "c"]) == "a, b et c")
    }

    @Test(arguments: [
        ("Pays de Trégor-Goëlo", "pays-de-tregor-goelo"), ("Pays d’Auray", "pays-d-auray"),
        ("Pays d'Auray", "pays-d-auray"),
        ("Pays de Ploërmel – Cœur de Bretagne", "pays-de-ploermel-coeur-de-bretagne"),
        ("  Réso   Solidaire ! ", "reso-solidaire"),
        ("Lætitia ÆGIS œuvre", "laetitia-aegis-oeuvre"), ("ÉCOLE 2", "ecole-2"), ("", ""), ("—", ""), ("日本", ""),
        ("Pays\u{A0}de\u{202F}Dinan", "pays-de-dinan"), ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../etc", "etc"), ("a/b?c#d", "a-b-c-d"), ("Straße", "strasse"),
    ])
    func aTitleBecomesAnAddress(title: String, slug: String) {
        #expect(French.slug(title) == slug)
    }

    @Test func anAddressHoldsOnlyWhatNeedsNoEncodingAndMadeAgainStaysTheSame() {
        var random = SeededRandom(seed: 3)
        let alphabet: [Character] = Array("aÀéœ-–—’' \u{A0}\u{301}9/ßñ🙂<&")
        for _ in 0..<300 {
            let title = String((0..<12).compactMap { _ in alphabet.randomElement(using: &random) })
            let slug = French.slug(title)
            #expect(slug.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 }, "\(title)")
            #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-") && !slug.contains("--"), "\(title) → \(slug)")
            #expect(French.slug(slug) == slug)
        }
    }

    @Test func datesAreWrittenInFull() throws {
        #expect(day("2010-03-01").french == "1er\u{A0}mars\u{A0}2010")
        #expect(day("2009-08-13").frenchWithArticle == "le\u{A0}13\u{A0}août\u{A0}2009")
        #expect(try #require(PartialDate("2009")).french == "2009")
        #expect(try #require(PartialDate("2009-06")).french == "juin\u{A0}2009")
        #expect(try #require(PartialDate("2009-06")).frenchWhen == "en\u{A0}juin\u{A0}2009")
        #expect(try #require(PartialDate("2009-12-01")).frenchWhen == "le\u{A0}1er\u{A0}décembre\u{A0}2009")
        #expect(French.quote("x") == "«\u{A0}x\u{A0}»")
    }
}
