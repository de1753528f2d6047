extension Schema {
    /// What goes out to members before an assembly, and what they send back.
    static let convocation = """
        -- Those who sit in the body that meets, when it is a board or a bureau.
        CREATE TABLE assemblyInvitee (
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            PRIMARY KEY (assemblyID, organisationID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX assemblyInviteeByOrganisation ON assemblyInvitee (organisationID);

        -- Each letter that left: to whom, when, how.
        CREATE TABLE assemblySending (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            kind TEXT NOT NULL CHECK (kind IN ('convocation', 'rappel', 'changement', 'annulation')),
            way TEXT NOT NULL CHECK (way IN ('courriel', 'lettre')),
            recipient TEXT NOT NULL DEFAULT '' CHECK (length(recipient) <= 200),
            -- Empty for a letter on paper.
            address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 254),
            sentOn TEXT NOT NULL CHECK (sentOn IS date(sentOn)),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            -- Mail is forgotten after some time; that it was delivered stays.
            outboxID INTEGER REFERENCES outbox ON DELETE SET NULL,
            deliveredAt TEXT,
            CHECK ((way = 'courriel') = (address <> ''))
        ) STRICT;
        CREATE INDEX assemblySendingByAssembly ON assemblySending (assemblyID, organisationID);
        CREATE INDEX assemblySendingByOrganisation ON assemblySending (organisationID);
        CREATE INDEX assemblySendingByMail ON assemblySending (outboxID) WHERE outboxID IS NOT NULL;
        CREATE TRIGGER aLetterWasDelivered AFTER UPDATE OF sentAt ON outbox WHEN NEW.sentAt IS NOT NULL
            BEGIN UPDATE assemblySending SET deliveredAt = NEW.sentAt WHERE outboxID = NEW.id; END;

        -- A link in a letter: it answers for that organisation at that assembly, and nothing else.
        CREATE TABLE assemblyLink (
            id INTEGER PRIMARY KEY,
            secretHash BLOB NOT NULL UNIQUE CHECK (length(secretHash) = 32),
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            recipient TEXT NOT NULL DEFAULT '' CHECK (length(recipient) <= 200),
            createdAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX assemblyLinkByAssembly ON assemblyLink (assemblyID, organisationID);
        CREATE INDEX assemblyLinkByOrganisation ON assemblyLink (organisationID);

        -- Every answer, in order; the last of an organisation holds.
        CREATE TABLE assemblyAnswer (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            choice TEXT NOT NULL CHECK (choice IN ('presente', 'en-ligne', 'pouvoir', 'excusee')),
            representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 100),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
            how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier')),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX assemblyAnswerByAssembly ON assemblyAnswer (assemblyID, organisationID);
        CREATE INDEX assemblyAnswerByOrganisation ON assemblyAnswer (organisationID);

        -- What members send before the date: shown under its item with what becomes of it.
        CREATE TABLE amendment (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            -- Nothing: about the assembly as a whole.
            itemID INTEGER REFERENCES agendaItem,
            kind TEXT NOT NULL CHECK (kind IN ('amendement', 'question')),
            organisationID INTEGER NOT NULL REFERENCES organisation,
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
            how TEXT NOT NULL CHECK (how IN ('lien', 'telephone', 'papier')),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            outcome TEXT CHECK (outcome IN ('accepte', 'refuse', 'a-voter', 'repondu')),
            answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
            decidedAt TEXT,
            decidedBy INTEGER REFERENCES person,
            CHECK ((outcome IS NULL) = (decidedAt IS NULL)),
            CHECK (kind <> 'amendement' OR itemID IS NOT NULL),
            CHECK (outcome IS NULL OR (kind = 'question') = (outcome = 'repondu'))
        ) STRICT;
        CREATE INDEX amendmentByAssembly ON amendment (assemblyID, itemID);
        CREATE INDEX amendmentByItem ON amendment (itemID);
        CREATE INDEX amendmentByOrganisation ON amendment (organisationID);
        """
}
