extension Schema {
    static let partnerships = """
        -- Who may support a hub to come: what was asked, what was answered, with what proof.
        CREATE TABLE possiblePartner (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            kind TEXT NOT NULL CHECK (kind IN ('region', 'departement', 'intercommunalite', 'commune', 'etat',
                'maison-de-l-emploi', 'reseau', 'acteur-economique', 'fondation')),
            asked TEXT NOT NULL DEFAULT '' CHECK (length(asked) <= 500),
            state TEXT NOT NULL CHECK (state IN ('a-rencontrer', 'rencontre', 'd-accord', 'refus')),
            metOn TEXT CHECK (metOn IS date(metOn)),
            answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
            evidenceURL TEXT CHECK (evidenceURL LIKE 'https://%' OR evidenceURL LIKE 'http://%'),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            UNIQUE (hubID, name),
            CHECK (state = 'a-rencontrer' OR metOn IS NOT NULL)
        ) STRICT;

        -- A study may carry the préfiguration (R18): who carries it, what it costs, who pays, what it gives.
        CREATE TABLE prefigurationStudy (
            hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
            carrier TEXT NOT NULL CHECK (length(carrier) BETWEEN 1 AND 200),
            brief TEXT NOT NULL DEFAULT '' CHECK (length(brief) <= 3000),
            -- In cents.
            cost INTEGER CHECK (cost BETWEEN 0 AND 10000000000),
            funders TEXT NOT NULL DEFAULT '' CHECK (length(funders) <= 500),
            startsOn TEXT CHECK (startsOn IS date(startsOn)),
            endsOn TEXT CHECK (endsOn IS date(endsOn)),
            deliverables TEXT NOT NULL DEFAULT '' CHECK (length(deliverables) <= 2000),
            CHECK (startsOn IS NULL OR endsOn IS NULL OR startsOn <= endsOn)
        ) STRICT;

        -- Versions of the dossier, as they were made; the key opens one for whoever was given it.
        CREATE TABLE journeyDossier (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            number INTEGER NOT NULL CHECK (number > 0),
            key TEXT NOT NULL UNIQUE CHECK (length(key) = 43),
            body TEXT NOT NULL,
            -- Parts that were missing when it was made.
            missing INTEGER NOT NULL CHECK (missing >= 0),
            madeAt TEXT NOT NULL,
            madeBy INTEGER REFERENCES person,
            closedAt TEXT,
            UNIQUE (hubID, number)
        ) STRICT;
        """
}
