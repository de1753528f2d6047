#!/usr/bin/env python3
"""Fills a data folder with an invented directory of any size, spread over the real communes.

    maillage --donnees DOSSIER initialiser
    Benchmarks/annuaire/generer.py DOSSIER --organisations 220000 --geo ../shared/data/geo

Names are made of words whose frequencies are those of real names: a few words in most of them (association, amicale, comité),
a long tail of rare ones (surnames, places). SIREN and SIRET have their key. Organisations are as numerous in a commune as its
people are. Everything is written in one transaction; the same seed makes the same directory.
"""

import argparse
import bisect
import csv
import gzip
import itertools
import pathlib
import random
import sqlite3
import sys
import time
import unicodedata

FAMILIES = [("association", 84, "9220"), ("cooperative", 9, "5458"), ("mutuelle", 3, "8210"), ("fondation", 1, "9300"),
            ("societe", 2, "5710"), ("indeterminee", 1, "")]
BANDS = [("", 12), ("NN", 30), ("00", 8), ("01", 20), ("02", 12), ("03", 7), ("11", 6), ("12", 3), ("21", 1.2), ("22", 0.5), ("31", 0.2),
         ("41", 0.1)]
# Heads of names, their weight, and the activity they go with.
HEADS = [
    ("Association", 220, ""), ("Amicale", 40, "94.99Z"), ("Comité des fêtes", 35, "94.99Z"), ("Club", 45, "93.12Z"),
    ("Union sportive", 28, "93.12Z"), ("Étoile sportive", 9, "93.12Z"), ("Foyer rural", 14, "94.99Z"), ("École de musique", 9, "85.52Z"),
    ("Société de chasse", 18, "94.99Z"), ("Les amis", 26, "94.99Z"), ("Association des parents d’élèves", 20, "94.99Z"),
    ("Ressourcerie", 5, "38.32Z"), ("Recyclerie", 5, "38.32Z"), ("Régie de quartier", 2, "81.21Z"), ("Centre social", 9, "88.99B"),
    ("Crèche", 10, "88.91A"), ("Maison des jeunes et de la culture", 6, "93.29Z"), ("Théâtre", 9, "90.01Z"),
    ("Compagnie", 16, "90.01Z"), ("Festival", 8, "90.02Z"), ("Coopérative", 12, "46.21Z"), ("CUMA", 14, "77.31Z"),
    ("Scop", 7, "43.21A"), ("Atelier", 12, "16.29Z"), ("Jardins", 8, "01.13Z"), ("Épicerie solidaire", 4, "47.11B"),
    ("Mutuelle", 8, "65.12Z"), ("Fondation", 4, "94.99Z"), ("Aide à domicile", 10, "88.10A"), ("ADMR", 12, "88.10A"),
    ("Résidence", 9, "87.10A"), ("Foyer de vie", 7, "87.30B"), ("ESAT", 8, "88.10C"), ("IME", 5, "87.10B"),
    ("Secours", 7, "88.99B"), ("Collectif", 13, "94.99Z"), ("Groupement d’employeurs", 4, "78.30Z"), ("OGEC", 9, "85.31Z"),
    ("Harmonie", 7, "90.01Z"), ("Chorale", 7, "90.01Z"), ("Cinéma", 4, "59.14Z"), ("Radio", 3, "60.10Z"), ("Tennis club", 10, "93.12Z"),
    ("Judo club", 7, "93.12Z"), ("Gymnastique volontaire", 10, "93.12Z"), ("Office de tourisme", 4, "79.90Z"),
    ("Mission locale", 2, "78.10Z"), ("Entraide", 7, "88.99B"), ("Habitat et humanisme", 2, "68.20A"), ("Pôle", 4, "70.22Z"),
]
THEMES = [
    ("culture", 30), ("loisirs", 26), ("sport", 24), ("environnement", 16), ("insertion", 14), ("formation", 13), ("patrimoine", 18),
    ("solidarité", 14), ("musique", 14), ("danse", 12), ("jeunesse", 12), ("santé", 10), ("emploi", 10), ("services", 12),
    ("énergie", 6), ("bois", 5), ("numérique", 6), ("réemploi", 4), ("mobilité", 4), ("habitat", 7), ("handicap", 7), ("enfance", 8),
    ("aînés", 8), ("bio", 6), ("jardins", 6), ("pêche", 6), ("chasse", 8), ("randonnée", 8), ("yoga", 6), ("théâtre", 8), ("arts", 10),
    ("lecture", 5), ("histoire", 7), ("agriculture", 6), ("élevage", 5), ("anciens combattants", 7), ("boules", 6), ("football", 9),
    ("vélo", 5), ("voile", 4), ("nature", 9), ("animation", 10), ("développement", 9), ("accueil", 7), ("avenir", 6), ("espoir", 6),
]
SHAPES = ["{head} {place}", "{head} de {place}", "{head} {theme}", "{head} {theme} {place}", "{head} {theme} et {theme2}", "{head} {rare}",
          "{head} {rare} {place}", "{rare}", "{head} {theme} {rare}", "{theme} {rare}", "{rare} {theme} {place}"]
