extension Schema {
    static let accounts = """
        -- Erased, a person is a number that the journal still names.
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
            address TEXT UNIQUE CHECK (address = lower(address) AND address LIKE '_%@_%'),
            passwordHash TEXT CHECK (passwordHash LIKE '$scrypt$%'),
            createdAt TEXT NOT NULL,
            confirmedAt TEXT,
            suspendedAt TEXT,
            erasedAt TEXT,
            CHECK ((erasedAt IS NULL) = (address IS NOT NULL)),
            CHECK (erasedAt IS NULL OR passwordHash IS NULL)
        ) STRICT;

        -- What a person is, where, and when. A role that ends the day it began was never held.
        CREATE TABLE role (
            id INTEGER PRIMARY KEY,
            personID INTEGER NOT NULL REFERENCES person,
            kind TEXT NOT NULL,
            hubID INTEGER REFERENCES hub,
            organisationID INTEGER REFERENCES organisation,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            CHECK (validUntil IS NULL OR validFrom <= validUntil),
            CHECK (CASE kind
                WHEN 'administration-systeme' THEN hubID IS NULL AND organisationID IS NULL
                WHEN 'animation-reseau' THEN hubID IS NULL AND organisationID IS NULL
                WHEN 'coordination-pole' THEN hubID IS NOT NULL AND organisationID IS NULL
                WHEN 'administration-pole' THEN hubID IS NOT NULL AND organisationID IS NULL
                WHEN 'representation-organisation' THEN hubID IS NULL AND organisationID IS NOT NULL
                WHEN 'partenaire' THEN organisationID IS NULL
                ELSE FALSE END)
        ) STRICT;
        CREATE INDEX roleByPerson ON role (personID);
        CREATE INDEX roleByHub ON role (hubID);

        -- A browser in which somebody has signed in; the cookie's secret is only here as its SHA-256.
        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            personID INTEGER NOT NULL REFERENCES person,
            secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
            openedAt TEXT NOT NULL,
            lastSeenAt TEXT NOT NULL,
            means TEXT NOT NULL CHECK (means IN ('lien', 'mot-de-passe')),
            browser TEXT NOT NULL CHECK (length(browser) <= 100)
        ) STRICT;
        CREATE INDEX sessionByPerson ON session (personID);

        -- A link sent by mail, good for one thing, once.
        CREATE TABLE oneTimeLink (
            id INTEGER PRIMARY KEY,
            purpose TEXT NOT NULL CHECK (purpose IN ('connexion', 'inscription', 'invitation', 'adresse')),
            secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
            address TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            name TEXT CHECK (length(name) BETWEEN 1 AND 100),
            createdAt TEXT NOT NULL,
            expiresAt TEXT NOT NULL,
            usedAt TEXT,
            CHECK ((purpose = 'inscription') = (personID IS NULL)),
            CHECK ((purpose = 'inscription') = (name IS NOT NULL))
        ) STRICT;
        CREATE INDEX oneTimeLinkByPerson ON oneTimeLink (personID);

        -- Mail to be sent; a message without next attempt is sent, or given up.
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            recipientName TEXT NOT NULL,
            subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
            body TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            nextAttemptAt TEXT,
            sentAt TEXT,
            lastError TEXT CHECK (length(lastError) <= 300),
            CHECK (sentAt IS NULL OR nextAttemptAt IS NULL)
        ) STRICT;
        CREATE INDEX outboxDue ON outbox (nextAttemptAt) WHERE nextAttemptAt IS NOT NULL;
        """
}
