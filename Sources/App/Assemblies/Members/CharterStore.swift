import Domain
import Foundation
import GRDB

/// One version of a charter with where it comes from.
struct CharterEdition: Sendable {
    /// Up to 1000: it came with the program.
    let number: Int
    /// Nil: the network's.
    let hub: ID<Hub>?
    /// Nil: from that day the hub follows the network's again.
    let charter: Charter?
    let from: Day
    let decidedBy, note: String
    /// Empty for what came with the program.
    let createdAt: String
    let author: String?
    let isWithdrawn: Bool
    /// Its rank among those of the same place, from 1.
    var rank = 1
    /// How many organisations joined on it, or signed it since.
    var signers = 0

    var isShipped: Bool { number <= CharterStore.shippedNumbers }
    /// Somebody may still set it aside.
    func mayBeWithdrawn(on today: Day) -> Bool { !isShipped && !isWithdrawn && signers == 0 && today < from }
}

/// Charters: those that come with the program, those that the network or a hub wrote.
enum CharterStore {
    /// Numbers that are kept for charters of the program.
    static let shippedNumbers = 1000

    private struct CharterFile: Codable { let versions: [Charter] }

    /// The words that a version written here is kept as.
    struct Document: Codable {
        let source: String
        let principes: [Charter.Principle]
        let garanties: [Charter.Guarantee]
    }

    static func shipped() throws -> [Charter] {
        let file = try Resources.folder().appending(path: "Facts/charte.json")
        return try FactStore.read(file, as: CharterFile.self).versions
    }

    /// The charter that organisations join a hub on: its own, else the network's, else the program's.
    static func inForce(at hub: ID<Hub>?, on day: Day, in db: GRDB.Database) throws -> Charter {
        if let hub, let own = try last(of: hub, on: day, in: db), let charter = own.charter { return charter }
        if let network = try last(of: nil, on: day, in: db)?.charter { return network }
        guard let charter = Charter.inForce(try shipped(), on: day) else { throw NotFound() }
        return charter
    }

    /// Whether a hub goes by words of its own on a day.
    static func isOwn(at hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> Bool {
        try last(of: hub, on: day, in: db)?.charter != nil
    }

    private static func last(of hub: ID<Hub>?, on day: Day, in db: GRDB.Database) throws -> CharterEdition? {
        try editions(of: hub, in: db).last { !$0.isWithdrawn && $0.from <= day }
    }

    /// The version that somebody signed.
    static func charter(number: Int, in db: GRDB.Database) throws -> Charter {
        if let known = try shipped().first(where: { $0.version == number }) { return known }
        let row = try Row.fetchOne(db, sql: "SELECT * FROM charterVersion WHERE number = ?", arguments: [number])
        guard let charter = try row.flatMap({ try edition($0).charter }) else { throw NotFound() }
        return charter
    }

    /// Those written here for a hub, or for the network; by the day they begin, then in the order they were written.
    static func editions(of hub: ID<Hub>?, in db: GRDB.Database) throws -> [CharterEdition] {
        let signers = try signers(in: db)
        var editions = try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, p.name AS author FROM charterVersion c LEFT JOIN person p ON p.id = c.createdBy
                WHERE c.hubID IS ? ORDER BY c.validFrom, c.number
                """, arguments: [hub]
        ).map(edition)
        let order = editions.map(\.number).sorted()
        for index in editions.indices {
            editions[index].rank = (order.firstIndex(of: editions[index].number) ?? 0) + 1
            editions[index].signers = signers[editions[index].number] ?? 0
        }
        return editions
    }

    /// By number: admitted on it, or signed since. A request that waits counts too: its charter is not taken from under it.
    static func signers(in db: GRDB.Database) throws -> [Int: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT number, count(*) AS signers FROM (
                    SELECT charterVersion AS number, 'd' || id AS who FROM joiningRequest
                        WHERE state IN ('deposee', 'complement', 'admise')
                    UNION SELECT number, 's' || id FROM charterSignature) GROUP BY number
                """)
        return Dictionary(rows.map { ($0["number"], $0["signers"]) }) { first, _ in first }
    }

    private static func edition(_ row: Row) throws -> CharterEdition {
        let (number, from): (Int, Day) = (row["number"], row["validFrom"])
        let words: String? = row["document"]
        let charter = try words.map { words in
            let document = try JSONDecoder().decode(Document.self, from: Data(words.utf8))
            return Charter(
                version: number, from: from, source: document.source, principles: document.principes,
                guarantees: document.garanties)
        }
        return CharterEdition(
            number: number, hub: row["hubID"], charter: charter, from: from, decidedBy: row["decidedBy"],
            note: row["note"], createdAt: row["createdAt"],
            author: row.hasColumn("author") ? row["author"] : nil, isWithdrawn: (row["withdrawnAt"] as String?) != nil)
    }
}
