extension Schema {
    static let territories = """
        CREATE TABLE territory (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'pays', 'epci', 'commune')),
            code TEXT NOT NULL CHECK (length(code) > 0),
            slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
            UNIQUE (kind, code)
        ) STRICT;

        -- What a territory is called during a time; outside of it the territory does not exist.
        CREATE TABLE territoryName (
            id INTEGER PRIMARY KEY,
            territoryID INTEGER NOT NULL REFERENCES territory,
            name TEXT NOT NULL CHECK (length(name) > 0),
            shortName TEXT NOT NULL CHECK (length(shortName) > 0),
            validFrom TEXT CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            sourceID INTEGER NOT NULL REFERENCES source,
            CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
        ) STRICT;
        CREATE INDEX territoryNameByTerritory ON territoryName (territoryID);
        CREATE TRIGGER oneNameAtATime BEFORE INSERT ON territoryName
            WHEN EXISTS (
                SELECT 1 FROM territoryName other WHERE other.territoryID = NEW.territoryID
                AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
                AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
            BEGIN SELECT RAISE(ABORT, 'un territoire n''a qu''un nom à la fois'); END;

        CREATE TABLE membership (
            id INTEGER PRIMARY KEY,
            partID INTEGER NOT NULL REFERENCES territory,
            wholeID INTEGER NOT NULL REFERENCES territory,
            wholeKind TEXT NOT NULL CHECK (wholeKind IN ('region', 'departement', 'pays', 'epci', 'commune')),
            validFrom TEXT CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            sourceID INTEGER NOT NULL REFERENCES source,
            CHECK (partID <> wholeID),
            CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
        ) STRICT;
        CREATE INDEX membershipByPart ON membership (partID, wholeKind);
        CREATE INDEX membershipByWhole ON membership (wholeID);
        CREATE TRIGGER membershipOfItsKind BEFORE INSERT ON membership
            WHEN NEW.wholeKind <> (SELECT kind FROM territory WHERE id = NEW.wholeID)
            BEGIN SELECT RAISE(ABORT, 'le territoire d''appartenance n''est pas de cette sorte'); END;
        CREATE TRIGGER oneWholeOfAKindAtATime BEFORE INSERT ON membership
            WHEN EXISTS (
                SELECT 1 FROM membership other WHERE other.partID = NEW.partID AND other.wholeKind = NEW.wholeKind
                AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
                AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
            BEGIN SELECT RAISE(ABORT, 'un territoire n''appartient qu''à un seul territoire de chaque sorte à la fois'); END;

        CREATE TABLE population (
            territoryID INTEGER NOT NULL REFERENCES territory,
            year INTEGER NOT NULL CHECK (year BETWEEN 1790 AND 2200),
            inhabitants INTEGER NOT NULL CHECK (inhabitants >= 0),
            sourceID INTEGER NOT NULL REFERENCES source,
            PRIMARY KEY (territoryID, year)
        ) STRICT, WITHOUT ROWID;

        -- The outlines of all the territories of a kind, sharing their borders; the latest one imported is drawn.
        CREATE TABLE topology (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'pays', 'epci', 'commune')),
            isDrawing INTEGER NOT NULL CHECK (isDrawing IN (0, 1)),
            body TEXT NOT NULL CHECK (json_valid(body)),
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            importedAt TEXT NOT NULL,
            sourceID INTEGER NOT NULL REFERENCES source
        ) STRICT;

        -- A published figure about a territory (R5): kept as an integer with a unit, never without its source.
        -- The columns of its key come first: SQLite 3.40.1 checks such a table wrongly when one comes later.
        CREATE TABLE keyFigure (
            territoryID INTEGER NOT NULL REFERENCES territory,
            name TEXT NOT NULL,
            year INTEGER NOT NULL,
            sourceID INTEGER NOT NULL REFERENCES source,
            value INTEGER NOT NULL,
            unit TEXT NOT NULL CHECK (unit IN ('etablissements', 'salaries', 'dixiemes-de-pourcent', 'euros')),
            PRIMARY KEY (territoryID, name, year, sourceID)
        ) STRICT, WITHOUT ROWID;
        """
}
