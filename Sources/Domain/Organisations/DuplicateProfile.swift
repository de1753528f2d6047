/// What comparing two records needs of each, folded once: identifiers, names in words, place, ways to reach it.
package struct DuplicateProfile: Sendable {
    let siren: String
    let siret: String
    let rna: String
    /// The name, then the usual name, each as its own words, sorted and without the words of legal forms.
    let names: [[String]]
    /// As one word; empty when there is none.
    let acronym: String
    let family: Family
    let isCeased: Bool
    /// INSEE code.
    let commune: String
    /// « 29|morlaix » : département and town in words.
    let town: String
    let townWords: Set<String>
    /// Words of the street, sorted, and its number.
    let street: [String]
    let number: String
    let phone: String
    /// Host, with the page when many organisations share the host.
    let site: String
    let email: String

    /// Reads what may be shown: what a unit keeps to itself is no reason that anybody reads.
    package init(_ whole: OrganisationSheet) {
        let sheet = whole.disclosed
        siret = sheet[.siret]
        siren = sheet[.siren].isEmpty ? String(sheet[.siret].prefix(9)) : sheet[.siren]
        rna = sheet[.rna]
        names = [sheet[.name], sheet[.usualName]].filter { !$0.isEmpty }.map(DuplicateProfile.nameWords)
        acronym = FoldedWords.raw(sheet[.acronym]).joined()
        family = sheet.family
        isCeased = sheet.isCeased
        commune = sheet[.commune]
        let words = DuplicateProfile.townWords(sheet[.town])
        townWords = Set(words)
        town = words.isEmpty ? "" : sheet[.postcode].prefix(2) + "|" + words.joined(separator: " ")
        let address = SearchText.words(sheet[.address]).map { DuplicateProfile.streetWords[$0] ?? $0 }
        let door = address.first { $0.first?.isNumber == true } ?? ""
        (number, street) = (door, Set(address.filter { $0 != door }).sorted())
        phone = DuplicateProfile.phone(sheet[.phone])
        site = DuplicateProfile.site(sheet[.website])
        email = sheet[.email].lowercased()
    }

    /// « Association A.D.E.S.S. des Œufs » → adess, oeuf. Words of legal forms say nothing, unless there is nothing else.
    static func nameWords(_ name: String) -> [String] {
        let all = SearchText.words(name)
        let kept = all.filter { !legalWords.contains($0) }
        return Set(kept.isEmpty ? all : kept).sorted()
    }

    static func townWords(_ town: String) -> [String] {
        SearchText.words(town).map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : $0 }
            .filter { $0 != "cede" && $0 != "cedex" && $0.first?.isNumber == false }
    }

    /// Ten digits, whatever the spaces and the country's prefix; empty when it is not a whole number.
    static func phone(_ typed: String) -> String {
        var digits = typed.unicodeScalars.filter { (0x30...0x39).contains($0.value) }.map { Character($0) }
        if digits.starts(with: "0033") {
            digits.removeFirst(4)
        } else if digits.starts(with: "33"), digits.count > 10 {
            digits.removeFirst(2)
        }
        if digits.count == 9, digits.first != "0" { digits.insert("0", at: 0) }
        return digits.count == 10 ? String(digits) : ""
    }

    /// « https://www.Ti-Coop.bzh/accueil » → ti-coop.bzh.
    static func site(_ address: String) -> String {
        var text = address.lowercased()[...]
        for start in ["https://", "http://", "www."] where text.hasPrefix(start) { text = text.dropFirst(start.count) }
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "?" || $0 == "#" })
        guard let host = parts.first else { return "" }
        let isShared = sharedHosts.contains { host == $0 || host.hasSuffix("." + $0) }
        return isShared ? parts.prefix(3).joined(separator: "/") : String(host)
    }

    private static let legalWords: Set<String> = [
        "association", "asso", "assoc", "scop", "scic", "sarl", "sas", "sa", "eurl", "societe", "ste", "loi", "1901",
    ]

    private static let streetWords: [String: String] = [
        "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "pl": "place", "r": "rue",
        "rte": "route", "ch": "chemin", "che": "chemin", "imp": "impasse", "all": "allee", "st": "saint",
        "ste": "sainte", "za": "zone", "zac": "zone", "zi": "zone",
    ]

    /// Where each organisation has a page, not a site.
    private static let sharedHosts = [
        "facebook.com", "instagram.com", "helloasso.com", "linkedin.com", "twitter.com", "x.com", "youtube.com",
        "google.com", "assoconnect.com", "net1901.org",
    ]
}

/// How close two names are, the closest of each's name and usual name.
struct NameLikeness {
    /// Words said by both, of those said by either.
    var common = 0
    var all = 0
    /// Common words of which a letter differs.
    var nearly = 0
    /// Words that only one says.
    var left: [String] = []
    var right: [String] = []

    /// The same whichever comes first.
    init(_ one: DuplicateProfile, _ other: DuplicateProfile) {
        let isOrdered = one.names.joined().joined(separator: " ") <= other.names.joined().joined(separator: " ")
        let (first, second) = isOrdered ? (one, other) : (other, one)
        for name in first.names {
            for with in second.names {
                let found = NameLikeness(name, with)
                // Compared as fractions; the first pair of names stands when another is no closer.
                if all == 0 || found.common * all > common * found.all { self = found }
            }
        }
    }

    private init(_ one: [String], _ other: [String]) {
        let both = Set(one).intersection(other)
        common = both.count
        (left, right) = (one.filter { !both.contains($0) }, other.filter { !both.contains($0) })
        for word in left {
            guard let near = right.firstIndex(where: { NameLikeness.isSlip(word, $0) }) else { continue }
            right.remove(at: near)
            left.removeAll { $0 == word }
            common += 1
            nearly += 1
        }
        all = common + left.count + right.count
    }

    /// The same word with a slip of the hand; numbers and short words have none.
    private static func isSlip(_ one: String, _ other: String) -> Bool {
        let length = min(one.utf8.count, other.utf8.count)
        guard length >= 5, one.first?.isNumber == false, other.first?.isNumber == false else { return false }
        return SearchText.isNear(one, other, limit: length >= 9 ? 2 : 1)
    }
}
