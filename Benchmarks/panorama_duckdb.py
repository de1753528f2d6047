"""The same panorama by DuckDB: panorama_duckdb.py DOSSIER SORTIE.tsv [COG.csv] [FILS]. Needs `pip install duckdb`."""

import csv
import sys

import duckdb

COOPERATIVES = """5191 5192 5193 5194 5196 5203 5307 5309 5432 5443 5451 5453 5454 5455 5458 5459 5460 5532 5543 5547 5551
5552 5553 5554 5555 5558 5559 5560 5632 5643 5647 5651 5652 5653 5654 5655 5658 5659 5660 6316 6317 6318 6532 6543 6551
6554 6558 6560 6595 6596""".split()
FAMILIES = {
    "cooperative": COOPERATIVES,
    "mutuelle": ["6411", "8210", "8250", "8290"],
    "association": ["9210", "9220", "9221", "9222", "9223", "9230", "9260", "5195"],
    "fondation": ["9300"],
}
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
    family = "\n".join(f"WHEN categorieJuridiqueUniteLegale IN ({quoted(codes)}) THEN '{name}'" for name, codes in FAMILIES.items())
    query = f"""
        WITH unit AS (
            SELECT siren, CASE {family} ELSE 'societe' END AS family
            FROM read_csv('{folder}/StockUniteLegale_utf8.csv', {options})
            WHERE categorieJuridiqueUniteLegale <> '1000' AND categorieJuridiqueUniteLegale NOT LIKE '2%'
              AND (economieSocialeSolidaireUniteLegale = 'O'
                   OR coalesce(economieSocialeSolidaireUniteLegale, '') = ''
                      AND categorieJuridiqueUniteLegale IN ({quoted(sum(FAMILIES.values(), []))})))
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
