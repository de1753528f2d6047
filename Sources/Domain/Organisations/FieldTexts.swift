/// The texts of a record by field, in no order: a handful, which a look through finds sooner than any hashing of names.
package struct FieldTexts: Sendable, Hashable, Sequence {
    package typealias Element = (key: OrganisationField, value: String)
    private var texts: [Element] = []

    package init() {}

    package init(_ values: [OrganisationField: String]) { texts = values.map { ($0.key, $0.value) } }

    package var count: Int { texts.count }

    package subscript(field: OrganisationField) -> String? {
        get { position(of: field).map { texts[$0].value } }
        set {
            guard let place = position(of: field) else {
                if let newValue { texts.append((field, newValue)) }
                return
            }
            if let newValue {
                texts[place].value = newValue
            } else {
                texts.remove(at: place)
            }
        }
    }

    /// Of a field that is known not to be there yet.
    package mutating func append(_ field: OrganisationField, _ text: String) { texts.append((field, text)) }

    package mutating func reserveCapacity(_ count: Int) { texts.reserveCapacity(count) }

    package func makeIterator() -> IndexingIterator<[Element]> { texts.makeIterator() }

    package static func == (one: FieldTexts, other: FieldTexts) -> Bool {
        one.count == other.count && one.allSatisfy { other[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(self[.name])
    }

    private func position(of field: OrganisationField) -> Int? { texts.firstIndex { $0.key == field } }
}
