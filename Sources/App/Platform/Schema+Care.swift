extension Schema {
    /// What keeps records right: mailed links, proposals and their decisions, reminders.
    static let care = """
        -- A link mailed to a record's own address: it opens that record and nothing else.
        CREATE TABLE recordLink (
            id INTEGER PRIMARY KEY,
            purpose TEXT NOT NULL CHECK (purpose IN ('correction', 'rappels')),
            secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
            organisationID INTEGER NOT NULL REFERENCES organisation,
            -- Where it went: a record that has another address since is not opened by it.
            address TEXT NOT NULL,
            createdAt TEXT NOT NULL,
            expiresAt TEXT NOT NULL,
            usedAt TEXT
        ) STRICT;
        CREATE INDEX recordLinkByOrganisation ON recordLink (organisationID);

        -- What somebody without a role proposes, or an organisation asks of a hub, until it is decided.
        CREATE TABLE proposal (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('correction', 'inscription', 'reclamation', 'participation')),
            organisationID INTEGER REFERENCES organisation,
            -- The hub that is asked, and from when the organisation would take part.
            hubID INTEGER REFERENCES hub,
            validFrom TEXT CHECK (validFrom IS date(validFrom)),
            -- Of whoever proposes; forgotten with the decision.
            senderName TEXT NOT NULL DEFAULT '' CHECK (length(senderName) <= 100),
            senderRole TEXT NOT NULL DEFAULT '' CHECK (length(senderRole) <= 100),
            senderAddress TEXT NOT NULL DEFAULT '' CHECK (length(senderAddress) <= 254),
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
            personID INTEGER REFERENCES person,
            createdAt TEXT NOT NULL,
            decidedAt TEXT,
            decidedBy INTEGER REFERENCES person,
            decision TEXT CHECK (decision IN ('acceptee', 'en-partie', 'refusee')),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
            CHECK (organisationID IS NOT NULL OR kind = 'inscription'),
            CHECK ((kind = 'participation') = (hubID IS NOT NULL)),
            CHECK ((hubID IS NULL) = (validFrom IS NULL)),
            CHECK ((decidedAt IS NULL) = (decision IS NULL)),
            CHECK (decidedAt IS NULL OR senderName || senderRole || senderAddress || message = '')
        ) STRICT;
        CREATE INDEX proposalWaiting ON proposal (id) WHERE decidedAt IS NULL;
        CREATE INDEX proposalByOrganisation ON proposal (organisationID);
        CREATE UNIQUE INDEX onePartAskedAtATime ON proposal (organisationID, hubID)
            WHERE kind = 'participation' AND decidedAt IS NULL;

        CREATE TABLE proposedField (
            proposalID INTEGER NOT NULL REFERENCES proposal,
            field TEXT NOT NULL,
            old TEXT NOT NULL,
            new TEXT NOT NULL,
            decision TEXT CHECK (decision IN ('acceptee', 'refusee')),
            PRIMARY KEY (proposalID, field)
        ) STRICT, WITHOUT ROWID;

        -- The hubs that may decide: those of the organisation, or of the place. The network sees every proposal.
        CREATE TABLE proposalHub (
            proposalID INTEGER NOT NULL REFERENCES proposal,
            hubID INTEGER NOT NULL REFERENCES hub,
            PRIMARY KEY (proposalID, hubID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX proposalHubByHub ON proposalHub (hubID);

        -- Letters that asked an organisation to look at its record again.
        CREATE TABLE recordReminder (
            id INTEGER PRIMARY KEY,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            sentAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX recordReminderByOrganisation ON recordReminder (organisationID, sentAt);

        CREATE TABLE reminderRefusal (
            organisationID INTEGER NOT NULL PRIMARY KEY REFERENCES organisation,
            refusedAt TEXT NOT NULL
        ) STRICT;
        """
}
