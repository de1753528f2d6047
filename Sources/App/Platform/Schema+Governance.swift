extension Schema {
    static let governance = """
        -- Which of the two situations of R13 a group chose, when and why; the last line is what holds until statutes are adopted.
        CREATE TABLE governanceChoice (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            mode TEXT NOT NULL CHECK (mode IN ('structure-ad-hoc', 'gestion-deleguee')),
            host TEXT NOT NULL DEFAULT '' CHECK (length(host) <= 200),
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
            decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK ((mode = 'gestion-deleguee') = (host <> ''))
        ) STRICT;
        CREATE INDEX governanceChoiceByHub ON governanceChoice (hubID, id);
        """
}
