import Testing

@testable import Domain

/// Sums in words, on receipts.
struct FrenchWordsTests {
    @Test(arguments: [
        (0, "zéro"), (1, "un"), (16, "seize"), (17, "dix-sept"), (20, "vingt"), (21, "vingt et un"), (22, "vingt-deux"),
        (61, "soixante et un"), (70, "soixante-dix"), (71, "soixante et onze"), (79, "soixante-dix-neuf"),
        (80, "quatre-vingts"), (81, "quatre-vingt-un"), (90, "quatre-vingt-dix"), (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"), (100, "cent"), (101, "cent un"), (200, "deux cents"),
        (280, "deux cent quatre-vingts"),
        (999, "neuf cent quatre-vingt-dix-neuf"), (1000, "mille"), (1001, "mille un"), (2000, "deux mille"),
        (80_000, "quatre-vingt mille"), (200_000, "deux cent mille"), (1_000_000, "un million"),
        (2_300_450, "deux millions trois cent mille quatre cent cinquante"),
    ])
    func aNumberIsWrittenAsOneSaysIt(number: Int, words: String) { #expect(French.words(number) == words) }

    @Test func sumsNameEurosAndCentimes() {
        #expect(Money(cents: 6000).inWords == "soixante euros")
        #expect(Money(cents: 100).inWords == "un euro")
        #expect(Money(cents: 5050).inWords == "cinquante euros et cinquante centimes")
        #expect(Money(cents: 1).inWords == "un centime")
        #expect(Money(cents: 100_000_000).inWords == "un million d’euros")
        #expect(French.words(-1) == nil && French.words(1_000_000_000) == nil)
    }
}
