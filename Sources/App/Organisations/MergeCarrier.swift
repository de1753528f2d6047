import Domain
import GRDB

/// Brings what speaks of one record over to another: every table that refers to organisations, found in the schema, so that
/// a table added later follows too.
struct MergeCarrier {
    let from: ID<Organisation>
    let to: ID<Organisation>

    /// Tables that tell what happened to a record, or that are carried in their own way.
    static let own: Set<String> = [
        "fieldOrigin", "fieldChange", "organisationMerge", "distinctOrganisations", "hubMember",
    ]

    struct Reference {
        let table, column: String
        let keys: [String]
    }

    /// Where organisations are referred to, in order.
    static func references(in db: GRDB.Database) throws -> [Reference] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.name AS "table", f."from" AS "column" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = 'organisation' ORDER BY 1, 2
                """)
        let found = try rows.map { row in
            let keys = try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", arguments: [row["table"]])
            return Reference(table: row["table"], column: row["column"], keys: keys.isEmpty ? ["rowid"] : keys)
        }.filter { !own.contains($0.table) }
        // A branch names its parent by a field of its record, which the schema does not tell.
        return found + [Reference(table: "organisation", column: "parent", keys: ["id"])]
    }

    func carry(headOffice sheet: OrganisationSheet, trace: inout MergeTrace, in db: GRDB.Database) throws {
        for reference in try Self.references(in: db) {
            let rows = try self.rows(reference, in: db).filter { row in try move(row, of: reference, in: db) }
            if !rows.isEmpty {
                trace.moved.append(
                    MergeTrace.Moved(
                        table: reference.table, column: reference.column, keys: reference.keys, rows: rows))
            }
        }
        try unite(trace: &trace, in: db)
        trace.place = try keepPlace(of: sheet, in: db)
    }

    /// Gives back what `carry` brought; returns how many rows have gone elsewhere since.
    func giveBack(_ trace: MergeTrace, in db: GRDB.Database) throws -> Int {
        var lost = 0
        for moved in trace.moved {
            for row in moved.rows {
                // A key that holds the record's own number now holds the other's.
                let current = zip(moved.keys, row).map { $0 == moved.column ? .number(to.rawValue) : $1 }
                try db.execute(
                    sql: Self.update(moved.table, moved.column, moved.keys),
                    arguments: StatementArguments([from.rawValue] + current.map(Self.value) + [to.rawValue]))
                lost += 1 - db.changesCount
            }
        }
        for part in trace.partsAfter { try Self.remove(part, in: db) }
        for part in trace.partsBefore { try Self.insert(part, in: db) }
        if let place = trace.place {
            try db.execute(
                sql: "DELETE FROM establishment WHERE id = ? AND organisationID = ?", arguments: [place, to])
        }
        return lost
    }

    /// The hubs whose list of members has changed since, by name.
    func changedHubs(_ trace: MergeTrace, in db: GRDB.Database) throws -> [String] {
        let hubs = Set((trace.partsBefore + trace.partsAfter).map(\.hub))
        return try hubs.sorted().filter { hub in
            try Set(parts(in: hub, db)) != Set(trace.partsAfter.filter { $0.hub == hub })
        }.compactMap { try String.fetchOne(db, sql: "SELECT name FROM hub WHERE id = ?", arguments: [$0]) }
    }

    /// What would follow, in words.
    func summary(in db: GRDB.Database) throws -> [String] {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql, arguments: [from]) ?? 0 }
        let counts = [
            (
                try count("SELECT count(*) FROM hubMember WHERE organisationID = ?"), "part dans un pôle",
                "parts dans des pôles"
            ),
            (try count("SELECT count(*) FROM establishment WHERE organisationID = ?"), "autre lieu", "autres lieux"),
            (try count("SELECT count(*) FROM offer WHERE organisationID = ?"), "annonce", "annonces"),
            (
                try count("SELECT count(*) FROM role WHERE organisationID = ?"), "rôle d’une personne",
                "rôles de personnes"
            ),
            (
                try count("SELECT count(*) FROM formerOrganisationSlug WHERE organisationID = ?"), "ancienne adresse",
                "anciennes adresses"
            ),
        ]
        return counts.filter { $0.0 > 0 }.map { French.count($0.0, $0.1, $0.2) }
    }

    private func rows(_ reference: Reference, in db: GRDB.Database) throws -> [[MergeTrace.Value]] {
        let keys = reference.keys.map { "\"\($0)\"" }.joined(separator: ", ")
        // Names of the schema, which is ours. A person who speaks for both already does not speak twice.
        let twice = """
            AND NOT EXISTS (SELECT 1 FROM role r WHERE r.organisationID = :to AND r.personID = role.personID
            AND r.kind = role.kind AND (r.validUntil IS NULL OR role.validFrom < r.validUntil)
            AND (role.validUntil IS NULL OR r.validFrom < role.validUntil))
            """
        let sql = """
            SELECT \(keys) FROM "\(reference.table)" WHERE "\(reference.column)" = :from
            \(reference.table == "role" ? twice : "AND :to = :to") ORDER BY \(keys)
            """
        return try Row.fetchAll(db, sql: sql, arguments: ["from": from, "to": to]).map { row in
            row.databaseValues.map { value in
                Int64.fromDatabaseValue(value).map(MergeTrace.Value.number)
                    ?? .text(String.fromDatabaseValue(value) ?? "")
            }
        }
    }

    /// Whether the row could follow: one that a key or a trigger holds back stays with the absorbed record.
    private func move(_ row: [MergeTrace.Value], of reference: Reference, in db: GRDB.Database) throws -> Bool {
        do {
            try db.inSavepoint {
                try db.execute(
                    sql: Self.update(reference.table, reference.column, reference.keys),
                    arguments: StatementArguments([to.rawValue] + row.map(Self.value) + [from.rawValue]))
                return .commit
            }
            return true
        } catch  where isConstraint(error) {
            return false
        }
    }

    private static func update(_ table: String, _ column: String, _ keys: [String]) -> String {
        let these = keys.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
        return "UPDATE \"\(table)\" SET \"\(column)\" = ? WHERE \(these) AND \"\(column)\" = ?"
    }

    private static func value(_ value: MergeTrace.Value) -> (any DatabaseValueConvertible)? {
        switch value {
        case .number(let number): number
        case .text(let text): text
        }
    }

    /// In each hub of the absorbed record, the days of either are the days of the kept one.
    private func unite(trace: inout MergeTrace, in db: GRDB.Database) throws {
        let hubs = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT hubID FROM hubMember WHERE organisationID = ? ORDER BY hubID", arguments: [from])
        for hub in hubs {
            let before = try parts(in: hub, db)
            let validities = before.compactMap { Validity(from: Day($0.from), until: $0.until.flatMap(Day.init)) }
            let after = Validity.united(validities).compactMap { validity in
                validity.from.map {
                    MergeTrace.Part(
                        hub: hub, organisation: to.rawValue, from: $0.description, until: validity.until?.description)
                }
            }
            for part in before { try Self.remove(part, in: db) }
            for part in after { try Self.insert(part, in: db) }
            trace.partsBefore += before
            trace.partsAfter += after
        }
    }

    private func parts(in hub: Int64, _ db: GRDB.Database) throws -> [MergeTrace.Part] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM hubMember WHERE hubID = ? AND organisationID IN (?, ?) ORDER BY organisationID, validFrom
                """, arguments: [hub, from, to]
        ).map { row in
            MergeTrace.Part(
                hub: hub, organisation: row["organisationID"], from: row["validFrom"], until: row["validUntil"])
        }
    }

    private static func remove(_ part: MergeTrace.Part, in db: GRDB.Database) throws {
        try db.execute(
            sql: "DELETE FROM hubMember WHERE hubID = ? AND organisationID = ? AND validFrom = ?",
            arguments: [part.hub, part.organisation, part.from])
    }

    private static func insert(_ part: MergeTrace.Part, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO hubMember (hubID, organisationID, validFrom, validUntil) VALUES (?, ?, ?, ?)",
            arguments: [part.hub, part.organisation, part.from, part.until])
    }

    /// The head office of the absorbed record stays known when it is another SIRET than the kept one's.
    private func keepPlace(of sheet: OrganisationSheet, in db: GRDB.Database) throws -> Int64? {
        let siret = sheet[.siret]
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM establishment WHERE siret = :siret)
                OR EXISTS (SELECT 1 FROM organisation WHERE id = :to AND siret = :siret)
                """, arguments: ["siret": siret, "to": to])
        guard !siret.isEmpty, isKnown == false else { return nil }
        try db.execute(
            sql: """
                INSERT INTO establishment
                    (organisationID, siret, name, address, postcode, commune, town, longitude, latitude, precision, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: StatementArguments(
                [to.rawValue, siret] as [(any DatabaseValueConvertible)?])
                + StatementArguments(
                    [.name, .address, .postcode, .commune, .town, .longitude, .latitude, .precision, .state].map {
                        (field: OrganisationField) in sheet[field]
                    }))
        return db.lastInsertedRowID
    }
}
