extension Schema {
    static let hubs = """
        CREATE TABLE hub (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
            presentation TEXT NOT NULL DEFAULT '' CHECK (length(presentation) <= 5000),
            governance TEXT NOT NULL DEFAULT 'non-determine'
                CHECK (governance IN ('structure-ad-hoc', 'gestion-deleguee', 'non-determine')),
            manager TEXT NOT NULL DEFAULT '' CHECK (length(manager) <= 200),
            contactEmail TEXT NOT NULL DEFAULT '' CHECK (length(contactEmail) <= 254),
            contactPhone TEXT NOT NULL DEFAULT '' CHECK (length(contactPhone) <= 40),
            website TEXT NOT NULL DEFAULT '' CHECK (length(website) <= 500)
                CHECK (website = '' OR website LIKE 'https://%' OR website LIKE 'http://%')
        ) STRICT;

        -- An address that moved leads to the new one.
        CREATE TABLE formerHubSlug (
            slug TEXT NOT NULL PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE hubPerimeter (
            -- The number of a cancelled entry is never given again.
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hubID INTEGER NOT NULL REFERENCES hub,
            territoryID INTEGER NOT NULL REFERENCES territory,
            validFrom TEXT CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            sourceID INTEGER NOT NULL REFERENCES source,
            -- Where the end comes from, when somebody recorded one.
            untilSourceID INTEGER REFERENCES source,
            CHECK (validFrom IS NULL OR validUntil IS NULL OR validFrom < validUntil)
        ) STRICT;
        -- Entries recorded by mistake: they no longer count, and stay readable with the reason.
        CREATE TABLE cancelledPerimeter (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            territoryID INTEGER NOT NULL REFERENCES territory,
            validFrom TEXT,
            validUntil TEXT,
            sourceID INTEGER NOT NULL REFERENCES source,
            untilSourceID INTEGER REFERENCES source,
            cancelledAt TEXT NOT NULL,
            cancelledBy INTEGER REFERENCES person,
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
        ) STRICT;
        CREATE INDEX hubPerimeterByHub ON hubPerimeter (hubID);
        CREATE INDEX hubPerimeterByTerritory ON hubPerimeter (territoryID);
        CREATE TRIGGER onceInAPerimeterAtATime BEFORE INSERT ON hubPerimeter
            WHEN EXISTS (
                SELECT 1 FROM hubPerimeter other WHERE other.hubID = NEW.hubID AND other.territoryID = NEW.territoryID
                AND (other.validUntil IS NULL OR NEW.validFrom IS NULL OR NEW.validFrom < other.validUntil)
                AND (NEW.validUntil IS NULL OR other.validFrom IS NULL OR other.validFrom < NEW.validUntil))
            BEGIN SELECT RAISE(ABORT, 'ce territoire est déjà dans le périmètre à cette date'); END;

        -- A milestone is about a hub, or a territory without hub, or (neither) the network. It is never edited:
        -- a correction replaces it, a withdrawal sets it aside, and all stay readable.
        CREATE TABLE milestone (
            id INTEGER PRIMARY KEY,
            hubID INTEGER REFERENCES hub,
            territoryID INTEGER REFERENCES territory,
            kind TEXT NOT NULL CHECK (kind IN (
                'initiative', 'noyau', 'prefiguration-prevue', 'comite-de-pilotage', 'etude-debut',
                'etude-fin', 'assemblee-constitutive', 'pole-cree', 'embauche', 'entree-reseau',
                'aucune-initiative', 'arret', 'mention', 'soutien', 'evenement',
                'rapport', 'pleniere', 'point-de-situation')),
            date TEXT NOT NULL CHECK (length(date) IN (4, 7, 10)),
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 5000),
            certainty TEXT NOT NULL CHECK (certainty IN ('etabli', 'deduit', 'rapporte', 'inconnu')),
            sourceID INTEGER NOT NULL REFERENCES source,
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            overrideReason TEXT CHECK (length(overrideReason) BETWEEN 1 AND 1000),
            replaces INTEGER UNIQUE REFERENCES milestone,
            correctionReason TEXT CHECK (length(correctionReason) BETWEEN 1 AND 500),
            CHECK (hubID IS NULL OR territoryID IS NULL),
            CHECK ((replaces IS NULL) = (correctionReason IS NULL))
        ) STRICT;
        CREATE INDEX milestoneByHub ON milestone (hubID);
        CREATE INDEX milestoneByTerritory ON milestone (territoryID);
        CREATE TRIGGER milestoneIsNotEdited BEFORE UPDATE ON milestone
            BEGIN SELECT RAISE(ABORT, 'un jalon ne se modifie pas : on le corrige par un autre'); END;
        CREATE TRIGGER milestoneIsNotErased BEFORE DELETE ON milestone
            BEGIN SELECT RAISE(ABORT, 'un jalon ne s''efface pas : on le retire'); END;
        CREATE TRIGGER milestoneIsNotOverwritten BEFORE INSERT ON milestone
            WHEN EXISTS (SELECT 1 FROM milestone WHERE id = NEW.id OR replaces = NEW.replaces)
            BEGIN SELECT RAISE(ABORT, 'un jalon ne se modifie pas : on le corrige par un autre'); END;

        CREATE TABLE milestoneWithdrawal (
            milestoneID INTEGER NOT NULL PRIMARY KEY REFERENCES milestone,
            withdrawnAt TEXT NOT NULL,
            withdrawnBy INTEGER REFERENCES person,
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
        ) STRICT;

        CREATE TRIGGER withdrawalIsNotEdited BEFORE UPDATE ON milestoneWithdrawal
            BEGIN SELECT RAISE(ABORT, 'un retrait ne se modifie pas'); END;
        CREATE TRIGGER withdrawalIsNotErased BEFORE DELETE ON milestoneWithdrawal
            BEGIN SELECT RAISE(ABORT, 'un retrait ne s''efface pas'); END;

        -- Milestones that hold.
        CREATE VIEW currentMilestone AS
            SELECT milestone.* FROM milestone
            WHERE NOT EXISTS (SELECT 1 FROM milestone later WHERE later.replaces = milestone.id)
            AND NOT EXISTS (SELECT 1 FROM milestoneWithdrawal WHERE milestoneID = milestone.id);

        CREATE TABLE headcount (
            id INTEGER PRIMARY KEY,
            hubID INTEGER REFERENCES hub,
            date TEXT NOT NULL CHECK (length(date) IN (4, 7, 10)),
            organisations INTEGER NOT NULL CHECK (organisations >= 0),
            territories INTEGER CHECK (territories >= 0),
            sourceID INTEGER NOT NULL REFERENCES source
        ) STRICT;

        CREATE TABLE organisation (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE CHECK (length(slug) > 0),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            family TEXT NOT NULL CHECK (family IN ('association', 'cooperative', 'mutuelle', 'fondation', 'societe')),
            sector TEXT NOT NULL DEFAULT '' CHECK (length(sector) <= 100)
        ) STRICT;

        -- Organisations that take part in a hub during a time.
        CREATE TABLE hubMember (
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            validFrom TEXT NOT NULL CHECK (validFrom IS date(validFrom)),
            validUntil TEXT CHECK (validUntil IS date(validUntil)),
            CHECK (validUntil IS NULL OR validFrom < validUntil),
            PRIMARY KEY (hubID, organisationID, validFrom)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX hubMemberByOrganisation ON hubMember (organisationID);
        CREATE TABLE cancelledMember (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            validFrom TEXT NOT NULL,
            validUntil TEXT,
            cancelledAt TEXT NOT NULL,
            cancelledBy INTEGER REFERENCES person,
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
        ) STRICT;
        """
}
