extension Schema {
    static let functions = """
        -- What the territory's diagnosis says, figure by figure, with its source.
        CREATE TABLE journeyFigure (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
            value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 60),
            year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2100),
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300)
        ) STRICT;
        CREATE INDEX journeyFigureByHub ON journeyFigure (hubID);

        -- A need, from a question of a survey, or heard at a meeting.
        CREATE TABLE journeyNeed (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            surveyID INTEGER REFERENCES survey,
            question TEXT,
            option TEXT,
            heard TEXT NOT NULL DEFAULT '' CHECK (length(heard) <= 500),
            recordedAt TEXT NOT NULL,
            recordedBy INTEGER REFERENCES person,
            CHECK ((surveyID IS NULL) = (question IS NULL) AND (surveyID IS NULL) = (option IS NULL)),
            CHECK (surveyID IS NOT NULL OR heard <> '')
        ) STRICT;
        CREATE INDEX journeyNeedByHub ON journeyNeed (hubID);
        CREATE TABLE needFigure (
            needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
            figureID INTEGER NOT NULL REFERENCES journeyFigure ON DELETE CASCADE,
            PRIMARY KEY (needID, figureID)
        ) STRICT, WITHOUT ROWID;

        -- Does, supports, leaves: decided need by need and function by function.
        CREATE TABLE needDecision (
            needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
            function TEXT NOT NULL
                CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
            decision TEXT NOT NULL CHECK (decision IN ('fait', 'appuie', 'laisse')),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
            decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
            PRIMARY KEY (needID, function)
        ) STRICT, WITHOUT ROWID;

        -- How a hub doses its functions, in parts of a hundred; a new choice leaves the former one readable.
        CREATE TABLE functionWeights (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            decidedOn TEXT NOT NULL CHECK (decidedOn IS date(decidedOn)),
            strategies INTEGER NOT NULL CHECK (strategies >= 0),
            visibility INTEGER NOT NULL CHECK (visibility >= 0),
            support INTEGER NOT NULL CHECK (support >= 0),
            partnershipProjects INTEGER NOT NULL CHECK (partnershipProjects >= 0),
            representation INTEGER NOT NULL CHECK (representation >= 0),
            reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
            CHECK (strategies + visibility + support + partnershipProjects + representation = 100)
        ) STRICT;
        CREATE INDEX functionWeightsByHub ON functionWeights (hubID, id);

        CREATE TABLE priorityAction (
            id INTEGER PRIMARY KEY,
            hubID INTEGER NOT NULL REFERENCES hub,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            function TEXT NOT NULL
                CHECK (function IN ('strategies', 'visibilite', 'soutien', 'projets', 'representation')),
            who TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 200),
            detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 2000)
        ) STRICT;
        CREATE INDEX priorityActionByHub ON priorityAction (hubID);
        CREATE TABLE actionNeed (
            actionID INTEGER NOT NULL REFERENCES priorityAction ON DELETE CASCADE,
            needID INTEGER NOT NULL REFERENCES journeyNeed ON DELETE CASCADE,
            PRIMARY KEY (actionID, needID)
        ) STRICT, WITHOUT ROWID;
        """
}
