extension Schema {
    static let finance = """
        -- A hub's financial plan over three years; amounts are in cents, one column a year.
        CREATE TABLE financePlan (
            hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
            firstYear INTEGER NOT NULL CHECK (firstYear BETWEEN 2000 AND 2100),
            createdAt TEXT NOT NULL,
            createdBy INTEGER REFERENCES person
        ) STRICT;
        CREATE TABLE planLine (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES financePlan,
            -- Of the association chart of accounts.
            account TEXT NOT NULL CHECK (account GLOB '[678][0-9]*'),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
            funder TEXT NOT NULL DEFAULT '' CHECK (length(funder) <= 120),
            state TEXT CHECK (state IN ('acquis', 'demande', 'a-demander', 'refuse')),
            scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux')),
            first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 10000000000),
            second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 10000000000),
            third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 10000000000),
            CHECK ((funder = '') = (state IS NULL))
        ) STRICT;
        CREATE INDEX planLineByHub ON planLine (hubID);
        CREATE TABLE plannedPost (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES financePlan,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
            -- Hundredths of a full-time post.
            hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 1 AND 10000),
            monthlyGross INTEGER NOT NULL CHECK (monthlyGross BETWEEN 1 AND 10000000),
            -- Hundredths of a percent.
            chargeRate INTEGER NOT NULL CHECK (chargeRate BETWEEN 0 AND 10000),
            first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 13),
            second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 13),
            third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 13),
            scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux'))
        ) STRICT;
        CREATE INDEX plannedPostByHub ON plannedPost (hubID);
        -- So much for each inhabitant; the population is the one known when it was written down.
        CREATE TABLE planContribution (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES financePlan,
            territoryID INTEGER NOT NULL REFERENCES territory,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            inhabitants INTEGER NOT NULL CHECK (inhabitants BETWEEN 1 AND 10000000),
            populationYear INTEGER NOT NULL,
            populationSource TEXT NOT NULL,
            rate INTEGER NOT NULL CHECK (rate BETWEEN 1 AND 1000),
            state TEXT NOT NULL CHECK (state IN ('acquis', 'demande', 'a-demander', 'refuse')),
            scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux')),
            first INTEGER NOT NULL CHECK (first IN (0, 1)),
            second INTEGER NOT NULL CHECK (second IN (0, 1)),
            third INTEGER NOT NULL CHECK (third IN (0, 1)),
            UNIQUE (hubID, territoryID)
        ) STRICT;
        CREATE TABLE plannedDues (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES financePlan,
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
            amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 10000000),
            -- Members, each year.
            first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 10000),
            second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 10000),
            third INTEGER NOT NULL CHECK (third BETWEEN 0 AND 10000),
            scenario TEXT NOT NULL CHECK (scenario IN ('prudent', 'probable', 'ambitieux'))
        ) STRICT;
        CREATE INDEX plannedDuesByHub ON plannedDues (hubID);
        """
}
