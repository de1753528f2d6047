extension Schema {
    static let consent = """
        -- What is said in an election by consent or without candidate, in order; a line entered by mistake is cancelled.
        CREATE TABLE sittingConsent (
            id INTEGER PRIMARY KEY,
            assemblyID INTEGER NOT NULL,
            item INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN (
                'nomination', 'changement', 'proposition', 'objection', 'levee', 'retrait', 'adoption')),
            -- NULL for what whoever presides says.
            organisation INTEGER,
            candidate TEXT CHECK (length(candidate) BETWEEN 1 AND 320),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
            at TEXT NOT NULL,
            personID INTEGER REFERENCES person,
            cancelledAt TEXT,
            CHECK (reason <> '' OR kind = 'adoption'),
            FOREIGN KEY (assemblyID, item) REFERENCES sittingItem
        ) STRICT;
        CREATE INDEX sittingConsentByItem ON sittingConsent (assemblyID, item, id);
        """
}
