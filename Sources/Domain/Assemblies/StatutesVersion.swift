/// One version of a hub's statutes. A draft is written over and over; once adopted it is never changed again.
package struct StatutesVersion: Hashable, Sendable {
    package enum State: String, Codable, Sendable, CaseIterable {
        case draft = "brouillon"
        /// The last one that was adopted.
        case adopted = "adoptee"
        /// Adopted, then followed by another; it was in force in its time.
        case replaced = "remplacee"
        case abandoned = "abandonnee"

        package var label: String {
            switch self {
            case .draft: "brouillon"
            case .adopted: "adoptée"
            case .replaced: "remplacée"
            case .abandoned: "abandonnée"
            }
        }

        package var wasAdopted: Bool { self == .adopted || self == .replaced }
    }

    package let id: ID<StatutesVersion>
    package let hubID: ID<Hub>
    /// From 1, in the order in which they were begun.
    package let version: Int
    package let state: State
    package let document: StatutesDocument
    /// Timestamp in UTC.
    package let createdAt: String
    package let createdBy: ID<Person>?
    package let adoptedOn: Day?
    package let inForceFrom: Day?
    /// The public may read it.
    package let isPublic: Bool
    /// Why it was recorded without an assembly held here: adopted before the hub used the program.
    package let earlierReason: String?
    package let earlierDocument: ID<Document>?
    package let abandonReason: String?

    package var rules: Statutes { document.rules }
    package var prose: StatutesProse { document.prose }

    package init(
        id: ID<StatutesVersion>, hubID: ID<Hub>, version: Int, state: State, document: StatutesDocument,
        createdAt: String, createdBy: ID<Person>?, adoptedOn: Day?, inForceFrom: Day?, isPublic: Bool,
        earlierReason: String?, earlierDocument: ID<Document>?, abandonReason: String?
    ) {
        (self.id, self.hubID, self.version, self.state) = (id, hubID, version, state)
        (self.document, self.createdAt, self.createdBy) = (document, createdAt, createdBy)
        (self.adoptedOn, self.inForceFrom, self.isPublic) = (adoptedOn, inForceFrom, isPublic)
        (self.earlierReason, self.earlierDocument) = (earlierReason, earlierDocument)
        self.abandonReason = abandonReason
    }

    /// The one in force on a day: the last of those adopted that has begun.
    package static func inForce(_ versions: [StatutesVersion], on day: Day) -> StatutesVersion? {
        let begun = versions.compactMap { (version: StatutesVersion) in
            version.inForceFrom.flatMap { $0 <= day && version.state.wasAdopted ? (version, $0) : nil }
        }
        return begun.max { ($0.1, $0.0.version) < ($1.1, $1.0.version) }?.0
    }
}
