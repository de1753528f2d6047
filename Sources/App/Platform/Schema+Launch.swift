extension Schema {
    static let launch = """
        -- A post that a hub fills: prepared, announced, filled or given up. What applicants were told no longer changes.
        CREATE TABLE recruitment (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hubID INTEGER NOT NULL REFERENCES hub,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
            -- Of a full time, in percent.
            workingTime INTEGER NOT NULL CHECK (workingTime BETWEEN 10 AND 100),
            -- Monthly, gross, in cents, for the working time.
            lowestSalary INTEGER NOT NULL CHECK (lowestSalary > 0),
            highestSalary INTEGER NOT NULL CHECK (highestSalary >= lowestSalary),
            contract TEXT NOT NULL CHECK (contract IN ('cdi', 'cdd', 'mise-a-disposition')),
            -- Of a fixed-term contract.
            months INTEGER CHECK (months BETWEEN 1 AND 60),
            place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
            startsWhen TEXT NOT NULL DEFAULT '' CHECK (length(startsWhen) <= 100),
            tasks TEXT NOT NULL CHECK (length(tasks) BETWEEN 1 AND 5000),
            profile TEXT NOT NULL DEFAULT '' CHECK (length(profile) <= 3000),
            -- What applications are read against, one a line: the only subjects of notes.
            criteria TEXT NOT NULL CHECK (length(criteria) BETWEEN 1 AND 2000),
            -- The last day on which one applies.
            applyBy TEXT NOT NULL CHECK (applyBy IS date(applyBy)),
            state TEXT NOT NULL DEFAULT 'brouillon'
                CHECK (state IN ('brouillon', 'ouverte', 'pourvue', 'abandonnee')),
            openedAt TEXT,
            -- Months after the answer until an application is erased, as applicants were told.
            retention INTEGER CHECK (retention BETWEEN 1 AND 24),
            decidedBy TEXT NOT NULL DEFAULT '' CHECK (length(decidedBy) <= 200),
            decidedOn TEXT CHECK (decidedOn IS date(decidedOn)),
            contractStart TEXT CHECK (contractStart IS date(contractStart)),
            -- The milestone that tells the hiring, once it is written.
            milestoneID INTEGER REFERENCES milestone,
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            CHECK ((contract = 'cdd') = (months IS NOT NULL)),
            CHECK ((state = 'brouillon') = (openedAt IS NULL)),
            CHECK (state = 'brouillon' OR retention IS NOT NULL),
            CHECK ((state = 'pourvue') = (contractStart IS NOT NULL))
        ) STRICT;
        CREATE INDEX recruitmentByHub ON recruitment (hubID, id);

        -- Those who read applications, by the address of their account: nobody else does.
        CREATE TABLE recruitmentJuror (
            recruitmentID INTEGER NOT NULL REFERENCES recruitment,
            address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            addedAt TEXT NOT NULL,
            PRIMARY KEY (recruitmentID, address)
        ) STRICT, WITHOUT ROWID;

        -- An application, erased on its day. Its papers lie in a folder of their own, which no backup copies.
        CREATE TABLE application (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            recruitmentID INTEGER NOT NULL REFERENCES recruitment,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            address TEXT NOT NULL CHECK (address = lower(address) AND address LIKE '_%@_%'),
            phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 5000),
            receivedOn TEXT NOT NULL CHECK (receivedOn IS date(receivedOn)),
            stage TEXT NOT NULL DEFAULT 'recue' CHECK (stage IN ('recue', 'entretien', 'retenue', 'non-retenue')),
            answeredOn TEXT CHECK (answeredOn IS date(answeredOn)),
            -- The day on which nothing of it is left.
            eraseOn TEXT NOT NULL CHECK (eraseOn IS date(eraseOn) AND eraseOn > receivedOn),
            followHash BLOB NOT NULL UNIQUE CHECK (length(followHash) = 32),
            CHECK ((stage IN ('retenue', 'non-retenue')) = (answeredOn IS NOT NULL))
        ) STRICT;
        CREATE INDEX applicationByRecruitment ON application (recruitmentID);
        CREATE INDEX applicationByErasure ON application (eraseOn);
        -- One person is hired.
        CREATE UNIQUE INDEX applicationChosen ON application (recruitmentID) WHERE stage = 'retenue';

        CREATE TABLE applicationPaper (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            applicationID INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            mediaType TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size > 0),
            storedName TEXT NOT NULL UNIQUE CHECK (length(storedName) = 43)
        ) STRICT;
        CREATE INDEX applicationPaperByApplication ON applicationPaper (applicationID);

        -- What somebody of the panel noted, about one of the criteria of the post.
        CREATE TABLE applicationNote (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            applicationID INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
            criterion TEXT NOT NULL CHECK (length(criterion) BETWEEN 1 AND 200),
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
            writtenAt TEXT NOT NULL,
            writtenBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX applicationNoteByApplication ON applicationNote (applicationID);

        -- A hub asks to join the network; its animator answers.
        CREATE TABLE networkJoining (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
            askedAt TEXT NOT NULL,
            askedBy INTEGER REFERENCES person,
            answer TEXT CHECK (answer IN ('oui', 'pas-encore')),
            answerText TEXT NOT NULL DEFAULT '' CHECK (length(answerText) <= 1000),
            answeredAt TEXT,
            answeredBy INTEGER REFERENCES person,
            milestoneID INTEGER REFERENCES milestone,
            CHECK ((answer IS NULL) = (answeredAt IS NULL)),
            CHECK (answer IS NOT NULL AND answer = 'oui' OR milestoneID IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX networkJoiningWaiting ON networkJoining (hubID) WHERE answer IS NULL;

        -- Dates that a hub adds to those its first year follows from.
        CREATE TABLE launchDate (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            day TEXT NOT NULL CHECK (day IS date(day)),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person
        ) STRICT;
        CREATE INDEX launchDateByHub ON launchDate (hubID, day);
        """
}
