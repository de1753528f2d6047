import Testing

@testable import Markup

/// Nothing reaches a page without being escaped.
struct MarkupTests {
    @Test(arguments: [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"), ("&amp;", "&amp;amp;"),
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
        ("\" onload=\"x", "&quot; onload=&quot;x"), ("é’🙂", "é’🙂"), ("", ""), ("a<", "a&lt;"), ("<a", "&lt;a"),
        ("&\u{301}", "&amp;\u{301}"), ("<\u{338}b", "&lt;\u{338}b"), ("\u{0}\u{202E}", "\u{0}\u{202E}"),
    ])
    func theFiveCharactersAreSpelledOut(value: String, escaped: String) {
        let page: Markup = "<p>\(value)</p>"
        #expect(page.text == "<p>" + escaped + "</p>")
        let attribute: Markup = "<p title=\"\(value)\"></p>"
        #expect(attribute.text == "<p title=\"" + escaped + "\"></p>")
    }

    @Test func noneOfTheFiveCharactersSurvivesInAnyRandomText() {
        var state: UInt64 = 2010
        let alphabet = Array("&<>\"'aé\u{301}\u{A0} ;:/=🙂")
        for _ in 0..<300 {
            var value = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                value.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let page: Markup = "\(value)"
            let scalars = page.text.unicodeScalars
            #expect(
                !scalars.contains("<") && !scalars.contains(">") && !scalars.contains("\"") && !scalars.contains("'"))
            var back = page.text
            for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
                back = back.replacing(entity, with: sign)
            }
            #expect(back.unicodeScalars.elementsEqual(value.unicodeScalars))
        }
    }

    @Test func markupInsideMarkupIsNotEscapedTwice() {
        let item: Markup = "<li>\("a & b")</li>"
        let list: Markup = "<ul>\([item, item])</ul>"
        #expect(list.text == "<ul><li>a &amp; b</li><li>a &amp; b</li></ul>")
        let nothing: Markup? = nil
        let page: Markup = "<p>\(nothing)\(12)</p>"
        #expect(page.text == "<p>12</p>")
        #expect((("" as Markup).isEmpty))
    }

    @Test func anAttributeWithoutValueIsLeftOutAndOneWithAValueIsQuoted() {
        let value: String? = "a\"b"
        let absent: String? = nil
        let page: Markup = "<input\("value", value)\("title", absent)\("checked", if: true)\("disabled", if: false)>"
        #expect(page.text == "<input value=\"a&quot;b\" checked>")
    }

    @Test func aSentenceOfTheProgramIsEscapedAndSpaced() {
        let page: Markup = "\(sentence: "Où ? « <b> » : ici !")"
        #expect(page.text == "Où\u{202F}? «\u{A0}&lt;b&gt;\u{A0}»\u{A0}: ici\u{202F}!")
    }

    @Test func whatSomebodyTypedKeepsItsSpaces() {
        let page: Markup = "<p>Nom : \("a : b ?")</p>"
        #expect(page.text == "<p>Nom\u{A0}: a : b ?</p>")
    }
}

struct TypographyTests {
    @Test(arguments: [
        ("Où ?", "Où\u{202F}?"), ("Non !", "Non\u{202F}!"), ("a ; b", "a\u{202F}; b"), ("a : b", "a\u{A0}: b"),
        ("13,5 %", "13,5\u{202F}%"), ("3 €", "3\u{202F}€"), ("« mot »", "«\u{A0}mot\u{A0}»"),
        ("rien à changer", "rien à changer"),
        ("https://example.org", "https://example.org"), ("10:30", "10:30"), ("", ""), (" ", " "), ("?", "?"),
        ("  :", " \u{A0}:"),
        ("fin ", "fin "), ("—  —", "—  —"),
    ])
    func spacesBeforeDoubleMarksDoNotBreak(text: String, expected: String) {
        #expect(Typography.french(text) == expected)
    }

    @Test func doingItTwiceChangesNothingMore() {
        for text in ["Où ? « mot » : 3 € ; 12 % !", "a : b", "«\u{A0}mot\u{A0}»"] {
            let once = Typography.french(text)
            #expect(Typography.french(once) == once)
        }
    }

    /// Literals are HTML too: what a browser reads there as syntax is not touched.
    @Test func attributesThatMatterAreLeftAlone() {
        let page: Markup = """
            <a class="a b" href="/situation?au=2010-03-01&amp;tri=nom#x" style-free="">x</a><svg viewBox="0 0 16 16"></svg><meta content="width=device-width, initial-scale=1">
            """
        #expect(!page.text.contains("\u{A0}") && !page.text.contains("\u{202F}"))
    }

    @Test func headingsGoOneLevelDownAndWhatWasTypedStays() {
        let typed = "<h2>moi</h2>"
        let part: Markup = "<h2>Un</h2><p>\(typed)</p><h3 id=\"a\">Deux</h3>"
        #expect(part.oneLevelDown.text == "<h3>Un</h3><p>&lt;h2&gt;moi&lt;/h2&gt;</p><h4 id=\"a\">Deux</h4>")
        let lower: Markup = "<h3>Un</h3>"
        #expect(lower.oneLevelDown.text == lower.text)
    }
}
