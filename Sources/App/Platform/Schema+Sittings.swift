import GRDB

extension Schema {
    static let sittings = """
        -- An assembly once open: what was known of members at that moment, and the statutes it follows. Organisations are
        -- named by the number they had then, without reference: what becomes of records changes nothing of it.
        CREATE TABLE sitting (
            assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES assembly,
            members TEXT NOT NULL CHECK (json_valid(members)),
            statutes TEXT NOT NULL CHECK (json_valid(statutes)),
            rollDate TEXT NOT NULL CHECK (rollDate IS date(rollDate)),
            convenedOn TEXT CHECK (convenedOn IS date(convenedOn)),
            openedAt TEXT NOT NULL,
            closedAt TEXT CHECK (closedAt IS NULL OR closedAt >= openedAt),
            chair TEXT NOT NULL DEFAULT '' CHECK (length(chair) <= 100),
            chairOrganisation INTEGER,
            secretary TEXT NOT NULL DEFAULT '' CHECK (length(secretary) <= 100),
            secretaryOrganisation INTEGER,
            item INTEGER NOT NULL DEFAULT 0 CHECK (item >= 0),
            openingNotes TEXT NOT NULL DEFAULT '' CHECK (length(openingNotes) <= 20000),
            closingNotes TEXT NOT NULL DEFAULT '' CHECK (length(closingNotes) <= 20000),
            -- Raised by each change: live pages ask whether it moved.
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        -- The emargement: nothing is erased, a line entered by mistake is cancelled.
        CREATE TABLE sittingAttendance (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES sitting,
            organisation INTEGER NOT NULL,
            manner TEXT NOT NULL CHECK (manner IN ('present', 'en-ligne', 'par-correspondance', 'excusee', 'partie')),
            fromItem INTEGER NOT NULL CHECK (fromItem >= 0),
            representative TEXT CHECK (length(representative) BETWEEN 1 AND 100),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            cancelledAt TEXT
        ) STRICT;
        CREATE INDEX sittingAttendanceByAssembly ON sittingAttendance (assemblyID, id);

        CREATE TABLE sittingProxy (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES sitting,
            giver INTEGER NOT NULL,
            -- NULL: in blank, and nobody could take it.
            holder INTEGER CHECK (holder <> giver),
            -- A list of items; NULL: the whole assembly.
            items TEXT CHECK (items IS NULL OR json_valid(items)),
            since INTEGER NOT NULL DEFAULT 0 CHECK (since >= 0),
            withdrawnFrom INTEGER CHECK (withdrawnFrom >= since),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            cancelledAt TEXT
        ) STRICT;
        CREATE INDEX sittingProxyByAssembly ON sittingProxy (assemblyID, id);

        CREATE TABLE sittingSpeaker (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES sitting,
            item INTEGER NOT NULL CHECK (item >= 0),
            speaker TEXT NOT NULL CHECK (length(speaker) BETWEEN 1 AND 200),
            askedAt TEXT NOT NULL,
            spokeAt TEXT,
            leftAt TEXT
        ) STRICT;
        CREATE INDEX sittingSpeakerByAssembly ON sittingSpeaker (assemblyID, item, id);

        CREATE TABLE sittingItem (
            assemblyID INTEGER NOT NULL REFERENCES sitting,
            item INTEGER NOT NULL CHECK (item >= 1),
            openedAt TEXT NOT NULL,
            closedAt TEXT,
            voteOpenedAt TEXT,
            voteClosedAt TEXT,
            -- The resolution as put to the vote; NULL: as on the agenda.
            text TEXT CHECK (length(text) <= 20000),
            notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 20000),
            amendments TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(amendments)),
            explanation TEXT NOT NULL DEFAULT '' CHECK (length(explanation) <= 1000),
            casting TEXT CHECK (casting IN ('pour', 'contre')),
            isSecret INTEGER NOT NULL DEFAULT 0 CHECK (isSecret IN (0, 1)),
            secrecyAskedBy INTEGER NOT NULL DEFAULT 0 CHECK (secrecyAskedBy >= 0),
            PRIMARY KEY (assemblyID, item)
        ) STRICT, WITHOUT ROWID;

        -- Voices counted by hands or on paper, for one college where the majority asks.
        CREATE TABLE sittingCount (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL,
            item INTEGER NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('main-levee', 'papier')),
            college TEXT,
            -- Those who signed; NULL for hands.
            voters TEXT CHECK (voters IS NULL OR json_valid(voters)),
            yes INTEGER NOT NULL CHECK (yes >= 0),
            no INTEGER NOT NULL CHECK (no >= 0),
            abstentions INTEGER NOT NULL CHECK (abstentions >= 0),
            blanks INTEGER NOT NULL CHECK (blanks >= 0),
            nulls INTEGER NOT NULL CHECK (nulls >= 0),
            scrutineers TEXT NOT NULL CHECK (json_valid(scrutineers)),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            cancelledAt TEXT,
            FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
        ) STRICT;
        CREATE INDEX sittingCountByItem ON sittingCount (assemblyID, item, id);

        -- One organisation, one voice on an item, whichever the way.
        CREATE TABLE sittingVote (
            assemblyID INTEGER NOT NULL,
            item INTEGER NOT NULL,
            organisation INTEGER NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('appel-nominal', 'en-ligne')),
            choice TEXT NOT NULL CHECK (choice IN ('pour', 'contre', 'abstention', 'blanc')),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            PRIMARY KEY (assemblyID, item, organisation),
            FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sittingElection (
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            item INTEGER NOT NULL CHECK (item >= 1),
            mode TEXT NOT NULL
                CHECK (mode IN ('majoritaire', 'liste', 'approbation', 'jugement-majoritaire', 'vut', 'schulze')),
            seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 1000),
            rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds IN (1, 2)),
            isSecret INTEGER NOT NULL CHECK (isSecret IN (0, 1)),
            seed TEXT CHECK (length(seed) BETWEEN 1 AND 200),
            PRIMARY KEY (assemblyID, item)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sittingCandidate (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES assembly,
            item INTEGER NOT NULL CHECK (item >= 1),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 320),
            organisation INTEGER NOT NULL,
            representative TEXT NOT NULL CHECK (length(representative) BETWEEN 1 AND 100),
            gender TEXT CHECK (gender IN ('f', 'h')),
            born TEXT CHECK (born IS date(born)),
            statement TEXT NOT NULL DEFAULT '' CHECK (length(statement) <= 2000),
            -- Keeps a seat this time: not to be voted on.
            isSitting INTEGER NOT NULL DEFAULT 0 CHECK (isSitting IN (0, 1)),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            withdrawnAt TEXT,
            UNIQUE (assemblyID, item, name)
        ) STRICT;

        CREATE TABLE sittingRound (
            assemblyID INTEGER NOT NULL,
            item INTEGER NOT NULL,
            round INTEGER NOT NULL CHECK (round IN (1, 2)),
            way TEXT NOT NULL CHECK (way IN ('main-levee', 'papier', 'en-ligne')),
            voters TEXT CHECK (voters IS NULL OR json_valid(voters)),
            scrutineers TEXT NOT NULL CHECK (json_valid(scrutineers)),
            explanation TEXT NOT NULL DEFAULT '' CHECK (length(explanation) <= 1000),
            PRIMARY KEY (assemblyID, item, round),
            FOREIGN KEY (assemblyID, item) REFERENCES sittingElection
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sittingBallot (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL,
            item INTEGER NOT NULL,
            round INTEGER NOT NULL,
            count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 100000),
            content TEXT NOT NULL CHECK (json_valid(content)),
            personID INTEGER REFERENCES person,
            cancelledAt TEXT,
            FOREIGN KEY (assemblyID, item, round) REFERENCES sittingRound
        ) STRICT;
        CREATE INDEX sittingBallotByRound ON sittingBallot (assemblyID, item, round, id);

        -- Minutes: drafted from the facts, approved, then sealed; a sealed proof is never written again.
        CREATE TABLE minutes (
            assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES sitting,
            approvedAt TEXT,
            approvedBy INTEGER REFERENCES person,
            sealedAt TEXT,
            proof TEXT CHECK (proof IS NULL OR json_valid(proof)),
            hash TEXT CHECK (length(hash) = 64),
            publishedAt TEXT,
            CHECK ((sealedAt IS NULL) = (proof IS NULL) AND (sealedAt IS NULL) = (hash IS NULL)),
            CHECK (sealedAt IS NULL OR approvedAt IS NOT NULL)
        ) STRICT;
        CREATE TRIGGER minutesStaySealed BEFORE UPDATE OF approvedAt, approvedBy, sealedAt, proof, hash ON minutes
            WHEN OLD.sealedAt IS NOT NULL
            BEGIN SELECT raise(ABORT, 'sealed minutes never change'); END;
        CREATE TRIGGER minutesStay BEFORE DELETE ON minutes
            BEGIN SELECT raise(ABORT, 'minutes are never erased'); END;

        -- What is added to sealed minutes: the first text stays.
        CREATE TABLE minutesRectification (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL REFERENCES minutes,
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE TRIGGER minutesRectificationStays BEFORE UPDATE ON minutesRectification
            BEGIN SELECT raise(ABORT, 'rectifications never change'); END;

        -- Decisions become followed commitments.
        CREATE TABLE commitment (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            assemblyID INTEGER REFERENCES assembly,
            item INTEGER,
            what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 500),
            who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 200),
            due TEXT CHECK (due IS date(due)),
            state TEXT NOT NULL DEFAULT 'a-faire' CHECK (state IN ('a-faire', 'en-cours', 'fait', 'abandonne')),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            changedAt TEXT
        ) STRICT;
        CREATE INDEX commitmentByHub ON commitment (hubID, id);

        -- A single-purpose link for the phone of whoever represents an organisation at one assembly.
        CREATE TABLE sittingLink (
            secretHash TEXT NOT NULL PRIMARY KEY CHECK (length(secretHash) = 64),
            assemblyID INTEGER NOT NULL REFERENCES sitting,
            organisation INTEGER NOT NULL,
            createdAt TEXT NOT NULL,
            withdrawnAt TEXT
        ) STRICT, WITHOUT ROWID;
        """
}
