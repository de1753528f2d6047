import Domain
import GRDB

/// One line of the directory's list.
struct DirectoryLine: Sendable {
    let id: ID<Organisation>
    let slug: String
    let sheet: OrganisationSheet
    /// The hubs it takes part in, by name.
    let hubs: [(slug: String, name: String)]
    /// ISO 8601.
    let updatedAt: String
}

/// One organisation of a list: what the list shows of it, and no more.
struct DirectoryItem: Sendable {
    let id: ID<Organisation>
    let slug, name, acronym, summary, postcode, town: String
    let family: Family
    let isCeased: Bool
    /// The hubs it takes part in, by name.
    let hubs: [(slug: String, name: String)]
}

/// Another place of an organisation.
struct Establishment: Sendable {
    let siret, name, address, postcode, town: String
    let isClosed: Bool
}

/// A change of a field as the public history shows it: who said it by kind, never by name.
struct RecordChange: Sendable {
    let id: ID<RecordChange>
    let field: OrganisationField
    let old: String
    let new: String
    let origin: FieldOrigin
    let at: String

    /// From a row of `fieldChange`; nil when it is about a field of another time.
    init?(row: Row) {
        guard let field = OrganisationField(rawValue: row["field"]) else { return nil }
        (id, self.field, old, new) = (row["id"], field, row["old"], row["new"])
        (origin, at) = (row["origin"], row["at"])
    }
}

/// Everything the page of one organisation shows.
struct RecordView: Sendable {
    let line: DirectoryLine
    let origin: FieldOrigin
    /// Of the fields that another source than the record's own has said.
    let origins: [OrganisationField: FieldOrigin]
    let establishments: [Establishment]
    let parts: [HubPart]
    let changes: [RecordChange]
    let commune: Commune?
    let sectors: SectorReading
    /// Slug and name of the federations it belongs to.
    let federations: [(slug: String, name: String)]
    let branches: BranchView
    let verdict: EssPerimeter.Verdict
    let freshness: Freshness
    let createdAt: String
    let updatedAt: String
    let confirmedAt: String

    struct Commune: Sendable {
        let name: String
        let path: String
    }

    /// How it stands, for those who do not keep it.
    var state: RecordState {
        RecordState(
            freshness: freshness, confirmed: Day(String(confirmedAt.prefix(10))),
            quality: RecordQuality(of: line.sheet),
            askedHubs: [])
    }

    /// An organisation's part in a hub, present or past.
    struct HubPart: Sendable {
        let slug: String
        let name: String
        let validity: Validity
    }
}
