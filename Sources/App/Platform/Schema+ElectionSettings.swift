extension Schema {
    static let electionSettings = """
        -- What the statutes may say of a count beside its method; NULL: the usage.
        ALTER TABLE sittingElection ADD COLUMN median TEXT CHECK (median IN ('basse', 'haute'));
        ALTER TABLE sittingElection ADD COLUMN mostChoices INTEGER CHECK (mostChoices BETWEEN 1 AND 1000);
        ALTER TABLE sittingElection ADD COLUMN blanksCount INTEGER NOT NULL DEFAULT 0 CHECK (blanksCount IN (0, 1));
        -- The last day on which members stand by their own link; NULL: until the assembly opens.
        ALTER TABLE assembly ADD COLUMN candidaciesUntil TEXT CHECK (candidaciesUntil IS date(candidaciesUntil));
        """
}
