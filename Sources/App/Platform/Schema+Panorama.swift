extension Schema {
    static let panorama = """
        -- A month of the register, counted: where it comes from, and what makes it again.
        CREATE TABLE panoramaVintage (
            id INTEGER PRIMARY KEY,
            month TEXT NOT NULL UNIQUE CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
            perimeterID INTEGER NOT NULL REFERENCES essVersion,
            -- Slugs of the territories asked for, with commas; empty for all the communes that the network knows.
            scope TEXT NOT NULL,
            hasFrance INTEGER NOT NULL CHECK (hasFrance IN (0, 1)),
            withoutCommune INTEGER NOT NULL CHECK (withoutCommune >= 0),
            -- The latest change in the register among what is counted.
            treatedOn TEXT CHECK (treatedOn IS date(treatedOn)),
            command TEXT NOT NULL CHECK (length(command) > 0),
            -- SHA-256 of the files and of every cell, in hexadecimal.
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            importedAt TEXT NOT NULL
        ) STRICT;
        CREATE TABLE panoramaFile (
            vintageID INTEGER NOT NULL REFERENCES panoramaVintage ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('unites', 'etablissements')),
            name TEXT NOT NULL CHECK (length(name) > 0),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            size INTEGER NOT NULL CHECK (size >= 0),
            rows INTEGER NOT NULL CHECK (rows >= 0),
            -- Units: those of the ESS. Establishments: those in the communes asked for.
            kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND rows),
            PRIMARY KEY (vintageID, kind)
        ) STRICT, WITHOUT ROWID;
        -- The counts of one commune, packed (PanoramaCoding): activity, classification, size band and family; years. The
        -- commune '' is the rest of France.
        CREATE TABLE panoramaCells (
            vintageID INTEGER NOT NULL REFERENCES panoramaVintage ON DELETE CASCADE,
            commune TEXT NOT NULL,
            cells BLOB NOT NULL,
            years BLOB NOT NULL,
            PRIMARY KEY (vintageID, commune)
        ) STRICT, WITHOUT ROWID;

        -- A series that somebody published: figures that only compare with one another.
        CREATE TABLE publishedSeries (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
            perimeter TEXT NOT NULL CHECK (length(perimeter) <= 300),
            licence TEXT NOT NULL CHECK (length(licence) <= 200),
            UNIQUE (source, perimeter, licence)
        ) STRICT;
        CREATE TABLE publishedFigure (
            seriesID INTEGER NOT NULL REFERENCES publishedSeries,
            territoryID INTEGER NOT NULL REFERENCES territory,
            indicator TEXT NOT NULL CHECK (indicator IN ('etablissements', 'salaries', 'part-emploi', 'masse-salariale')),
            year INTEGER NOT NULL CHECK (year BETWEEN 1970 AND 2200),
            family TEXT NOT NULL,
            -- Part of jobs: hundredths of a per cent. Payroll: euros.
            value INTEGER NOT NULL CHECK (value >= 0),
            published TEXT NOT NULL,
            url TEXT NOT NULL,
            note TEXT NOT NULL,
            -- Why it does not compare with the year before; empty when it does.
            breakNote TEXT NOT NULL,
            PRIMARY KEY (seriesID, territoryID, indicator, year, family)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX publishedFigureByTerritory ON publishedFigure (territoryID);
        """
}
