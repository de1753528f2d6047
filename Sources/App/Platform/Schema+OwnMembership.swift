extension Schema {
    /// What an organisation does about its own membership, and the charters that it signs.
    static let ownMembership = """
        -- An organisation says that it leaves (loi du 1er juillet 1901, art. 4): the hub records it, and cannot refuse it.
        CREATE TABLE memberLeave (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            -- The first day on which it is no longer a member.
            day TEXT NOT NULL CHECK (day IS date(day)),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
            askedAt TEXT NOT NULL,
            askedBy INTEGER REFERENCES person,
            -- The organisation changed its mind, or the hub recorded the end of the membership.
            withdrawnAt TEXT,
            recordedAt TEXT,
            CHECK (withdrawnAt IS NULL OR recordedAt IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX oneLeaveAtATime ON memberLeave (hubID, organisationID)
            WHERE withdrawnAt IS NULL AND recordedAt IS NULL;

        -- Charters written here. Those that come with the program have numbers up to 1000 and are in no table.
        CREATE TABLE charterVersion (
            number INTEGER PRIMARY KEY CHECK (number > 1000),
            -- Null: the network's.
            hubID INTEGER REFERENCES hub,
            -- The principles and what each family guarantees, in JSON; null: the hub follows the network's again.
            document TEXT,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            -- The body that decided it, and why.
            decidedBy TEXT NOT NULL CHECK (length(decidedBy) BETWEEN 1 AND 200),
            note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person,
            -- Set aside before anybody signed it.
            withdrawnAt TEXT,
            CHECK (document IS NOT NULL OR hubID IS NOT NULL)
        ) STRICT;
        CREATE INDEX charterVersionByHub ON charterVersion (hubID, validFrom);
        CREATE TRIGGER charterIsNotEdited BEFORE UPDATE ON charterVersion
            WHEN OLD.withdrawnAt IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.hubID IS NOT OLD.hubID
                OR NEW.document IS NOT OLD.document OR NEW.validFrom IS NOT OLD.validFrom
                OR NEW.decidedBy IS NOT OLD.decidedBy OR NEW.createdAt IS NOT OLD.createdAt
            BEGIN SELECT RAISE(ABORT, 'une version de la charte ne se modifie pas : on en écrit une autre'); END;
        CREATE TRIGGER charterIsNotErased BEFORE DELETE ON charterVersion
            BEGIN SELECT RAISE(ABORT, 'une version de la charte ne s''efface pas'); END;

        -- A member signs a later version than the one it joined on.
        CREATE TABLE charterSignature (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            number INTEGER NOT NULL,
            signedAt TEXT NOT NULL,
            signedBy INTEGER REFERENCES person,
            UNIQUE (hubID, organisationID, number)
        ) STRICT;
        CREATE TRIGGER signedCharterStays BEFORE UPDATE OF withdrawnAt ON charterVersion
            WHEN NEW.withdrawnAt IS NOT NULL AND (
                EXISTS (SELECT 1 FROM charterSignature WHERE number = OLD.number)
                OR EXISTS (SELECT 1 FROM joiningRequest WHERE charterVersion = OLD.number))
            BEGIN SELECT RAISE(ABORT, 'une version signée reste'); END;
        """
}
