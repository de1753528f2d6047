extension Schema {
    static let mandates = """
        -- Who holds which seat of which body, from when until when. A line recorded by mistake is cancelled and stays.
        CREATE TABLE mandate (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            -- A body of the statutes in force on the first day, by its key.
            bodyKey TEXT NOT NULL CHECK (length(bodyKey) BETWEEN 1 AND 60),
            duty TEXT NOT NULL CHECK (duty IN (
                'membre', 'presidence', 'copresidence', 'vice-presidence', 'tresorerie', 'tresorerie-adjointe',
                'secretariat', 'secretariat-adjoint')),
            college TEXT CHECK (length(college) BETWEEN 1 AND 60),
            organisationID INTEGER NOT NULL REFERENCES organisation,
            representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 100),
            -- The person agreed that the public reads their name.
            showsName INTEGER NOT NULL DEFAULT 0 CHECK (showsName IN (0, 1)),
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT NOT NULL CHECK (validUntil IS date(validUntil)),
            endedOn TEXT CHECK (endedOn IS date(endedOn)),
            endReason TEXT CHECK (length(endReason) BETWEEN 1 AND 500),
            -- The assembly that elected, when it was held here.
            assemblyID INTEGER REFERENCES assembly,
            -- Recorded although the statutes do not allow it: by whom it was decided, and why.
            overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            -- When those who look after the hub were written to: about the end of the term, about the declaration.
            remindedAt TEXT,
            declarationRemindedAt TEXT,
            cancelledAt TEXT,
            cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 500),
            CHECK (validFrom < validUntil),
            CHECK (endedOn IS NULL OR endedOn >= validFrom),
            CHECK ((endedOn IS NULL) = (endReason IS NULL)),
            CHECK ((cancelledAt IS NULL) = (cancelReason IS NULL))
        ) STRICT;
        CREATE INDEX mandateByHub ON mandate (hubID);
        CREATE INDEX mandateByAssembly ON mandate (assemblyID) WHERE assemblyID IS NOT NULL;
        CREATE INDEX mandateByOrganisation ON mandate (organisationID);
        CREATE TRIGGER mandateKeepsItsFacts
            BEFORE UPDATE OF hubID, bodyKey, duty, college, validFrom, validUntil, assemblyID ON mandate
            BEGIN SELECT RAISE(ABORT, 'un mandat enregistré se termine ou s''annule, il ne se modifie pas'); END;
        CREATE TRIGGER mandateIsNotErased BEFORE DELETE ON mandate
            BEGIN SELECT RAISE(ABORT, 'un mandat ne s''efface pas : on l''annule'); END;

        -- Changes of directors told to the registry (loi de 1901, article 5), with what the registry answered.
        CREATE TABLE boardDeclaration (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            declaredOn TEXT NOT NULL CHECK (declaredOn IS date(declaredOn)),
            reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 200),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX boardDeclarationByHub ON boardDeclaration (hubID);
        """
}
