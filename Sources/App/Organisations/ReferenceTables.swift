import Domain
import GRDB
import Synchronization

/// What every record is read with: the network's sectors, the perimeter of the ESS, where communes are. Hundreds of lines that
/// move a few times a year, kept as they were last read. Their versions are asked in the snapshot of whoever reads, so that a
/// change is seen at once.
final class ReferenceTables: Sendable {
    struct Version: Equatable {
        /// How often sectors, rules and territories had changed.
        let territories: Int
        let day: Day
    }

    fileprivate struct Kept {
        var version: Version?
        var sectors: Sectors?
        var communes: [String: RecordView.Commune] = [:]
        /// A version of the perimeter that has its day is never edited.
        var perimeter: (version: Int64, table: EssTable)?
    }

    private let kept = Mutex(Kept())

    static func version(on day: Day, in db: GRDB.Database) throws -> Version {
        let statement = try db.cachedStatement(sql: "SELECT territories FROM directoryVersion")
        return Version(territories: try Int.fetchOne(statement) ?? 0, day: day)
    }

    func sectors(_ version: Version, in db: GRDB.Database) throws -> Sectors {
        if let sectors = kept.withLock({ $0.version == version ? $0.sectors : nil }) { return sectors }
        let sectors = try SectorStore.sectors(on: version.day, in: db)
        kept.withLock { (kept: inout Kept) in
            kept.move(to: version)
            kept.sectors = sectors
        }
        return sectors
    }

    /// The commune of an INSEE code, existing or not; nil when it is not known.
    func commune(_ code: String, _ version: Version, in db: GRDB.Database) throws -> RecordView.Commune? {
        guard !code.isEmpty else { return nil }
        if let commune = kept.withLock({ $0.version == version ? $0.communes[code] : nil }) { return commune }
        guard let called = try TerritoryStore.commune(code, on: version.day, in: db) else { return nil }
        let commune = RecordView.Commune(name: called.name, path: "/territoires/" + called.slug)
        kept.withLock { (kept: inout Kept) in
            kept.move(to: version)
            kept.communes[code] = commune
        }
        return commune
    }

    func perimeter(on day: Day, in db: GRDB.Database) throws -> EssTable {
        let version = try EssStore.idInForce(on: day, in: db)
        if let table = kept.withLock({ $0.perimeter?.version == version ? $0.perimeter?.table : nil }) { return table }
        let table = try EssStore.table(version, in: db)
        kept.withLock { $0.perimeter = (version, table) }
        return table
    }
}

extension ReferenceTables.Kept {
    /// What was read of another version is forgotten.
    fileprivate mutating func move(to version: ReferenceTables.Version) {
        guard self.version != version else { return }
        (self.version, sectors, communes) = (version, nil, [:])
    }
}
