extension Schema {
    /// Votes on line held in the room of an assembly, and the key that opens the secret ones.
    static let itemBallots = """
        -- Which round of an election; 1 for everything else.
        ALTER TABLE scrutin ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CHECK (round IN (1, 2));
        -- Opened from the room, for those who are on the floor at that moment; the chair closes it.
        ALTER TABLE scrutin ADD COLUMN isHeldInRoom INTEGER NOT NULL DEFAULT 0 CHECK (isHeldInRoom IN (0, 1));
        CREATE UNIQUE INDEX oneRoomScrutinByItem ON scrutin (agendaItemID, round)
            WHERE isHeldInRoom = 1 AND state <> 'annule';
        CREATE TRIGGER roomScrutinHasAnItem BEFORE INSERT ON scrutin
            WHEN NEW.isHeldInRoom = 1 AND NEW.agendaItemID IS NULL
            BEGIN SELECT RAISE(ABORT, 'un vote en ligne de séance porte sur un point'); END;
        CREATE TRIGGER openedScrutinKeepsItsRound BEFORE UPDATE OF round, isHeldInRoom ON scrutin
            WHEN OLD.state <> 'preparation'
            BEGIN SELECT RAISE(ABORT, 'un scrutin ouvert ne change plus'); END;

        -- The public key of the tellers of an assembly, once for all its secret votes on line, with the made-up urn that
        -- shows that their shares open it.
        CREATE TABLE assemblyTellers (
            assemblyID INTEGER NOT NULL PRIMARY KEY REFERENCES assembly,
            tellerKey TEXT NOT NULL CHECK (json_valid(tellerKey)),
            trial TEXT NOT NULL CHECK (json_valid(trial)),
            trialPrint TEXT NOT NULL CHECK (length(trialPrint) = 64),
            triedShares TEXT NOT NULL DEFAULT ''
        ) STRICT;
        """
}
