extension Schema {
    static let stepDeadlines = """
        -- The day by which a group means to reach its next status, set once it stands at the one before. What was said stays:
        -- a day that moves is another line, with its reason.
        CREATE TABLE stepDeadline (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            step TEXT NOT NULL CHECK (step IN ('organisation', 'prefiguration', 'cree')),
            due TEXT NOT NULL CHECK (due IS date(due)),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
            setOn TEXT NOT NULL CHECK (setOn IS date(setOn)),
            setBy INTEGER REFERENCES person,
            CHECK (due > setOn)
        ) STRICT;
        CREATE INDEX stepDeadlineByHub ON stepDeadline (hubID, id);
        CREATE TRIGGER stepDeadlineIsAsItWasSet BEFORE UPDATE OF hubID, step, due, reason, setOn ON stepDeadline
        BEGIN SELECT RAISE(ABORT, 'une échéance reste telle qu’elle a été fixée'); END;
        CREATE TRIGGER stepDeadlineIsNotErased BEFORE DELETE ON stepDeadline
        BEGIN SELECT RAISE(ABORT, 'une échéance reste telle qu’elle a été fixée'); END;
        -- The workstreams that the study of a préfiguration feeds (R18).
        CREATE TABLE studyWorkstream (
            hubID INTEGER NOT NULL REFERENCES hub,
            workstream TEXT NOT NULL CHECK (workstream IN ('noyau', 'interet', 'fonctions', 'gouvernance', 'partenariats',
                'finances')),
            PRIMARY KEY (hubID, workstream)
        ) STRICT, WITHOUT ROWID;
        """
}
