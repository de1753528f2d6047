/// All that is known of the territories, as an import reads it and as it wants to leave it. Pure: `row` is the number of
/// the line of the database that says it, nil for what an import adds, which then carries the name of its file.
package struct TerritoryState: Equatable, Sendable {
    package struct Key: Hashable, Comparable, Sendable {
        package let kind: TerritoryKind
        package let code: String

        package init(_ kind: TerritoryKind, _ code: String) { (self.kind, self.code) = (kind, code) }

        package static func < (left: Key, right: Key) -> Bool {
            (left.kind.rawValue, left.code) < (right.kind.rawValue, right.code)
        }
    }

    package struct Name: Equatable, Sendable {
        package let row: Int64?
        package var name: String
        package var shortName: String
        package var validity: Validity
        package let file: String?

        package init(row: Int64?, name: String, shortName: String, validity: Validity, file: String? = nil) {
            (self.row, self.name, self.shortName, self.validity, self.file) = (row, name, shortName, validity, file)
        }
    }

    package struct Link: Equatable, Sendable {
        package let row: Int64?
        package let whole: Key
        package var validity: Validity
        package let file: String?

        package init(row: Int64?, whole: Key, validity: Validity, file: String? = nil) {
            (self.row, self.whole, self.validity, self.file) = (row, whole, validity, file)
        }
    }

    /// Inhabitants in force in a year.
    package struct Count: Equatable, Sendable {
        package let inhabitants: Int
        package let file: String?

        package init(_ inhabitants: Int, file: String? = nil) { (self.inhabitants, self.file) = (inhabitants, file) }
    }

    package struct Outlines: Equatable, Sendable {
        package let topology: Topology
        package let file: String?

        package init(_ topology: Topology, file: String? = nil) { (self.topology, self.file) = (topology, file) }
    }

    /// The end of each territory's address, which never changes.
    package private(set) var slugs: [Key: String] = [:]
    private var takenSlugs: Set<String> = []
    package var names: [Key: [Name]] = [:]
    package var links: [Key: [Link]] = [:]
    package var populations: [Key: [Int: Count]] = [:]
    /// The latest real contours of each kind; the program's own drawing does not count.
    package var outlines: [TerritoryKind: Outlines] = [:]
    /// The codes that the map of each kind draws now, on the program's own drawing too.
    package var drawn: [TerritoryKind: Set<String>] = [:]

    package init() {}

    package mutating func add(_ key: Key, slug: String) {
        slugs[key] = slug
        takenSlugs.insert(slug)
    }

    package func isKnown(_ key: Key) -> Bool { slugs[key] != nil }

    /// What it is called on a day, or else what it was last called.
    package func name(of key: Key, on day: Day? = nil) -> String? {
        let names = names[key] ?? []
        let valid = day.flatMap { day in names.first { $0.validity.contains(day) } }
        return (valid ?? names.max { ($0.validity.from ?? .farPast) < ($1.validity.from ?? .farPast) })?.name
    }

    /// The part's whole of a kind on a day, said of itself.
    func whole(_ kind: TerritoryKind, of part: Key, on day: Day) -> Key? {
        links[part]?.first { $0.whole.kind == kind && $0.validity.contains(day) }?.whole
    }

    /// « commune 29151 (Morlaix) »
    package func label(_ key: Key) -> String {
        key.kind.label + French.space + key.code + (name(of: key).map { " (\($0))" } ?? "")
    }

    package static func shortName(_ kind: TerritoryKind, _ name: String) -> String {
        let prefixes: [String]
        switch kind {
        case .pays: prefixes = ["Pays des ", "Pays de la ", "Pays de ", "Pays du ", "Pays d’"]
        case .epci:
            let kinds = ["Communauté de communes ", "Communauté d’agglomération ", "Communauté urbaine "]
            prefixes = kinds.flatMap { (kind: String) in ["de la ", "du ", "de ", ""].map { kind + $0 } }
        case .region, .department, .commune: prefixes = []
        }
        let prefix = prefixes.first { name.hasPrefix($0) } ?? ""
        return String(name.dropFirst(prefix.count))
    }
}

