extension Schema {
    static let survey = """
        -- A survey of interest: prepared, opened, closed. Its questions no longer change once it has opened.
        CREATE TABLE survey (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
            presentation TEXT NOT NULL CHECK (length(presentation) BETWEEN 1 AND 4000),
            state TEXT NOT NULL DEFAULT 'brouillon' CHECK (state IN ('brouillon', 'ouverte', 'close')),
            -- The first day on which nobody answers any more.
            closesOn TEXT CHECK (closesOn IS date(closesOn)),
            openedAt TEXT,
            closedAt TEXT,
            -- The fewest answers that may be told together, as the network had set it when the survey opened.
            threshold INTEGER CHECK (threshold >= 3),
            -- How many answers the last closing counted.
            counted INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0),
            isPublished INTEGER NOT NULL DEFAULT 0 CHECK (isPublished IN (0, 1)),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            CHECK ((state = 'brouillon') = (openedAt IS NULL)),
            CHECK (state = 'brouillon' OR threshold IS NOT NULL),
            CHECK (isPublished = 0 OR closedAt IS NOT NULL)
        ) STRICT;
        -- One at a time.
        CREATE UNIQUE INDEX surveyUnderWay ON survey (hubID) WHERE state <> 'close';
        CREATE INDEX surveyByHub ON survey (hubID, id);

        CREATE TABLE surveyQuestion (
            surveyID INTEGER NOT NULL REFERENCES survey,
            code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
            rank INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('une', 'plusieurs', 'texte')),
            use TEXT NOT NULL CHECK (use IN ('interet', 'besoin', 'apport', 'attente', 'adhesion', 'autre')),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 300),
            hint TEXT NOT NULL DEFAULT '' CHECK (length(hint) <= 300),
            -- A list of codes and labels, as JSON.
            options TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(options)),
            PRIMARY KEY (surveyID, code)
        ) STRICT, WITHOUT ROWID;

        -- Organisations that were written to.
        CREATE TABLE surveyInvitation (
            id INTEGER PRIMARY KEY,
            surveyID INTEGER NOT NULL REFERENCES survey,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
            -- They asked to be left alone.
            refusedAt TEXT,
            UNIQUE (surveyID, organisationID)
        ) STRICT;
        -- Each letter has a key of its own; it opens the answer of that organisation and nothing else.
        CREATE TABLE surveyLetter (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            invitationID INTEGER NOT NULL REFERENCES surveyInvitation,
            sentOn TEXT NOT NULL CHECK (sentOn IS date(sentOn))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX surveyLetterByInvitation ON surveyLetter (invitationID);

        CREATE TABLE surveyResponse (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            surveyID INTEGER NOT NULL REFERENCES survey,
            -- What tells that one organisation answers once: its record, or its name folded.
            respondent TEXT NOT NULL CHECK (length(respondent) BETWEEN 1 AND 220),
            organisationID INTEGER REFERENCES organisation,
            -- What its answers are counted under; empty when not known.
            family TEXT NOT NULL DEFAULT '',
            sector TEXT NOT NULL DEFAULT '',
            commune TEXT NOT NULL DEFAULT '',
            way TEXT NOT NULL CHECK (way IN ('lien', 'page', 'papier')),
            UNIQUE (surveyID, respondent)
        ) STRICT;
        CREATE TABLE surveyAnswer (
            responseID INTEGER NOT NULL REFERENCES surveyResponse ON DELETE CASCADE,
            question TEXT NOT NULL,
            option TEXT NOT NULL,
            PRIMARY KEY (responseID, question, option)
        ) STRICT, WITHOUT ROWID;
        -- What was written freely, apart from who wrote it.
        CREATE TABLE surveyText (
            id INTEGER PRIMARY KEY,
            responseID INTEGER NOT NULL REFERENCES surveyResponse ON DELETE CASCADE,
            question TEXT NOT NULL,
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000)
        ) STRICT;
        -- Those who asked to be called back, apart from their answers.
        CREATE TABLE surveyContact (
            surveyID INTEGER NOT NULL REFERENCES survey,
            organisation TEXT NOT NULL CHECK (length(organisation) <= 200),
            address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 254),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            PRIMARY KEY (surveyID, organisation, address)
        ) STRICT, WITHOUT ROWID;
        """
}
