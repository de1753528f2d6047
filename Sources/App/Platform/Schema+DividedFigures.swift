extension Schema {
    /// Published figures by sector and by size; the directory's largest employers without reading all of it.
    static let dividedFigures = """
        CREATE TABLE publishedFigureByPart (
            seriesID INTEGER NOT NULL REFERENCES publishedSeries,
            territoryID INTEGER NOT NULL REFERENCES territory,
            indicator TEXT NOT NULL CHECK (indicator IN ('etablissements', 'salaries', 'part-emploi', 'masse-salariale')),
            year INTEGER NOT NULL CHECK (year BETWEEN 1970 AND 2200),
            family TEXT NOT NULL,
            -- As the source words them; empty for the whole.
            sector TEXT NOT NULL CHECK (length(sector) <= 120),
            size TEXT NOT NULL CHECK (length(size) <= 120),
            -- Part of jobs: hundredths of a per cent. Payroll: euros. NULL: the source keeps it secret.
            value INTEGER CHECK (value >= 0),
            published TEXT NOT NULL,
            url TEXT NOT NULL,
            note TEXT NOT NULL,
            -- Why it does not compare with the year before; empty when it does.
            breakNote TEXT NOT NULL,
            PRIMARY KEY (seriesID, territoryID, indicator, year, family, sector, size)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO publishedFigureByPart
            SELECT seriesID, territoryID, indicator, year, family, '', '', value, published, url, note, breakNote
            FROM publishedFigure;
        DROP TABLE publishedFigure;
        ALTER TABLE publishedFigureByPart RENAME TO publishedFigure;
        CREATE INDEX publishedFigureByTerritory ON publishedFigure (territoryID);

        -- The directory's employers of twenty and more: few of its records.
        CREATE INDEX organisationLarge ON organisation (sizeBand DESC, name)
            WHERE sizeBand IN ('12', '21', '22', '31', '32', '41', '42', '51', '52', '53');
        """
}
