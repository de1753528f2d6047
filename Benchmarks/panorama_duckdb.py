"""The same panorama by DuckDB: panorama_duckdb.py DOSSIER SORTIE.tsv [COG.csv] [FILS]. Needs `pip install duckdb`."""

import csv
import json
import sys
from pathlib import Path

import duckdb

PERIMETER = json.loads(
    (Path(__file__).resolve().parent.parent / "Sources/App/Facts/perimetre-ess.json").read_text(encoding="utf-8"))
BANDS = "00 01 02 03 11 12 21 22 31 32 41 42 51 52 53 NN".split()
NOMENCLATURES = ["NAP", "NAF1993", "NAFRev1", "NAFRev2", "NAF2025"]


def communes(cog):
    if cog:
        with open(cog, encoding="utf-8") as file:
            codes = [row["COM"] for row in csv.DictReader(file) if row["TYPECOM"] == "COM"]
    else:
        codes = [f"{place * 1000 + town}"[-5:] for place in range(100, 195) for town in range(1, 301)]
    return [code for code in codes if code[:2] in ("22", "29", "35", "56")]


def quoted(codes):
    return ", ".join(f"'{code}'" for code in codes)


def main(folder, output, cog=None, threads="2"):
    db = duckdb.connect()
    db.execute(f"SET threads = {int(threads)}")
    db.execute("SET preserve_insertion_order = false")
    options = "header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true"
    named = [line for line in PERIMETER["categories"] if line["famille"]]
    family = "\n".join(
        f"WHEN categorieJuridiqueUniteLegale = '{line['code']}' THEN '{line['famille']}'" for line in named)
    included = [line["code"] for line in PERIMETER["categories"] if line["appartenance"] == "dedans"]
    excluded = " OR ".join(
        f"nomenclatureActivitePrincipaleUniteLegale = '{line['nomenclature']}'"
        f" AND starts_with(activitePrincipaleUniteLegale, '{line['prefixe']}')" for line in PERIMETER["activites"])
    query = f"""
        WITH unit AS (
            SELECT siren, CASE {family} ELSE 'societe' END AS family
            FROM read_csv('{folder}/StockUniteLegale_utf8.csv', {options})
            WHERE categorieJuridiqueUniteLegale NOT LIKE '10%' AND categorieJuridiqueUniteLegale NOT LIKE '2%'
              AND (economieSocialeSolidaireUniteLegale = 'O'
                   OR coalesce(economieSocialeSolidaireUniteLegale, '') = ''
                      AND categorieJuridiqueUniteLegale IN ({quoted(included)})
                      AND NOT coalesce({excluded}, false)))
        SELECT codeCommuneEtablissement AS commune,
            CASE WHEN nomenclatureActivitePrincipaleEtablissement IN ({quoted(NOMENCLATURES)})
                 THEN nomenclatureActivitePrincipaleEtablissement ELSE '' END AS nomenclature,
            coalesce(activitePrincipaleEtablissement, '') AS activity,
            CASE WHEN trancheEffectifsEtablissement IN ({quoted(BANDS)})
                 THEN trancheEffectifsEtablissement ELSE '' END AS band,
            coalesce(family, '') AS family, count(*),
            count(*) FILTER (etatAdministratifEtablissement = 'A'),
            count(*) FILTER (etatAdministratifEtablissement = 'A' AND caractereEmployeurEtablissement = 'O')
        FROM read_csv('{folder}/StockEtablissement_utf8.csv', {options}) LEFT JOIN unit USING (siren)
        WHERE codeCommuneEtablissement IN ({quoted(communes(cog))})
        GROUP BY ALL"""
    rows = db.execute(query).fetchall()
    with open(output, "w", encoding="utf-8") as file:
        for row in sorted(rows):
            file.write("\t".join(str(cell) for cell in row) + "\n")


main(*sys.argv[1:])
