extension Schema {
    static let alerts = """
        -- Searches of the directory whose news are sent by mail, to a person or to an address that confirmed it.
        CREATE TABLE alert (
            id INTEGER PRIMARY KEY,
            personID INTEGER REFERENCES person,
            address TEXT CHECK (address = lower(address) AND address LIKE '_%@_%'),
            -- The parts of the search, name to value, as JSON.
            query TEXT NOT NULL CHECK (json_valid(query) AND length(query) <= 2000),
            frequency TEXT NOT NULL CHECK (frequency IN ('jour', 'semaine')),
            createdAt TEXT NOT NULL,
            -- Until then nothing is sent but the question.
            confirmedAt TEXT,
            confirmationHash BLOB CHECK (length(confirmationHash) = 32),
            -- Every mail carries it, so it is kept as it is; it opens nothing but the end of this alert.
            stopKey TEXT NOT NULL UNIQUE CHECK (length(stopKey) = 43),
            lastOrganisation INTEGER NOT NULL,
            lastOffer INTEGER NOT NULL,
            -- Organisations with a smaller number that were not published yet, as JSON.
            waiting TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(waiting)),
            nextAt TEXT NOT NULL,
            CHECK ((personID IS NULL) <> (address IS NULL)),
            CHECK (confirmedAt IS NOT NULL OR confirmationHash IS NOT NULL)
        ) STRICT;
        CREATE INDEX alertDue ON alert (nextAt) WHERE confirmedAt IS NOT NULL;
        CREATE INDEX alertByPerson ON alert (personID) WHERE personID IS NOT NULL;
        CREATE INDEX alertByAddress ON alert (address) WHERE address IS NOT NULL;
        """
}
