extension Schema {
    /// Votes on line. A secret one keeps who voted and what was voted in two tables that share nothing: no organisation,
    /// no time and no running number stands beside a ballot, which is sealed before it comes here.
    static let voting = """
        CREATE TABLE scrutin (
            -- The number of a vote is never given again: receipts and letters name it.
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hubID INTEGER NOT NULL REFERENCES hub,
            -- The item of an assembly's agenda that it is held for.
            agendaItemID INTEGER REFERENCES agendaItem,
            identity TEXT NOT NULL UNIQUE CHECK (length(identity) = 32),
            nature TEXT NOT NULL CHECK (nature IN ('consultation', 'decision')),
            clause TEXT NOT NULL DEFAULT '' CHECK (length(clause) <= 1000),
            meeting TEXT NOT NULL CHECK (meeting IN (
                'constitutive', 'ordinaire', 'extraordinaire', 'conseil', 'bureau')),
            kind TEXT NOT NULL CHECK (kind IN ('pour-contre', 'choix', 'approbation', 'jugement-majoritaire', 'rangs')),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            question TEXT NOT NULL CHECK (length(question) <= 5000),
            -- One a line.
            options TEXT NOT NULL DEFAULT '' CHECK (length(options) <= 6000),
            seats INTEGER NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 40),
            most INTEGER CHECK (most BETWEEN 1 AND 40),
            isSecret INTEGER NOT NULL CHECK (isSecret IN (0, 1)),
            mayChange INTEGER NOT NULL CHECK (mayChange IN (0, 1)),
            opensAt TEXT NOT NULL CHECK (opensAt LIKE '____-__-__T__:__:__Z'),
            closesAt TEXT NOT NULL CHECK (closesAt LIKE '____-__-__T__:__:__Z'),
            state TEXT NOT NULL DEFAULT 'preparation' CHECK (state IN (
                'preparation', 'ouvert', 'clos', 'publie', 'annule')),
            -- The public key of the tellers, the sealed ballots made up to try it, and what opening them must give.
            tellerKey TEXT CHECK (tellerKey IS NULL OR json_valid(tellerKey)),
            trial TEXT CHECK (trial IS NULL OR json_valid(trial)),
            trialPrint TEXT,
            triedShares TEXT NOT NULL DEFAULT '',
            -- Ballots bear their college: the statutes count colleges apart.
            byCollege INTEGER NOT NULL DEFAULT 0 CHECK (byCollege IN (0, 1)),
            -- Signs receipts; it opens nothing.
            receiptKey BLOB CHECK (length(receiptKey) = 32),
            manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
            fingerprint TEXT CHECK (length(fingerprint) = 64),
            -- The list that the tellers opened.
            opened TEXT CHECK (opened IS NULL OR json_valid(opened)),
            proof TEXT CHECK (proof IS NULL OR json_valid(proof)),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            openedAt TEXT,
            closedAt TEXT,
            publishedAt TEXT,
            cancelReason TEXT CHECK (length(cancelReason) BETWEEN 1 AND 1000),
            CHECK (opensAt < closesAt),
            CHECK (nature = 'consultation' OR clause <> '' OR agendaItemID IS NOT NULL),
            CHECK (isSecret = 0 OR mayChange = 0),
            CHECK (isSecret = 1 OR (tellerKey IS NULL AND opened IS NULL)),
            CHECK (state IN ('preparation', 'annule') OR (manifest IS NOT NULL AND fingerprint IS NOT NULL
                AND receiptKey IS NOT NULL AND openedAt IS NOT NULL)),
            CHECK ((state = 'publie') = (publishedAt IS NOT NULL)),
            CHECK (state <> 'publie' OR proof IS NOT NULL),
            CHECK ((state = 'annule') = (cancelReason IS NOT NULL))
        ) STRICT;
        CREATE INDEX scrutinByHub ON scrutin (hubID);
        CREATE INDEX scrutinByItem ON scrutin (agendaItemID) WHERE agendaItemID IS NOT NULL;

        CREATE TRIGGER openedScrutinIsFrozen BEFORE UPDATE OF hubID, agendaItemID, identity, nature, clause, meeting, kind,
            title, question, options, seats, most, isSecret, mayChange, opensAt, closesAt, tellerKey, byCollege, receiptKey,
            manifest, fingerprint ON scrutin WHEN OLD.state <> 'preparation'
            BEGIN SELECT RAISE(ABORT, 'un scrutin ouvert ne change plus'); END;
        CREATE TRIGGER scrutinGoesOnlyForward BEFORE UPDATE OF state ON scrutin WHEN NOT (
                OLD.state = NEW.state OR (OLD.state = 'preparation' AND NEW.state IN ('ouvert', 'annule'))
                OR (OLD.state = 'ouvert' AND NEW.state IN ('clos', 'annule'))
                OR (OLD.state = 'clos' AND NEW.state IN ('publie', 'annule')))
            BEGIN SELECT RAISE(ABORT, 'un scrutin ne revient pas en arrière'); END;
        CREATE TRIGGER nothingIsOpenedBeforeClosing BEFORE UPDATE OF opened, proof ON scrutin
            WHEN (NEW.opened IS NOT NULL OR NEW.proof IS NOT NULL) AND NEW.state IN ('preparation', 'ouvert')
            BEGIN SELECT RAISE(ABORT, 'rien ne s''ouvre avant la clôture'); END;

        -- Who may vote: frozen when the vote opens. Organisations are named by their number of that day, which later merges
        -- of records leave as it is.
        CREATE TABLE scrutinVoter (
            scrutinID INTEGER NOT NULL REFERENCES scrutin,
            organisationID INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (length(name) > 0),
            college TEXT,
            voices INTEGER NOT NULL CHECK (voices BETWEEN 1 AND 1000000),
            -- Where its link goes; forgotten when the result is published.
            representative TEXT NOT NULL DEFAULT '' CHECK (length(representative) <= 200),
            address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 254),
            linkHash BLOB UNIQUE CHECK (length(linkHash) = 32),
            linkMeans TEXT CHECK (linkMeans IN ('courriel', 'papier')),
            linkSentAt TEXT,
            PRIMARY KEY (scrutinID, organisationID)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER openedRollTakesNobody BEFORE INSERT ON scrutinVoter
            WHEN (SELECT state FROM scrutin WHERE id = NEW.scrutinID) <> 'preparation'
            BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;
        CREATE TRIGGER openedRollLosesNobody BEFORE DELETE ON scrutinVoter
            WHEN (SELECT state FROM scrutin WHERE id = OLD.scrutinID) <> 'preparation'
            BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;
        CREATE TRIGGER openedRollIsFrozen BEFORE UPDATE OF scrutinID, organisationID, name, college, voices ON scrutinVoter
            WHEN (SELECT state FROM scrutin WHERE id = OLD.scrutinID) <> 'preparation'
            BEGIN SELECT RAISE(ABORT, 'la liste électorale est figée'); END;

        -- Who has voted (émargement), open vote or secret.
        CREATE TABLE scrutinSignature (
            scrutinID INTEGER NOT NULL,
            organisationID INTEGER NOT NULL,
            -- The day and no more.
            signedOn TEXT NOT NULL CHECK (signedOn IS date(signedOn)),
            PRIMARY KEY (scrutinID, organisationID),
            FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinVoter
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE scrutinBallot (
            scrutinID INTEGER NOT NULL,
            organisationID INTEGER NOT NULL,
            choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 200),
            PRIMARY KEY (scrutinID, organisationID),
            FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinSignature
        ) STRICT, WITHOUT ROWID;
        -- An open vote that was changed: what it said before.
        CREATE TABLE scrutinBallotChange (
            id INTEGER PRIMARY KEY,
            scrutinID INTEGER NOT NULL,
            organisationID INTEGER NOT NULL,
            choice TEXT NOT NULL,
            changedAt TEXT NOT NULL,
            FOREIGN KEY (scrutinID, organisationID) REFERENCES scrutinBallot
        ) STRICT;
        CREATE INDEX scrutinBallotChangeByBallot ON scrutinBallotChange (scrutinID, organisationID);

        -- The urn of a secret vote, in the order of keys made of chance.
        CREATE TABLE scrutinUrn (
            scrutinID INTEGER NOT NULL REFERENCES scrutin,
            ballotKey BLOB NOT NULL CHECK (length(ballotKey) = 16),
            -- Only where the statutes count colleges apart.
            college TEXT,
            sealed BLOB NOT NULL,
            PRIMARY KEY (scrutinID, ballotKey)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER signaturesOnlyWhileOpen BEFORE INSERT ON scrutinSignature
            WHEN (SELECT state FROM scrutin WHERE id = NEW.scrutinID) <> 'ouvert'
            BEGIN SELECT RAISE(ABORT, 'ce scrutin n''est pas ouvert'); END;
        CREATE TRIGGER signatureIsNotEdited BEFORE UPDATE ON scrutinSignature
            BEGIN SELECT RAISE(ABORT, 'un émargement ne change pas'); END;
        CREATE TRIGGER signatureIsNotErased BEFORE DELETE ON scrutinSignature
            BEGIN SELECT RAISE(ABORT, 'un émargement ne s''efface pas'); END;
        CREATE TRIGGER openBallotsOnlyWhileOpen BEFORE INSERT ON scrutinBallot
            WHEN (SELECT state = 'ouvert' AND isSecret = 0 FROM scrutin WHERE id = NEW.scrutinID) IS NOT 1
            BEGIN SELECT RAISE(ABORT, 'ce scrutin ne reçoit pas ce bulletin'); END;
        CREATE TRIGGER openBallotChangesOnlyIfAllowed BEFORE UPDATE ON scrutinBallot
            WHEN (SELECT state = 'ouvert' AND mayChange = 1 FROM scrutin WHERE id = OLD.scrutinID) IS NOT 1
                OR NEW.scrutinID <> OLD.scrutinID OR NEW.organisationID <> OLD.organisationID
            BEGIN SELECT RAISE(ABORT, 'ce vote ne change plus'); END;
        CREATE TRIGGER openBallotIsNotErased BEFORE DELETE ON scrutinBallot
            BEGIN SELECT RAISE(ABORT, 'un vote ne s''efface pas'); END;
        CREATE TRIGGER urnTakesBallotsOnlyWhileOpen BEFORE INSERT ON scrutinUrn
            WHEN (SELECT state = 'ouvert' AND isSecret = 1 FROM scrutin WHERE id = NEW.scrutinID) IS NOT 1
            BEGIN SELECT RAISE(ABORT, 'cette urne ne reçoit pas de bulletin'); END;
        CREATE TRIGGER sealedBallotsHaveOneLength BEFORE INSERT ON scrutinUrn
            WHEN length(NEW.sealed) <> (
                SELECT 65 + json_extract(manifest, '$.longueur-du-bulletin') + 16 FROM scrutin WHERE id = NEW.scrutinID)
            BEGIN SELECT RAISE(ABORT, 'tous les bulletins ont la même longueur'); END;
        CREATE TRIGGER urnIsNotEdited BEFORE UPDATE ON scrutinUrn
            BEGIN SELECT RAISE(ABORT, 'un bulletin ne change pas'); END;
        CREATE TRIGGER urnIsNotErased BEFORE DELETE ON scrutinUrn
            BEGIN SELECT RAISE(ABORT, 'un bulletin ne s''efface pas'); END;
        """
}
