extension Schema {
    /// Assemblies before they open: what they are, their agenda, what members send and answer.
    static let assemblies = """
        CREATE TABLE assembly (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            kind TEXT NOT NULL CHECK (kind IN (
                'constitutive', 'ordinaire', 'extraordinaire', 'mixte', 'conseil', 'bureau')),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            date TEXT CHECK (date IS date(date)),
            startsAt TEXT CHECK (startsAt GLOB '[0-2][0-9]:[0-5][0-9]' AND startsAt < '24:00'),
            place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 300),
            onlineAddress TEXT NOT NULL DEFAULT '' CHECK (length(onlineAddress) <= 500)
                CHECK (onlineAddress = '' OR onlineAddress LIKE 'https://%' OR onlineAddress LIKE 'http://%'),
            introduction TEXT NOT NULL DEFAULT '' CHECK (length(introduction) <= 5000),
            -- The body of the statutes that meets, for a board or a bureau.
            bodyKey TEXT CHECK (length(bodyKey) BETWEEN 1 AND 100),
            secondCallOf INTEGER UNIQUE REFERENCES assembly,
            -- The version in force at the convocation, and its rules: what is voted later changes nothing of it.
            statutesID INTEGER,
            statutes TEXT CHECK (statutes IS NULL OR json_valid(statutes)),
            state TEXT NOT NULL DEFAULT 'preparation' CHECK (state IN (
                'preparation', 'convoquee', 'ouverte', 'close', 'approuvee', 'scellee', 'annulee')),
            amendmentsUntil TEXT CHECK (amendmentsUntil IS date(amendmentsUntil)),
            isPublic INTEGER NOT NULL DEFAULT 1 CHECK (isPublic IN (0, 1)),
            convenedOn TEXT CHECK (convenedOn IS date(convenedOn)),
            overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
            cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 1000),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            CHECK (secondCallOf IS NULL OR secondCallOf <> id),
            CHECK (statutesID IS NULL OR statutes IS NOT NULL),
            CHECK (state IN ('preparation', 'annulee') OR (date IS NOT NULL AND statutes IS NOT NULL
                AND convenedOn IS NOT NULL)),
            CHECK ((state = 'annulee') = (cancelReason IS NOT NULL))
        ) STRICT;
        CREATE INDEX assemblyByHub ON assembly (hubID, date);
        CREATE INDEX assemblyByDay ON assembly (date) WHERE state = 'convoquee';

        -- What is frozen at the convocation does not move any more.
        CREATE TRIGGER convenedRulesAreFrozen BEFORE UPDATE OF statutes, statutesID, kind, hubID, secondCallOf, convenedOn
            ON assembly WHEN OLD.convenedOn IS NOT NULL
                AND (NEW.statutes IS NOT OLD.statutes OR NEW.statutesID IS NOT OLD.statutesID OR NEW.kind <> OLD.kind
                OR NEW.hubID <> OLD.hubID OR NEW.secondCallOf IS NOT OLD.secondCallOf
                OR NEW.convenedOn IS NOT OLD.convenedOn)
            BEGIN SELECT RAISE(ABORT, 'une assemblée convoquée garde ses statuts et sa sorte'); END;

        CREATE TABLE agendaItem (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            position INTEGER NOT NULL CHECK (position >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('information', 'deliberation', 'election', 'statuts')),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
            rulesOf TEXT CHECK (rulesOf IN ('ordinaire', 'extraordinaire')),
            bodyKey TEXT CHECK (length(bodyKey) BETWEEN 1 AND 100),
            seats INTEGER CHECK (seats BETWEEN 1 AND 10000),
            method TEXT CHECK (method IN (
                'majorite-simple', 'deux-tours', 'liste-de-noms', 'jugement-majoritaire', 'vote-transferable', 'schulze',
                'consentement', 'sans-candidat')),
            isSecret INTEGER NOT NULL DEFAULT 0 CHECK (isSecret IN (0, 1)),
            minutes INTEGER CHECK (minutes BETWEEN 1 AND 1440),
            UNIQUE (assemblyID, position),
            CHECK (kind = 'election' OR (bodyKey IS NULL AND seats IS NULL AND method IS NULL))
        ) STRICT;

        CREATE TABLE agendaDocument (
            itemID INTEGER NOT NULL REFERENCES agendaItem ON DELETE CASCADE,
            documentID INTEGER NOT NULL REFERENCES document,
            addedAt TEXT NOT NULL,
            addedBy INTEGER REFERENCES person,
            PRIMARY KEY (itemID, documentID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX agendaDocumentByDocument ON agendaDocument (documentID);

        -- Proxies: given in answer to the convocation, then at the door. A withdrawal keeps what it withdraws.
        CREATE TABLE proxyGrant (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            giver INTEGER NOT NULL REFERENCES organisation,
            -- Nobody: a blank proxy, as the statutes say.
            holder INTEGER REFERENCES organisation,
            -- Positions of the agenda, as a JSON list of numbers; nothing: the whole assembly.
            items TEXT CHECK (items IS NULL OR json_valid(items)),
            -- The item from which it is given, and the first for which it is withdrawn; 0 is before the opening.
            since INTEGER NOT NULL DEFAULT 0 CHECK (since >= 0),
            withdrawnFrom INTEGER CHECK (withdrawnFrom >= since),
            how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier', 'seance')),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK (holder IS NULL OR holder <> giver)
        ) STRICT;
        CREATE INDEX proxyGrantByAssembly ON proxyGrant (assemblyID, giver);
        CREATE INDEX proxyGrantByGiver ON proxyGrant (giver);
        CREATE INDEX proxyGrantByHolder ON proxyGrant (holder);
        """
}
