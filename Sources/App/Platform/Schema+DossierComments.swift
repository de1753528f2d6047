extension Schema {
    static let dossierComments = """
        -- What readers of a version of the dossier say of one of its parts; it stays with the version. The text is never edited.
        CREATE TABLE dossierComment (
            id INTEGER PRIMARY KEY,
            dossierID INTEGER NOT NULL REFERENCES journeyDossier,
            section TEXT NOT NULL CHECK (section IN ('territoire', 'methode', 'enquete', 'diagnostic', 'fonctions',
                'gouvernance', 'partenariats', 'finances', 'calendrier')),
            body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
            -- Somebody with an account; else what was typed by whoever came by the link.
            personID INTEGER REFERENCES person,
            author TEXT NOT NULL DEFAULT '' CHECK (length(author) <= 120),
            organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 200),
            writtenAt TEXT NOT NULL,
            answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
            answeredAt TEXT,
            answeredBy INTEGER REFERENCES person,
            closedAt TEXT,
            CHECK (personID IS NOT NULL OR author <> ''),
            CHECK ((answer = '') = (answeredAt IS NULL))
        ) STRICT;
        CREATE INDEX dossierCommentByDossier ON dossierComment (dossierID, id);
        CREATE TRIGGER dossierCommentIsNotEdited BEFORE UPDATE OF dossierID, section, body, writtenAt ON dossierComment
            BEGIN SELECT RAISE(ABORT, 'une remarque ne se réécrit pas'); END;
        """

    static let prospectLetters = """
        -- The letter by which a hub to come writes to those that are not there yet.
        CREATE TABLE prospectLetterText (
            hubID INTEGER NOT NULL PRIMARY KEY REFERENCES hub,
            subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 150),
            body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
            changedAt TEXT NOT NULL,
            changedBy INTEGER REFERENCES person
        ) STRICT;
        -- A letter that was made for an organisation: printed in a bundle, or sent from somebody's own mail.
        CREATE TABLE prospectLetter (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            organisationID INTEGER NOT NULL REFERENCES organisation,
            way TEXT NOT NULL CHECK (way IN ('imprimee', 'courriel')),
            -- Letters printed together have the same.
            bundle INTEGER CHECK (bundle > 0),
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            day TEXT NOT NULL CHECK (day IS date(day)),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK ((way = 'imprimee') = (bundle IS NOT NULL))
        ) STRICT;
        CREATE INDEX prospectLetterByHub ON prospectLetter (hubID, organisationID, id);
        """
}
