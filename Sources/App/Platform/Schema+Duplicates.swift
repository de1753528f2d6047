extension Schema {
    static let duplicates = """
        -- Records made one. The trace, as JSON, says what moved and what changed, so that it can be undone.
        CREATE TABLE organisationMerge (
            id INTEGER PRIMARY KEY,
            keptID INTEGER NOT NULL REFERENCES organisation,
            absorbedID INTEGER NOT NULL REFERENCES organisation,
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            trace TEXT NOT NULL CHECK (json_valid(trace)),
            undoneAt TEXT,
            undoneBy INTEGER REFERENCES person,
            CHECK (keptID <> absorbedID),
            CHECK (undoneAt IS NOT NULL OR undoneBy IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX organisationMergedOnce ON organisationMerge (absorbedID) WHERE undoneAt IS NULL;
        CREATE INDEX organisationMergeByKept ON organisationMerge (keptID);

        -- Pairs of records that somebody looked at and found to be two organisations.
        CREATE TABLE distinctOrganisations (
            firstID INTEGER NOT NULL REFERENCES organisation,
            secondID INTEGER NOT NULL REFERENCES organisation,
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            PRIMARY KEY (firstID, secondID),
            CHECK (firstID < secondID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX distinctOrganisationsBySecond ON distinctOrganisations (secondID);
        """
}
