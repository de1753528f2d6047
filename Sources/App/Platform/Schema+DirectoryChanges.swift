extension Schema {
    /// Which records changed at which version of the directory, so that copies in memory read only those. New records need no
    /// line: their numbers are above all others.
    static let directoryChanges = """
        -- Goes up when territories, their outlines or the sectors change: everything is read again.
        ALTER TABLE directoryVersion ADD COLUMN territories INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE directoryChange (
            organisationID INTEGER PRIMARY KEY,
            -- The version that tells of the change.
            version INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX directoryChangeByVersion ON directoryChange (version);

        """
        + changes("organisation", ["UPDATE", "DELETE"], of: "id")
        + changes("establishment", ["INSERT", "UPDATE", "DELETE"], of: "organisationID")
        + changes("offer", ["INSERT", "UPDATE", "DELETE"], of: "organisationID", raises: true)
        + changes("hubMember", ["INSERT", "UPDATE", "DELETE"], of: "organisationID", raises: true)
        + membersChange("hubPerimeter", ["INSERT", "UPDATE", "DELETE"], hub: "hubID")
        + membersChange("hub", ["INSERT", "UPDATE"], hub: "id")
        + ["territory", "territoryName", "membership", "topology", "sector", "sectorRule"].map { everythingChanges($0) }
        .joined()

    private static let raise = "UPDATE directoryVersion SET version = version + 1;"

    /// The side of a row that a trigger speaks of.
    private static func side(_ event: String) -> String { event == "DELETE" ? "OLD" : "NEW" }

    private static func changes(_ table: String, _ events: [String], of column: String, raises: Bool = false) -> String
    {
        events.map { event in
            """
            CREATE TRIGGER \(table)_\(event.lowercased()) AFTER \(event) ON \(table) BEGIN
                INSERT INTO directoryChange (organisationID, version)
                    SELECT \(side(event)).\(column), version + 1 FROM directoryVersion WHERE true
                    ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
                \(raises ? raise : "")
            END;

            """
        }.joined()
    }

    private static func membersChange(_ table: String, _ events: [String], hub: String) -> String {
        events.map { event in
            """
            CREATE TRIGGER \(table)_\(event.lowercased()) AFTER \(event) ON \(table) BEGIN
                INSERT INTO directoryChange (organisationID, version)
                    SELECT DISTINCT m.organisationID, v.version + 1 FROM hubMember m, directoryVersion v
                    WHERE m.hubID = \(side(event)).\(hub)
                    ON CONFLICT (organisationID) DO UPDATE SET version = excluded.version;
                \(raise)
            END;

            """
        }.joined()
    }

    private static func everythingChanges(_ table: String) -> String {
        ["INSERT", "UPDATE", "DELETE"].map { event in
            """
            CREATE TRIGGER \(table)_\(event.lowercased()) AFTER \(event) ON \(table) BEGIN
                UPDATE directoryVersion SET version = version + 1, territories = territories + 1;
            END;

            """
        }.joined()
    }
}
