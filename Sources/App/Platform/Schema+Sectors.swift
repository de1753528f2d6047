import GRDB

extension Schema {
    static let sectors = """
        -- What organisations do, as the network names it. One that is used is never deleted: it is retired.
        CREATE TABLE sector (
            code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40 AND code NOT GLOB '*[^a-z0-9-]*'),
            label TEXT NOT NULL UNIQUE CHECK (length(label) BETWEEN 1 AND 100),
            definition TEXT NOT NULL DEFAULT '' CHECK (length(definition) <= 500),
            rank INTEGER NOT NULL,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            CHECK (validUntil IS NULL OR validFrom < validUntil)
        ) STRICT, WITHOUT ROWID;

        -- Which sector an activity code suggests, by its beginning; the longest beginning wins. NULL: none in particular.
        CREATE TABLE sectorRule (
            nomenclature TEXT NOT NULL CHECK (nomenclature IN ('NAFRev2', 'NAF2025')),
            prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 5 AND prefix NOT GLOB '*[^0-9A-Z]*'),
            sector TEXT REFERENCES sector,
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            PRIMARY KEY (nomenclature, prefix)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sectorRuleBySector ON sectorRule (sector);
        """
}
