"""The published rows of a data folder as a database for Datasette: a table, indexes on what is filtered, FTS5 on the words."""

import sqlite3

COLUMNS = ["id", "slug", "name", "acronym", "siren", "siret", "family", "sizeBand", "state", "sector", "labels", "federations",
           "activity", "summary", "purpose", "address", "postcode", "town", "commune", "departement", "epci", "region",
           "longitude", "latitude", "updatedAt"]
FILTERED = ["family", "sizeBand", "state", "sector", "departement", "epci", "region", "name", "slug"]


def build(source, target):
    """Writes `target` from Maillage's own database."""
    db = sqlite3.connect(target)
    db.execute("ATTACH ? AS source", (str(source),))
    whole = {kind: dict(db.execute(
        """SELECT c.code, n.name FROM source.territory c JOIN source.membership m ON m.partID = c.id AND m.wholeKind = ?
           JOIN source.territoryName n ON n.territoryID = m.wholeID WHERE c.kind = 'commune'""", (kind,)))
        for kind in ("departement", "epci")}
    regions = dict(db.execute(
        """SELECT c.code, n.name FROM source.territory c
           JOIN source.membership d ON d.partID = c.id AND d.wholeKind = 'departement'
           JOIN source.membership m ON m.partID = d.wholeID AND m.wholeKind = 'region'
           JOIN source.territoryName n ON n.territoryID = m.wholeID WHERE c.kind = 'commune'"""))
    db.create_function("whole", 2, lambda kind, code: (regions if kind == "region" else whole[kind]).get(code, ""))
    kinds = {"id": "INTEGER PRIMARY KEY", "longitude": "REAL", "latitude": "REAL"}
    db.execute(f"CREATE TABLE organisation ({', '.join(f'{name} ' + kinds.get(name, 'TEXT') for name in COLUMNS)})")
    db.execute(
        f"""INSERT INTO organisation ({', '.join(COLUMNS)})
            SELECT id, slug, name, acronym, siren, siret, family, sizeBand, state,
                CASE WHEN instr(sectors, ' ') THEN substr(sectors, 1, instr(sectors, ' ') - 1) ELSE sectors END,
                labels, federations, activity, summary, purpose, address, postcode, town, commune,
                whole('departement', commune), whole('epci', commune), whole('region', commune),
                nullif(longitude, ''), nullif(latitude, ''), updatedAt
            FROM source.organisation WHERE publication = 'publiee'""")
    for column in FILTERED:
        db.execute(f"CREATE INDEX by_{column} ON organisation ({column})")
    words = "name, acronym, summary, purpose, postcode, town, departement, epci, region"
    db.execute(f"""CREATE VIRTUAL TABLE words USING fts5 ({words}, content=organisation, content_rowid=id,
                   tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')""")
    db.execute(f"INSERT INTO words (rowid, {words}) SELECT id, {words} FROM organisation")
    db.execute("INSERT INTO words (words) VALUES ('optimize')")
    db.execute("ANALYZE")
    db.commit()
    db.execute("DETACH source")
    db.execute("VACUUM")
    db.close()