SYLLABLES = ("ba be bi bo bu ca ce ci co cu da de di do du fa fe fi fo ga ge gi go gu ja jo ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no "
             "pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo ar er el il or an en on in ou eau ar mor ker plou tre lan "
             "gwen ty brug roch mont val clos grand petit saint").split()


def weighted(choices):
    """A function of chance that gives a choice as often as its weight says."""
    values = [choice[0] if len(choice) == 2 else choice for choice in choices]
    sums = list(itertools.accumulate(choice[1] for choice in choices))
    return lambda chance: values[bisect.bisect(sums, chance.random() * sums[-1])]


def rare_words(chance, count):
    words = set()
    while len(words) < count:
        words.add("".join(chance.choice(SYLLABLES) for _ in range(chance.choice([2, 2, 3, 3, 4]))).capitalize())
    return sorted(words)


def keyed(digits):
    """The digits with Luhn's key behind."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def slug(text):
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def communes(geo):
    """Code, name, département, region, EPCI, people, postcodes and middle of every commune."""
    found = {}
    with open(geo / "cog_2026_communes.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["TYPECOM"] == "COM":
                found[row["COM"]] = {"code": row["COM"], "name": row["LIBELLE"], "dep": row["DEP"], "reg": row["REG"], "epci": None, "people": 300,
                                     "postcodes": [], "point": None, "pays": None}
    with open(geo / "epcicom_france_2025.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if commune := found.get(row["insee"]):
                commune["epci"], commune["people"] = (row["siren"], row["raison_sociale"]), int(row["pmun_2025"] or 0) + 1
    with gzip.open(geo / "laposte_hexasmal_france.csv.gz", "rt", encoding="latin-1") as file:
        for row in csv.DictReader(file, delimiter=";"):
            commune = found.get(row["Code_commune_INSEE"])
            if commune and row["Code_postal"] not in commune["postcodes"]:
                commune["postcodes"].append(row["Code_postal"])
                if row["coordonnees_gps"]:
                    latitude, longitude = map(float, row["coordonnees_gps"].split(","))
                    commune["point"] = (longitude, latitude)
    with open(geo / "communes_bretagne_2026.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if commune := found.get(row["code_insee"]):
                commune["pays"] = row["pays_code"]
    return list(found.values())


def write_territories(db, places):
    """Regions, départements, EPCI and communes that are not there yet, with what they are part of."""
    title = "Code officiel géographique et intercommunalités (essai)"
    db.execute("INSERT OR IGNORE INTO source (title) VALUES (?)", (title,))
    source = db.execute("SELECT id FROM source WHERE title = ?", (title,)).fetchone()[0]
    known = {(kind, code): number for number, kind, code in db.execute("SELECT id, kind, code FROM territory")}
    taken = {row[0] for row in db.execute("SELECT slug FROM territory")}
    named = {row[0] for row in db.execute("SELECT territoryID FROM territoryName")}
    members = {(row[0], row[1]) for row in db.execute("SELECT partID, wholeKind FROM membership")}

    def territory(kind, code, name, address):
        if (kind, code) not in known:
            address = address if address not in taken else f"{kind}-{code}".lower()
            taken.add(address)
            known[kind, code] = db.execute("INSERT INTO territory (kind, code, slug) VALUES (?, ?, ?)", (kind, code, address)).lastrowid
        number = known[kind, code]
        if number not in named:
            named.add(number)
            db.execute("INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)", (number, name, name, source))
        return number

    def join(part, whole, kind):
        if (part, kind) not in members:
            members.add((part, kind))
            db.execute("INSERT INTO membership (partID, wholeID, wholeKind, certainty, sourceID) VALUES (?, ?, ?, 'etabli', ?)",
                       (part, whole, kind, source))

    for place in places:
        region = territory("region", place["reg"], f"Région {place['reg']}", f"region-{place['reg']}")
        department = territory("departement", place["dep"], f"Département {place['dep']}", f"departement-{place['dep'].lower()}")
        join(department, region, "region")
        commune = territory("commune", place["code"], place["name"], "commune-" + place["code"].lower())
        join(commune, department, "departement")
        if place["epci"]:
            join(commune, territory("epci", place["epci"][0], place["epci"][1], "epci-" + place["epci"][0]), "epci")
        if place["pays"] and ("pays", place["pays"]) in known:
            join(commune, known["pays", place["pays"]], "pays")


def organisations(count, places, chance, first, known):
    """Rows of the directory, one after the other."""
    head, theme, band = weighted([((h, a), w) for h, w, a in HEADS]), weighted(THEMES), weighted(BANDS)
    family = weighted([((f, c), w) for f, w, c in FAMILIES])
    rare = rare_words(chance, min(40_000, 2_000 + count // 8))
    # Rare words follow Zipf's law: the hundredth is a hundred times rarer than the first.
    tail = weighted([(word, 1 / (rank + 20)) for rank, word in enumerate(rare)])
    where = weighted([(place, place["people"] ** 0.9) for place in places])
    for number in range(count):
        place = where(chance)
        (title, activity), (kind, category) = head(chance), family(chance)
        name = chance.choice(SHAPES).format(head=title, theme=theme(chance), theme2=theme(chance), rare=tail(chance), place=place["name"])
        name = name[0].upper() + name[1:]
        # Never two alike: seven digits of rank under a digit of family.
        siren = keyed(f"{chance.choice('3789')}{number + first:07d}")
        siret = keyed(siren + "0001")
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())[:8] if chance.random() < 0.2 else ""
        summary = f"{theme(chance)}" + (f", {theme(chance)}" if chance.random() < 0.4 else "")
        purpose = ("développer " + ", ".join(theme(chance) for _ in range(3)) + f" à {place['name']}") if chance.random() < 0.3 else ""
        longitude = latitude = precision = ""
        if place["point"] and (drawn := chance.random()) < 0.9:
            spread = 0.02 if drawn < 0.75 else 0
            longitude = f"{place['point'][0] + chance.gauss(0, spread):.6f}"
            latitude = f"{place['point'][1] + chance.gauss(0, spread * 0.7):.6f}"
            precision = "adresse" if spread else "commune"
        sectors = " ".join(chance.sample(known, chance.choice([1, 1, 2]))) if chance.random() < 0.3 else ""
        labels = chance.choice(["siae-ei", "siae-ai", "esus"]) if chance.random() < 0.03 else ""
        federations = chance.choice(["udes", "fnars", "uniopss", "cress", "les-scop"]) if chance.random() < 0.08 else ""
        day = f"20{chance.randrange(15, 26)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}T10:00:00Z"
        yield (f"{slug(name)[:80]}-{number + first}", name[:200], acronym, siren, siret, category, kind, labels, activity, "NAFRev2", sectors,
               summary[:100], purpose, band(chance), "cessee" if chance.random() < 0.06 else "active",
               f"{chance.randrange(1, 120)} rue {tail(chance)}", chance.choice(place["postcodes"] or [""]), place["code"], place["name"][:80],
               longitude, latitude, precision, federations, "sirene", day, day, day if chance.random() < 0.2 else "")


COLUMNS = ("slug name acronym siren siret legalCategory family labels activity activityNomenclature sectors summary purpose sizeBand state address "
           "postcode commune town longitude latitude precision federations origin createdAt updatedAt confirmedAt").split()


def write_list(path, rows):
    """As ESS France gives it: numbers without their first zeros, names in capitals without accents."""
    families = {"association": "Associations", "cooperative": "Coopératives", "mutuelle": "Mutuelles", "fondation": "Fondations"}
    place = {name: number for number, name in enumerate(COLUMNS)}
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["SIREN", "Nom ou raison sociale de l'entreprise", "Famille juridique de l'entreprise", "Code postal",
                        "Libellé de la commune de l'établissement"])
        for row in rows:
            name = unicodedata.normalize("NFD", row[place["name"]].upper().replace("’", "'")).encode("ascii", "ignore").decode()
            table.writerow([int(row[place["siren"]]), name, families.get(row[place["family"]], "Associations"), row[place["postcode"]],
                            row[place["town"]].upper()])


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=pathlib.Path, help="a data folder made by maillage initialiser")
    options.add_argument("--organisations", type=int, default=12_000)
    options.add_argument("--geo", type=pathlib.Path, default=pathlib.Path("../shared/data/geo"))
    options.add_argument("--region", help="only the communes of this region (INSEE code, Brittany is 53)")
    options.add_argument("--seed", type=int, default=2014)
    options.add_argument("--liste", type=pathlib.Path,
                         help="write the organisations in this file, laid out like the list of ESS France, and none in the directory")
    chosen = options.parse_args()
    started = time.monotonic()
    places = [place for place in communes(chosen.geo) if chosen.region in (None, place["reg"])]
    db = sqlite3.connect(chosen.folder / "maillage.db", isolation_level=None)
    db.execute("PRAGMA cache_size = -200000")
    db.execute("BEGIN IMMEDIATE")
    write_territories(db, places)
    for federation in ("udes", "fnars", "uniopss", "cress", "les-scop"):
        db.execute("INSERT OR IGNORE INTO federation (slug, name) VALUES (?, ?)", (federation, federation.upper()))
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM organisation").fetchone()[0]
    sectors = [row[0] for row in db.execute("SELECT code FROM sector ORDER BY rank")]
    rows = organisations(chosen.organisations, places, random.Random(chosen.seed), first, sectors)
    if chosen.liste:
        write_list(chosen.liste, rows)
        db.execute("COMMIT")
        return
    sql = f"INSERT INTO organisation ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    db.executemany(sql, rows)
    db.execute("UPDATE directoryVersion SET version = version + 1")
    db.execute("COMMIT")
    print(f"{chosen.organisations} organisations, {len(places)} communes, {time.monotonic() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
