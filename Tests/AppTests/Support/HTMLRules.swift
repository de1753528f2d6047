/// What every page of ours owes to those who read it.
extension HTMLPage {
    /// Problems of form and of content, in words.
    var allProblems: [String] {
        problems + uniqueness + references + labels + security + structure
    }

    var ids: Set<String> { Set(elements.compactMap { $0.value("id") }) }

    /// The addresses that the page leads to, forms of reading included.
    var links: [String] {
        elements.filter { $0.name == "a" || $0.name == "link" || $0.name == "script" || $0.name == "img" }
            .compactMap { $0.value("href") ?? $0.value("src") }
    }

    private var uniqueness: [String] {
        var seen: Set<String> = []
        return elements.compactMap { $0.value("id") }.filter { !seen.insert($0).inserted || $0.contains(" ") }
            .map { "the id « \($0) » is twice on the page or has a space" }
    }

    private var references: [String] {
        let ids = ids
        return elements.flatMap { element in
            var names = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"].flatMap { name in
                (element.value(name) ?? "").split(separator: " ").map(String.init)
            }
            if let link = element.value("href"), link.hasPrefix("#") { names.append(String(link.dropFirst())) }
            return names.filter { !ids.contains($0) }.map {
                "<\(element.name)> names « \($0) », which is not on the page"
            }
        }
    }

    private var labels: [String] {
        let named = Set(elements.compactMap { $0.name == "label" ? $0.value("for") : nil })
        return elements.indices.compactMap { index -> String? in
            let element = elements[index]
            guard ["input", "select", "textarea"].contains(element.name) else { return nil }
            if ["hidden", "submit"].contains(element.value("type") ?? "") { return nil }
            if let id = element.value("id"), named.contains(id) { return nil }
            if element.value("aria-label") != nil
                || ancestors(of: index).contains(where: { elements[$0].name == "label" })
            {
                return nil
            }
            return "the field « \(element.value("name") ?? "?") » has no label"
        }
    }

    private var security: [String] {
        elements.flatMap { element -> [String] in
            var found = element.attributes.filter { $0.name.hasPrefix("on") || $0.name == "style" }.map {
                "\($0.name) in <\(element.name)>"
            }
            if element.name == "style" || element.name == "iframe" || element.name == "object" {
                found.append("<\(element.name)>")
            }
            if element.name == "script", element.value("src")?.hasPrefix("/") != true || !element.text.isEmpty {
                found.append("a script on the page")
            }
            for name in ["src", "href", "action", "formaction"] {
                guard let address = element.value(name) else { continue }
                let isOurs = address.hasPrefix("/") && !address.hasPrefix("//") || address.hasPrefix("#")
                let isLink =
                    element.name == "a"
                    && (address.hasPrefix("https://") || address.hasPrefix("http://") || address.hasPrefix("mailto:"))
                if !isOurs && !isLink { found.append("\(name) of <\(element.name)> leads to « \(address) »") }
            }
            if element.name == "form", element.value("method") == "post", element.value("action")?.isEmpty != false {
                found.append("a form without address")
            }
            return found
        }
    }

    private var structure: [String] {
        var found: [String] = []
        func count(_ name: String) -> Int { elements.count { $0.name == name } }
        for name in ["html", "head", "body", "main", "h1"] where count(name) != 1 {
            found.append("\(count(name)) <\(name)>")
        }
        if elements.first?.value("lang") != "fr" { found.append("no language") }
        let texts = texts
        if elements.first(where: { $0.name == "title" })?.text.isEmpty != false { found.append("no title") }
        for element in elements where element.name == "img" && element.value("alt") == nil {
            found.append("an image without words")
        }
        for index in elements.indices where ["a", "button"].contains(elements[index].name) {
            guard (elements[index].value("aria-label") ?? texts[index]).allSatisfy(\.isWhitespace) else { continue }
            found.append("a <\(elements[index].name)> without words")
        }
        var level = 0
        for element in elements {
            guard element.name.count == 2, element.name.hasPrefix("h"), let next = Int(element.name.dropFirst()) else {
                continue
            }
            if next > level + 1 { found.append("<h\(next)> after <h\(level)>: \(element.text.prefix(30))") }
            level = next
        }
        let tokens = elements.indices.filter { elements[$0].value("name") == "jeton" }
        let marked = Set(tokens.flatMap(ancestors))
        for index in elements.indices where elements[index].name == "form" && elements[index].value("method") == "post"
        {
            if !marked.contains(index) {
                found.append("the form \(elements[index].value("action") ?? "") carries no token")
            }
        }
        return found
    }

    /// The text inside each element, at any depth.
    private var texts: [String] {
        var texts = elements.map(\.text)
        for index in elements.indices.reversed() {
            if let parent = elements[index].parent { texts[parent] += texts[index] }
        }
        return texts
    }
}
