import GRDB

extension Schema {
    static let essPerimeter = """
        -- Versions of what the network counts as ESS by legal form and activity. A version without a date is being written;
        -- one that has its date is never edited: another is made from it.
        CREATE TABLE essVersion (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            validFrom TEXT UNIQUE CHECK (validFrom IS date(validFrom)),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            copyOf INTEGER REFERENCES essVersion,
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE TABLE essCategory (
            versionID INTEGER NOT NULL REFERENCES essVersion,
            code TEXT NOT NULL CHECK (code GLOB '[0-9][0-9][0-9][0-9]'),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
            family TEXT CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe')),
            standing TEXT NOT NULL CHECK (standing IN ('dedans', 'douteux', 'dehors')),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            PRIMARY KEY (versionID, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE essExclusion (
            versionID INTEGER NOT NULL REFERENCES essVersion,
            nomenclature TEXT NOT NULL CHECK (nomenclature IN ('NAFRev2', 'NAF2025')),
            prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 5 AND prefix NOT GLOB '*[^0-9A-Z]*'),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            PRIMARY KEY (versionID, nomenclature, prefix)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER essCategoryIsSettled BEFORE INSERT ON essCategory
            WHEN (SELECT validFrom FROM essVersion WHERE id = NEW.versionID) IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;
        CREATE TRIGGER essCategoryStays BEFORE DELETE ON essCategory
            WHEN (SELECT validFrom FROM essVersion WHERE id = OLD.versionID) IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;
        CREATE TRIGGER essCategoryIsNotEdited BEFORE UPDATE ON essCategory
            BEGIN SELECT RAISE(ABORT, 'une ligne se remplace'); END;
        CREATE TRIGGER essExclusionIsSettled BEFORE INSERT ON essExclusion
            WHEN (SELECT validFrom FROM essVersion WHERE id = NEW.versionID) IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;
        CREATE TRIGGER essExclusionStays BEFORE DELETE ON essExclusion
            WHEN (SELECT validFrom FROM essVersion WHERE id = OLD.versionID) IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'une version datée ne se modifie pas'); END;
        CREATE TRIGGER essExclusionIsNotEdited BEFORE UPDATE ON essExclusion
            BEGIN SELECT RAISE(ABORT, 'une ligne se remplace'); END;

        -- What the network says of one organisation, against form and registers, with its reason.
        ALTER TABLE organisation ADD COLUMN essNetwork TEXT NOT NULL DEFAULT '' CHECK (essNetwork IN ('', 'O', 'N'));
        ALTER TABLE organisation ADD COLUMN essReason TEXT NOT NULL DEFAULT '' CHECK (length(essReason) <= 300);
        ALTER TABLE organisation ADD COLUMN familyReason TEXT NOT NULL DEFAULT '' CHECK (length(familyReason) <= 300);
        -- The organisation that this one is a branch of, by its number.
        ALTER TABLE organisation ADD COLUMN parent TEXT NOT NULL DEFAULT '' CHECK (parent NOT GLOB '*[^0-9]*');
        -- « collectif »: several people or organisations without a legal person.
        ALTER TABLE organisation ADD COLUMN existence TEXT NOT NULL DEFAULT '' CHECK (existence IN ('', 'collectif'));
        """
}
