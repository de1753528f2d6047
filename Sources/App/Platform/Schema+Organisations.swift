import Domain
import GRDB

extension Schema {
    /// The directory's records. The table of the first version held a name, a family and a word; it is made again with every
    /// field, so that each keeps its check.
    static let organisations = """
        CREATE TABLE importBatch (
            id INTEGER PRIMARY KEY,
            origin TEXT NOT NULL,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            created INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            refused INTEGER NOT NULL DEFAULT 0,
            undoneAt TEXT
        ) STRICT;

        CREATE TABLE record (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            acronym TEXT NOT NULL DEFAULT '',
            usualName TEXT NOT NULL DEFAULT '',
            siren TEXT NOT NULL DEFAULT '' CHECK (siren = '' OR siren GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
            siret TEXT NOT NULL DEFAULT '' CHECK (siret = '' OR length(siret) = 14),
            rna TEXT NOT NULL DEFAULT '' CHECK (rna = '' OR rna GLOB 'W?????????'),
            legalCategory TEXT NOT NULL DEFAULT '',
            family TEXT NOT NULL
                CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe', 'indeterminee')),
            essSirene TEXT NOT NULL DEFAULT '' CHECK (essSirene IN ('', 'O', 'N')),
            essList TEXT NOT NULL DEFAULT '' CHECK (essList IN ('', 'O')),
            labels TEXT NOT NULL DEFAULT '',
            activity TEXT NOT NULL DEFAULT '',
            activityNomenclature TEXT NOT NULL DEFAULT '',
            sectors TEXT NOT NULL DEFAULT '',
            summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 100),
            purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 5000),
            presentation TEXT NOT NULL DEFAULT '' CHECK (length(presentation) <= 5000),
            sizeBand TEXT NOT NULL DEFAULT '',
            sizeYear TEXT NOT NULL DEFAULT '',
            employer TEXT NOT NULL DEFAULT '' CHECK (employer IN ('', 'O', 'N')),
            state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'cessee')),
            createdOn TEXT NOT NULL DEFAULT '',
            closedOn TEXT NOT NULL DEFAULT '',
            website TEXT NOT NULL DEFAULT ''
                CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%'),
            email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254),
            phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
            address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
            postcode TEXT NOT NULL DEFAULT '',
            commune TEXT NOT NULL DEFAULT '' CHECK (commune = '' OR length(commune) = 5),
            town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
            longitude TEXT NOT NULL DEFAULT '',
            latitude TEXT NOT NULL DEFAULT '',
            precision TEXT NOT NULL DEFAULT '' CHECK (precision IN ('', 'adresse', 'rue', 'commune')),
            federations TEXT NOT NULL DEFAULT '',
            diffusion TEXT NOT NULL DEFAULT 'O' CHECK (diffusion IN ('O', 'P')),
            publication TEXT NOT NULL DEFAULT 'publiee'
                CHECK (publication IN ('publiee', 'proposee', 'retiree', 'fusionnee')),
            mergedInto INTEGER REFERENCES organisation,
            -- Where the record comes from; a field said by another source has its line in fieldOrigin.
            origin TEXT NOT NULL,
            batchID INTEGER REFERENCES importBatch,
            createdAt TEXT NOT NULL,
            updatedAt TEXT NOT NULL,
            -- The last time somebody who knows looked at the record and found it right.
            confirmedAt TEXT NOT NULL DEFAULT '',
            CHECK ((publication = 'fusionnee') = (mergedInto IS NOT NULL))
        ) STRICT;
        INSERT INTO record (id, slug, name, family, summary, origin, createdAt, updatedAt)
            SELECT id, slug, name, family, sector, 'faits', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'
            FROM organisation;
        DROP TABLE organisation;
        ALTER TABLE record RENAME TO organisation;
        CREATE INDEX organisationBySiren ON organisation (siren) WHERE siren <> '';
        CREATE INDEX organisationByRna ON organisation (rna) WHERE rna <> '';
        CREATE INDEX organisationByName ON organisation (name COLLATE NOCASE);
        CREATE INDEX organisationByBatch ON organisation (batchID) WHERE batchID IS NOT NULL;

        CREATE TABLE formerOrganisationSlug (
            slug TEXT NOT NULL PRIMARY KEY,
            organisationID INTEGER NOT NULL REFERENCES organisation
        ) STRICT, WITHOUT ROWID;

        -- The other places of an organisation; its head office is in the record.
        CREATE TABLE establishment (
            id INTEGER PRIMARY KEY,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            siret TEXT NOT NULL DEFAULT '' CHECK (siret = '' OR length(siret) = 14),
            name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 200),
            address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
            postcode TEXT NOT NULL DEFAULT '',
            commune TEXT NOT NULL DEFAULT '',
            town TEXT NOT NULL DEFAULT '',
            longitude TEXT NOT NULL DEFAULT '',
            latitude TEXT NOT NULL DEFAULT '',
            precision TEXT NOT NULL DEFAULT '' CHECK (precision IN ('', 'adresse', 'rue', 'commune')),
            sizeBand TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'cessee')),
            batchID INTEGER REFERENCES importBatch
        ) STRICT;
        CREATE INDEX establishmentByOrganisation ON establishment (organisationID);
        CREATE UNIQUE INDEX establishmentBySiret ON establishment (siret) WHERE siret <> '';

        -- Who said last what a field says, when it is not the record's own origin.
        CREATE TABLE fieldOrigin (
            organisationID INTEGER NOT NULL REFERENCES organisation,
            field TEXT NOT NULL,
            origin TEXT NOT NULL,
            PRIMARY KEY (organisationID, field)
        ) STRICT, WITHOUT ROWID;

        -- Every change of every field. The creation itself is the record's origin, batch and createdAt.
        CREATE TABLE fieldChange (
            id INTEGER PRIMARY KEY,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            field TEXT NOT NULL,
            old TEXT NOT NULL,
            new TEXT NOT NULL,
            -- Who had said the old value, so that undoing gives it back to them.
            oldOrigin TEXT NOT NULL,
            origin TEXT NOT NULL,
            batchID INTEGER REFERENCES importBatch,
            personID INTEGER REFERENCES person,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX fieldChangeByOrganisation ON fieldChange (organisationID, id);
        CREATE INDEX fieldChangeByBatch ON fieldChange (batchID) WHERE batchID IS NOT NULL;

        -- Networks and federations (têtes de réseau) that organisations belong to.
        CREATE TABLE federation (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
        ) STRICT;

        -- Goes up with every write that the directory shows; whoever keeps a copy in memory compares.
        CREATE TABLE directoryVersion (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL
        ) STRICT;
        INSERT INTO directoryVersion (id, version) VALUES (1, 1);
        """
}
