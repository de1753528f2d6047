/// A page read more strictly than browsers do: what they would silently mend is a problem here.
struct HTMLPage {
    struct Element {
        let name: String
        var attributes: [(name: String, value: String)] = []
        let parent: Int?
        /// The text directly inside, entities read.
        var text = ""

        func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    private(set) var elements: [Element] = []
    private(set) var problems: [String] = []
    private var open: [Int] = []
    private var bytes: [UInt8]
    private var at = 0

    /// Without content nor end tag.
    static let void: Set<String> = [
        "meta", "link", "input", "br", "hr", "img", "wbr", "col", "source", "area", "base", "track",
    ]
    /// What a browser ends a paragraph at.
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer",
        "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    ]
    private static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "tr": ["thead", "tbody", "tfoot"], "td": ["tr"], "th": ["tr"], "thead": ["table"],
        "tbody": ["table"],
        "caption": ["table"], "dt": ["dl", "div"], "dd": ["dl", "div"], "option": ["select", "optgroup", "datalist"],
        "summary": ["details"],
        "legend": ["fieldset"],
    ]

    init(_ html: String) {
        bytes = Array(html.utf8)
        if !html.lowercased().hasPrefix("<!doctype html>") { problems.append("no doctype") } else { at = 15 }
        while at < bytes.count { bytes[at] == UInt8(ascii: "<") ? readTag() : readText() }
        for index in open { problems.append("<\(elements[index].name)> is never closed") }
    }

    func ancestors(of index: Int) -> [Int] {
        var found: [Int] = []
        var next = elements[index].parent
        while let parent = next {
            found.append(parent)
            next = elements[parent].parent
        }
        return found
    }

    private func isInside(_ name: String) -> Bool { open.contains { elements[$0].name == name } }

    private mutating func readText() {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        let text = decode(bytes[start..<at], place: "text")
        if let index = open.last { elements[index].text += text }
    }

    private mutating func readTag() {
        let start = at
        at += 1
        if at < bytes.count, bytes[at] == UInt8(ascii: "/") {
            at += 1
            let name = readName()
            skipSpaces()
            expect(">", "</\(name)")
            guard let index = open.last, elements[index].name == name else {
                problems.append("</\(name)> closes <\(open.last.map { elements[$0].name } ?? "nothing")>")
                return
            }
            open.removeLast()
            return
        }
        let name = readName()
        guard !name.isEmpty else {
            problems.append(
                "a « < » that is no tag: \(String(decoding: bytes[start..<min(start + 20, bytes.count)], as: UTF8.self))"
            )
            return
        }
        var element = Element(name: name, parent: open.last)
        var isClosed = false
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if isSpace(bytes[at]) { skipSpaces(); continue }
            if bytes[at] == UInt8(ascii: "/") { at += 1; isClosed = true; continue }
            readAttribute(into: &element)
        }
        expect(">", "<\(name)")
        checkPlace(of: name)
        if isClosed, !isInside("svg"), name != "svg" { problems.append("<\(name)/> closes itself outside of an image") }
        elements.append(element)
        if !isClosed, !Self.void.contains(name) || isInside("svg") { open.append(elements.count - 1) }
    }

    private mutating func checkPlace(of name: String) {
        let parent = open.last.map { elements[$0].name } ?? ""
        if let allowed = Self.parents[name], !allowed.contains(parent) {
            problems.append("<\(name)> inside <\(parent)>")
        }
        if Self.blocks.contains(name), isInside("p") { problems.append("<\(name)> inside <p>") }
        if Self.blocks.contains(name), ["span", "strong", "em", "label", "button", "h1", "h2", "h3"].contains(parent) {
            problems.append("<\(name)> inside <\(parent)>")
        }
        for interactive in ["a", "button", "label", "form"] where name == interactive && isInside(name) {
            problems.append("<\(name)> inside another")
        }
        if name == "a" || name == "input" || name == "select", isInside("button") {
            problems.append("<\(name)> inside <button>")
        }
        if ["ul", "ol", "dl", "table", "select", "tr"].contains(parent), Self.parents[name] == nil,
            !(parent == "dl" && name == "div"), name != "optgroup"
        {
            problems.append("<\(name)> inside <\(parent)>")
        }
    }

    private mutating func readAttribute(into element: inout Element) {
        let start = at
        while at < bytes.count, !isSpace(bytes[at]), !Array("=/>\"'<".utf8).contains(bytes[at]) { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        guard !name.isEmpty else {
            problems.append("a stray « \(String(decoding: [bytes[at]], as: UTF8.self)) » in <\(element.name)>")
            at += 1
            return
        }
        if element.value(name) != nil { problems.append("\(name) twice in <\(element.name)>") }
        var value = ""
        if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
                at += 1
                let from = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
                value = decode(bytes[from..<at], place: "\(name) of <\(element.name)>")
                at += 1
            } else {
                problems.append("\(name) without quotes in <\(element.name)>")
            }
        }
        element.attributes.append((name, value))
    }

    /// Entities read; a bare `&`, `<` or `>` is a problem.
    private mutating func decode(_ slice: ArraySlice<UInt8>, place: String) -> String {
        let text = String(decoding: slice, as: UTF8.self)
        if text.utf8.contains(UInt8(ascii: ">")) || text.utf8.contains(UInt8(ascii: "<")) {
            problems.append("a bare angle bracket in \(place): \(text.prefix(60))")
        }
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        for (index, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            if index == 0 { result += part; continue }
            let name = part.prefix { $0 != ";" }
            let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "nbsp": "\u{A0}"][String(name)]
            guard let known, name.count < part.count else {
                problems.append("a bare « & » in \(place): \(part.prefix(30))")
                continue
            }
            result += known + part.dropFirst(name.count + 1)
        }
        return result
    }

    private mutating func readName() -> String {
        let start = at
        while at < bytes.count, isLetter(bytes[at]) || (at > start && bytes[at] >= 48 && bytes[at] <= 57) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }
    private mutating func skipSpaces() { while at < bytes.count, isSpace(bytes[at]) { at += 1 } }
    private mutating func expect(_ sign: Character, _ place: String) {
        if at < bytes.count, bytes[at] == sign.asciiValue {
            at += 1
        } else {
            problems.append("no « \(sign) » after \(place)")
        }
    }
    private func isSpace(_ byte: UInt8) -> Bool { [32, 9, 10, 13].contains(byte) }
    private func isLetter(_ byte: UInt8) -> Bool { (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) }
}
