extension Schema {
    static let journey = """
        -- Who steers a préfiguration: organisations and people, from a day until another. They are not members.
        CREATE TABLE coreSeat (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER REFERENCES organisation,
            -- When no record stands for it.
            organisationName TEXT NOT NULL DEFAULT '' CHECK (length(organisationName) <= 200),
            family TEXT CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe')),
            isPartner INTEGER NOT NULL DEFAULT 0 CHECK (isPartner IN (0, 1)),
            person TEXT NOT NULL DEFAULT '' CHECK (length(person) <= 120),
            role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 120),
            availability TEXT NOT NULL DEFAULT '' CHECK (length(availability) <= 200),
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK (organisationID IS NOT NULL OR organisationName <> '' OR person <> ''),
            CHECK (validUntil IS NULL OR validFrom < validUntil)
        ) STRICT;
        CREATE INDEX coreSeatByHub ON coreSeat (hubID);

        -- A task of a workstream, proposed by the guide (its key) or the hub's own.
        CREATE TABLE journeyTask (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            workstream TEXT NOT NULL
                CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats', 'finances')),
            guideKey TEXT CHECK (length(guideKey) BETWEEN 1 AND 60),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            state TEXT NOT NULL DEFAULT 'a-faire' CHECK (state IN ('a-faire', 'en-cours', 'faite', 'sans-objet')),
            who TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 200),
            due TEXT CHECK (due IS date(due)),
            settledOn TEXT CHECK (settledOn IS date(settledOn)),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
            evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 400),
            evidenceURL TEXT CHECK (evidenceURL LIKE 'https://%' OR evidenceURL LIKE 'http://%'),
            documentID INTEGER REFERENCES document,
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            UNIQUE (hubID, guideKey)
        ) STRICT;
        CREATE INDEX journeyTaskByHub ON journeyTask (hubID);

        -- What the companion recommends, and what the hub answers. « pas-maintenant » may be answered again.
        CREATE TABLE journeyAdvice (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            workstream TEXT
                CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats', 'finances')),
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            answer TEXT CHECK (answer IN ('fait', 'pas-maintenant', 'deja-fait', 'pas-pour-nous')),
            answerReason TEXT NOT NULL DEFAULT '' CHECK (length(answerReason) <= 500),
            answeredAt TEXT,
            answeredBy INTEGER REFERENCES person,
            CHECK ((answer IS NULL) = (answeredAt IS NULL))
        ) STRICT;
        CREATE INDEX journeyAdviceByHub ON journeyAdvice (hubID);

        CREATE TABLE journeyMeeting (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            day TEXT NOT NULL CHECK (day IS date(day)),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
            agenda TEXT NOT NULL DEFAULT '' CHECK (length(agenda) <= 5000),
            -- Present and not of the core group: as they are called at the meeting.
            others TEXT NOT NULL DEFAULT '' CHECK (length(others) <= 2000),
            notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
            decisions TEXT NOT NULL DEFAULT '' CHECK (length(decisions) <= 5000),
            nextSteps TEXT NOT NULL DEFAULT '' CHECK (length(nextSteps) <= 5000),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX journeyMeetingByHub ON journeyMeeting (hubID, day);
        CREATE TABLE journeyAttendance (
            meetingID INTEGER NOT NULL REFERENCES journeyMeeting,
            seatID INTEGER NOT NULL REFERENCES coreSeat,
            PRIMARY KEY (meetingID, seatID)
        ) STRICT, WITHOUT ROWID;

        -- Somebody follows, would join the core group, or says that they want a hub; counted once their address has answered.
        CREATE TABLE journeyVoice (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            kind TEXT NOT NULL CHECK (kind IN ('suivre', 'rejoindre', 'vouloir')),
            address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
            name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 120),
            organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 200),
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 1000),
            createdAt TEXT NOT NULL,
            confirmedAt TEXT,
            confirmationHash BLOB CHECK (length(confirmationHash) = 32),
            -- Every mail carries it, so it is kept as it is; it opens nothing but the end of this.
            stopKey TEXT NOT NULL UNIQUE CHECK (length(stopKey) = 43),
            CHECK ((confirmedAt IS NULL) = (confirmationHash IS NOT NULL))
        ) STRICT;
        CREATE INDEX journeyVoiceByHub ON journeyVoice (hubID);
        CREATE UNIQUE INDEX journeyVoiceOnce ON journeyVoice (hubID, kind, address) WHERE confirmedAt IS NOT NULL;

        -- What a hub tells to those who follow its path.
        CREATE TABLE journeyNews (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
            body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
            publishedAt TEXT NOT NULL,
            publishedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX journeyNewsByHub ON journeyNews (hubID, id);
        """
}
