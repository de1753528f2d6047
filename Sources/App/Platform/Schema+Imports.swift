extension Schema {
    static let imports = """
        ALTER TABLE importBatch ADD COLUMN hubID INTEGER REFERENCES hub;
        ALTER TABLE establishment ADD COLUMN movedFrom INTEGER REFERENCES organisation;

        -- Files sent for an import that nobody has decided on yet.
        CREATE TABLE importDraft (
            id INTEGER PRIMARY KEY,
            hubID INTEGER REFERENCES hub,
            personID INTEGER REFERENCES person,
            at TEXT NOT NULL,
            -- What somebody said the columns are: column to field, or to nothing; as JSON.
            mapping TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(mapping))
        ) STRICT;
        CREATE TABLE importFile (
            draftID INTEGER NOT NULL REFERENCES importDraft ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            content BLOB NOT NULL,
            PRIMARY KEY (draftID, position)
        ) STRICT;

        -- The lines that an import could not use.
        CREATE TABLE importRefusal (
            id INTEGER PRIMARY KEY,
            batchID INTEGER NOT NULL REFERENCES importBatch,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            field TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX importRefusalByBatch ON importRefusal (batchID);
        """
}
