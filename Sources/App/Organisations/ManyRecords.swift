import GRDB

/// Writes hundreds of thousands of new records in one transaction.
enum ManyRecords {
    /// From so many, and more than a quarter of what is there already, sorting beats inserting in the middle.
    static let many = 20_000
    /// In kibibytes: the pages of the indexes that are written at random.
    private static let room = 96 << 10

    /// A record that the database would have refused.
    struct Fault: Error {}

    /// The indexes of `organisation` but that of addresses are taken away, and made again in one go when everything is
    /// written; what the table checks of each row as it comes is asked of all the rows at once, which takes a tenth of the
    /// time. All of it in the transaction: nobody else sees anything gone or unchecked.
    static func write(
        _ count: Int, from many: Int = ManyRecords.many, in db: GRDB.Database, _ work: () throws -> Void
    ) throws {
        let known = try Int.fetchOne(db, sql: "SELECT count(*) FROM organisation") ?? 0
        guard count >= many, count * 4 > known else { return try work() }
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM organisation") ?? 0
        let usual = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -2000
        try db.execute(sql: "PRAGMA cache_size = \(-room); PRAGMA ignore_check_constraints = ON")
        defer { try? db.execute(sql: "PRAGMA cache_size = \(usual); PRAGMA ignore_check_constraints = OFF") }
        let indexes = try Row.fetchAll(
            db,
            sql: """
                SELECT name, sql FROM sqlite_master
                WHERE type = 'index' AND tbl_name = 'organisation' AND sql IS NOT NULL
                """)
        for index in indexes { try db.execute(sql: "DROP INDEX \((index["name"] as String).quotedDatabaseIdentifier)") }
        try work()
        let checks = try checks(in: db)
        let refused = try Int64.fetchOne(
            db, sql: "SELECT id FROM organisation WHERE id > ? AND NOT (\(checks)) LIMIT 1", arguments: [last])
        guard refused == nil else { throw Fault() }
        for index in indexes { try db.execute(sql: index["sql"]) }
    }

    /// What the table checks of a row, as one condition.
    static func checks(in db: GRDB.Database) throws -> String {
        let sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'organisation'") ?? ""
        let found = conditions(in: Array(sql.utf8)).map { "(" + $0 + ")" }
        return found.isEmpty ? "true" : found.joined(separator: " AND ")
    }

    /// What stands between the parentheses after each CHECK.
    private static func conditions(in sql: [UInt8]) -> [String] {
        var found: [String] = []
        var place = 0
        while place < sql.count {
            guard sql[place...].starts(with: "CHECK (".utf8) else {
                place = sql[place] == 0x27 ? end(ofText: place, in: sql) : place + 1
                continue
            }
            let start = place + 7
            var depth = 1
            place = start
            while place < sql.count, depth > 0 {
                if sql[place] == 0x28 { depth += 1 }
                if sql[place] == 0x29 { depth -= 1 }
                place = sql[place] == 0x27 ? end(ofText: place, in: sql) : place + 1
            }
            found.append(String(decoding: sql[start..<max(start, place - 1)], as: UTF8.self))
        }
        return found
    }

    /// Behind the quote that ends a text; two quotes inside are two texts for our purpose.
    private static func end(ofText start: Int, in sql: [UInt8]) -> Int {
        (sql[(start + 1)...].firstIndex(of: 0x27) ?? sql.count - 1) + 1
    }
}
