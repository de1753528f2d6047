extension Schema {
    static let statutes = """
        -- Versions of a hub's statutes: rules (what assemblies decide by) and prose, as JSON. One draft at a time;
        -- what was adopted is never changed.
        CREATE TABLE statutesVersion (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            version INTEGER NOT NULL CHECK (version >= 1),
            state TEXT NOT NULL CHECK (state IN ('brouillon', 'adoptee', 'remplacee', 'abandonnee')),
            rules TEXT NOT NULL CHECK (json_valid(rules)),
            prose TEXT NOT NULL CHECK (json_valid(prose)),
            copyOf INTEGER REFERENCES statutesVersion,
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            adoptedOn TEXT CHECK (adoptedOn IS date(adoptedOn)),
            inForceFrom TEXT CHECK (inForceFrom IS date(inForceFrom)),
            -- The assembly held here that adopted it.
            assemblyID INTEGER REFERENCES assembly,
            isPublic INTEGER NOT NULL DEFAULT 0 CHECK (isPublic IN (0, 1)),
            -- Adopted before the hub used the program: why nobody can see the assembly here, and the proof.
            earlierReason TEXT CHECK (length(earlierReason) BETWEEN 1 AND 1000),
            earlierDocumentID INTEGER REFERENCES document,
            abandonReason TEXT CHECK (length(abandonReason) BETWEEN 1 AND 500),
            UNIQUE (hubID, version),
            CHECK ((state IN ('adoptee', 'remplacee')) = (adoptedOn IS NOT NULL)),
            CHECK ((adoptedOn IS NULL) = (inForceFrom IS NULL)),
            CHECK (adoptedOn IS NULL OR adoptedOn <= inForceFrom),
            CHECK (isPublic = 0 OR adoptedOn IS NOT NULL),
            CHECK ((state = 'abandonnee') = (abandonReason IS NOT NULL)),
            CHECK (assemblyID IS NULL OR (adoptedOn IS NOT NULL AND earlierReason IS NULL)),
            CHECK (earlierDocumentID IS NULL OR earlierReason IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX oneDraftOfStatutes ON statutesVersion (hubID) WHERE state = 'brouillon';
        CREATE UNIQUE INDEX oneLastAdoptedStatutes ON statutesVersion (hubID) WHERE state = 'adoptee';
        CREATE INDEX statutesByAssembly ON statutesVersion (assemblyID) WHERE assemblyID IS NOT NULL;
        CREATE TRIGGER statutesAreSettled
            BEFORE UPDATE OF hubID, version, rules, prose, adoptedOn, inForceFrom, assemblyID, earlierReason,
                earlierDocumentID
            ON statutesVersion WHEN OLD.state <> 'brouillon'
            BEGIN SELECT RAISE(ABORT, 'une version adoptée ou abandonnée ne se modifie pas'); END;
        CREATE TRIGGER statutesAreNotUnmade BEFORE UPDATE OF state ON statutesVersion
            WHEN OLD.state = 'abandonnee' OR (OLD.state <> 'brouillon' AND NEW.state NOT IN ('adoptee', 'remplacee'))
            BEGIN SELECT RAISE(ABORT, 'une version adoptée ou abandonnée le reste'); END;
        CREATE TRIGGER statutesAreNotErased BEFORE DELETE ON statutesVersion
            BEGIN SELECT RAISE(ABORT, 'une version des statuts ne s''efface pas'); END;
        """
}