/// Why a statement cannot be taken, as the end of a sentence in French.
package struct StatementRefusal: Error, Equatable {
    package let reason: String
    package init(_ reason: String) { self.reason = reason }
}

extension TerritoryState {
    /// A territory that nothing said existed, valid as far as one knows.
    mutating func create(_ key: Key, name: String, validity: Validity = .always, file: String) {
        guard !isKnown(key) else { return }
        let slug = Territory.slug(key.kind, code: key.code, name: name)
        let isTaken = takenSlugs.contains(slug)
        add(key, slug: isTaken || slug.isEmpty ? key.kind.rawValue + "-" + French.slug(key.code) : slug)
        names[key] = [
            Name(
                row: nil, name: name, shortName: Self.shortName(key.kind, name), validity: validity, file: file)
        ]
    }

    /// From `day` on it is called `name`; the name it had until then keeps its time.
    mutating func rename(_ key: Key, to name: String, since day: Day, file: String) throws(StatementRefusal) {
        var names = self.names[key] ?? []
        guard let index = names.firstIndex(where: { $0.validity.contains(day) }) else {
            throw StatementRefusal("\(label(key)) n’existe pas \(day.frenchWithArticle)")
        }
        let known = names[index]
        if French.slug(known.name) == French.slug(name) { return }
        guard known.validity.from != day, let before = Validity(from: known.validity.from, until: day),
            let after = Validity(from: day, until: known.validity.until)
        else {
            throw StatementRefusal("\(label(key)) s’appelle « \(known.name) » depuis le même jour, et non « \(name) »")
        }
        names[index].validity = before
        let shortName = Self.shortName(key.kind, name)
        names.append(Name(row: nil, name: name, shortName: shortName, validity: after, file: file))
        self.names[key] = names
    }

    /// On `day`, `part` is in `whole`: what it was in until then ends that day, what it will be in later stays.
    /// `limit`: the day from which something else answers, when nothing was known.
    mutating func join(
        _ part: Key, to whole: Key, since day: Day, until limit: Day? = nil, file: String
    ) throws(StatementRefusal) {
        var links = self.links[part] ?? []
        let rivals = links.indices.filter { links[$0].whole.kind == whole.kind }
        if let index = rivals.first(where: { links[$0].validity.contains(day) }) {
            let known = links[index]
            if known.whole == whole { return }
            guard known.validity.from != day, let before = Validity(from: known.validity.from, until: day),
                let after = Validity(from: day, until: known.validity.until)
            else {
                throw StatementRefusal(
                    "\(label(part)) est rattachée à \(label(known.whole)) depuis le même jour, et non à \(label(whole))"
                )
            }
            links[index].validity = before
            links.append(Link(row: nil, whole: whole, validity: after, file: file))
        } else {
            let following = rivals.filter { (links[$0].validity.from ?? .farPast) > day }
            let next = following.min { (links[$0].validity.from ?? day) < (links[$1].validity.from ?? day) }
            if let next, links[next].whole == whole, let longer = Validity(from: day, until: links[next].validity.until)
            {
                links[next].validity = longer
            } else if let validity = Validity(from: day, until: next.flatMap { links[$0].validity.from } ?? limit) {
                links.append(Link(row: nil, whole: whole, validity: validity, file: file))
            }
        }
        self.links[part] = links
    }

    /// What never changes, such as the département that a commune's code tells.
    mutating func belong(_ part: Key, to whole: Key, file: String) {
        guard isKnown(whole), !(links[part] ?? []).contains(where: { $0.whole.kind == whole.kind }) else { return }
        links[part, default: []].append(Link(row: nil, whole: whole, validity: .always, file: file))
    }
}
