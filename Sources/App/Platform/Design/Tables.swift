import Domain
import Markup

/// A column of a table; it can be sorted when it has a key.
struct Column {
    let title: String
    let key: String?
    let isNumeric: Bool
    init(_ title: String, key: String? = nil, isNumeric: Bool = false) {
        (self.title, self.key, self.isNumeric) = (title, key, isNumeric)
    }
}

/// The order asked for by the page's address: `tri=nom` or, downwards, `tri=-nom`.
struct Sorting: Sendable, Equatable {
    let key: String
    let isDescending: Bool

    /// A key that is not among `keys` means the first of them.
    init(_ text: String, among keys: [String]) {
        let isDescending = text.hasPrefix("-")
        let key = isDescending ? String(text.dropFirst()) : text
        self.key = keys.contains(key) ? key : keys.first ?? ""
        self.isDescending = isDescending && keys.contains(key)
    }

    var parameter: String { (isDescending ? "-" : "") + key }

    /// In the asked order; equal elements keep their places.
    func sorted<Element>(_ list: [Element], by isBefore: (Element, Element) -> Bool) -> [Element] {
        let ascending = list.sorted(by: isBefore)
        return isDescending ? ascending.reversed() : ascending
    }
}

/// A table whose headings sort it by links; `address` gives the page's address for a value of `tri`.
func table(
    caption: Markup, id: String, columns: [Column], rows: [Markup], sorting: Sorting? = nil,
    address: (String) -> String = { _ in "" }
) -> Markup {
    let heads: [Markup] = columns.map { column in
        let numeric: String? = column.isNumeric ? "nombre" : nil
        guard let key = column.key, let sorting else {
            return "<th scope=\"col\"\("class", numeric)>\(column.title)</th>"
        }
        let isCurrent = sorting.key == key
        let direction: String? = isCurrent ? (sorting.isDescending ? "descending" : "ascending") : nil
        let next = isCurrent && !sorting.isDescending ? "-" + key : key
        return """
            <th scope="col"\("class", numeric)\("aria-sort", direction)><a href="\(address(next))#\(id)">\(column.title)</a></th>
            """
    }
    return """
        <div class="tableau" tabindex="0" role="region" aria-labelledby="\(id)-titre"><table id="\(id)">
        <caption id="\(id)-titre">\(caption)</caption>
        <thead><tr>\(heads)</tr></thead>
        <tbody>\(rows)</tbody>
        </table></div>
        """
}

/// The way through the pages of a long list; nothing when there is one.
func pageLinks(_ page: Int, of last: Int, address: (Int) -> String) -> Markup? {
    guard last > 1 else { return nil }
    let previous: Markup? = page > 1 ? "<a rel=\"prev\" href=\"\(address(page - 1))\">← Page précédente</a>" : nil
    let next: Markup? = page < last ? "<a rel=\"next\" href=\"\(address(page + 1))\">Page suivante →</a>" : nil
    return """
        <nav class="pages" aria-label="Pages de résultats">\(previous)<span>page \(French.number(page)) sur \(French.number(last))</span>\(next)</nav>
        """
}
