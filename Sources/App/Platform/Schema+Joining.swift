extension Schema {
    static let joining = """
        -- An organisation asks to join a hub (R6). What says who wrote is forgotten when the answer is no.
        CREATE TABLE joiningRequest (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            -- Null until it is admitted, when the directory did not have it.
            organisationID INTEGER REFERENCES organisation,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            family TEXT NOT NULL,
            siren TEXT NOT NULL DEFAULT '' CHECK (siren = '' OR length(siren) = 9),
            town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
            summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 100),
            isPublicBody INTEGER NOT NULL DEFAULT 0 CHECK (isPublicBody IN (0, 1)),
            employees INTEGER CHECK (employees BETWEEN 0 AND 1000000),
            budget INTEGER CHECK (budget BETWEEN 0 AND 100000000000),
            contactName TEXT NOT NULL DEFAULT '' CHECK (length(contactName) <= 100),
            contactRole TEXT NOT NULL DEFAULT '' CHECK (length(contactRole) <= 100),
            contactAddress TEXT NOT NULL DEFAULT '' CHECK (length(contactAddress) <= 254),
            personID INTEGER REFERENCES person,
            titularName TEXT NOT NULL DEFAULT '' CHECK (length(titularName) <= 100),
            titularAddress TEXT NOT NULL DEFAULT '' CHECK (length(titularAddress) <= 254),
            deputyName TEXT NOT NULL DEFAULT '' CHECK (length(deputyName) <= 100),
            deputyAddress TEXT NOT NULL DEFAULT '' CHECK (length(deputyAddress) <= 254),
            charterVersion INTEGER NOT NULL,
            -- By key of the charter's principles, what the organisation says of each, in JSON.
            answers TEXT NOT NULL,
            motivation TEXT NOT NULL CHECK (length(motivation) BETWEEN 1 AND 5000),
            brings TEXT NOT NULL DEFAULT '' CHECK (length(brings) <= 2000),
            expects TEXT NOT NULL DEFAULT '' CHECK (length(expects) <= 2000),
            state TEXT NOT NULL
                CHECK (state IN ('a-confirmer', 'deposee', 'complement', 'admise', 'refusee', 'retiree')),
            -- Of the link that was mailed to follow the request.
            secretHash BLOB UNIQUE CHECK (length(secretHash) = 32),
            createdAt TEXT NOT NULL,
            -- The body of the hub that decided, and when it sat.
            decidedBy TEXT NOT NULL DEFAULT '' CHECK (length(decidedBy) <= 200),
            decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 2000),
            CHECK (state NOT IN ('admise', 'refusee') OR (decidedBy <> '' AND decidedOn IS NOT NULL)),
            CHECK (state <> 'admise' OR organisationID IS NOT NULL),
            CHECK (state <> 'refusee' OR reason <> ''),
            CHECK (state NOT IN ('refusee', 'retiree') OR contactName || contactAddress || titularName
                || titularAddress || deputyName || deputyAddress = '')
        ) STRICT;
        CREATE INDEX joiningRequestByHub ON joiningRequest (hubID, state);
        CREATE INDEX joiningRequestByPerson ON joiningRequest (personID) WHERE personID IS NOT NULL;
        CREATE UNIQUE INDEX oneRequestAtATime ON joiningRequest (hubID, organisationID)
            WHERE state IN ('deposee', 'complement') AND organisationID IS NOT NULL;

        -- What happened to a request, one line each.
        CREATE TABLE joiningStep (
            id INTEGER PRIMARY KEY,
            requestID INTEGER NOT NULL REFERENCES joiningRequest,
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            kind TEXT NOT NULL CHECK (kind IN ('deposee', 'complement', 'reponse', 'admise', 'refusee', 'retiree')),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 5000)
        ) STRICT;
        CREATE INDEX joiningStepByRequest ON joiningStep (requestID);

        CREATE TABLE joiningDocument (
            requestID INTEGER NOT NULL REFERENCES joiningRequest,
            documentID INTEGER NOT NULL REFERENCES hubDocument,
            PRIMARY KEY (requestID, documentID)
        ) STRICT, WITHOUT ROWID;

        -- The double quality (R7): what a member brought to its hub, and what it received from it.
        CREATE TABLE memberExchange (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            direction TEXT NOT NULL CHECK (direction IN ('apport', 'benefice')),
            nature TEXT NOT NULL CHECK (nature IN ('temps', 'competence', 'lieu', 'argent', 'nature')),
            -- One of the five functions of a hub (R11).
            function TEXT NOT NULL
                CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
            day TEXT NOT NULL CHECK (day IS date(day)),
            minutes INTEGER CHECK (minutes BETWEEN 1 AND 6000000),
            -- Money, or what a place or a thing is reckoned at, in cents.
            amount INTEGER CHECK (amount BETWEEN 1 AND 10000000000),
            description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 300),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            cancelledAt TEXT,
            cancellationReason TEXT CHECK (length(cancellationReason) BETWEEN 1 AND 500),
            CHECK ((nature IN ('temps', 'competence')) = (minutes IS NOT NULL)),
            CHECK (nature <> 'argent' OR amount IS NOT NULL),
            CHECK (nature NOT IN ('temps', 'competence') OR amount IS NULL),
            CHECK ((cancelledAt IS NULL) = (cancellationReason IS NULL))
        ) STRICT;
        CREATE INDEX memberExchangeByMember ON memberExchange (hubID, organisationID);
        """
}
