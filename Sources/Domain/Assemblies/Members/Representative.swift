/// Somebody who speaks for a member of a hub, from a day (included) to another (excluded). The voice is the organisation's.
package struct Representative: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case titular = "titulaire"
        /// Speaks when the titular does not.
        case deputy = "suppleant"

        package var label: String {
            switch self {
            case .titular: "titulaire"
            case .deputy: "suppléant·e"
            }
        }
    }

    package let id: ID<Representative>
    package let organisation: ID<Organisation>
    package let kind: Kind
    package let name: String
    /// The account of that person, when they have one.
    package let personID: ID<Person>?
    package let address: MailAddress?
    package let from: Day
    package let until: Day?

    package init(
        id: ID<Representative>, organisation: ID<Organisation>, kind: Kind, name: String, personID: ID<Person>? = nil,
        address: MailAddress? = nil, from: Day, until: Day? = nil
    ) {
        (self.id, self.organisation, self.kind, self.name) = (id, organisation, kind, name)
        (self.personID, self.address, self.from, self.until) = (personID, address, from, until)
    }

    /// One that ends on the day it began never was.
    package func speaks(on day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }

    /// People who speak for more members than the statutes allow, each with their members' names. The same account, the
    /// same address or, without either, the same name is the same person.
    package static func beyond(
        _ most: Int?, _ representatives: [Representative]
    ) -> [(name: String, organisations: [ID<Organisation>])] {
        guard let most else { return [] }
        let people = Dictionary(grouping: representatives, by: \.sign)
        return people.values.compactMap { (mandates: [Representative]) in
            let organisations = Set(mandates.map(\.organisation)).sorted { $0.rawValue < $1.rawValue }
            guard organisations.count > most, let name = mandates.map(\.name).min() else { return nil }
            return (name, organisations)
        }.sorted { $0.name < $1.name }
    }

    private var sign: String {
        if let personID { return "compte \(personID)" }
        return address.map { "adresse " + $0.text } ?? "nom " + French.slug(name)
    }
}
