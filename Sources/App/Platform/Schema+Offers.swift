extension Schema {
    static let offers = """
        -- What organisations offer and look for. One that is withdrawn stays, with the day.
        CREATE TABLE offer (
            id INTEGER PRIMARY KEY,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            direction TEXT NOT NULL CHECK (direction IN ('propose', 'cherche')),
            kind TEXT NOT NULL CHECK (kind IN ('competence', 'lieu', 'materiel', 'service', 'emploi', 'benevolat')),
            topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 120),
            detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 2000),
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK (validUntil IS NULL OR validFrom <= validUntil)
        ) STRICT;
        CREATE INDEX offerByOrganisation ON offer (organisationID);
        """
}
