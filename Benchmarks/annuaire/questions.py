"""What people ask a directory, as addresses of Maillage and of Datasette, drawn by chance from the rows themselves."""

import dataclasses
import itertools
import random
import sqlite3
import urllib.parse

SIZES = {"0": ["NN", "00"], "1-9": ["01", "02", "03"], "10-49": ["11", "12"], "50-plus": ["21", "22", "31", "32", "41"]}
FACETS = [("_facet", name) for name in ("family", "sizeBand", "sector", "departement")]
TABLE = "/annuaire/organisation"


@dataclasses.dataclass
class Question:
    """A kind of question. Where there are many addresses, none is asked again before all the others were."""
    name: str
    ours: list
    theirs: list = dataclasses.field(default_factory=list)
    # Whether the page is measured one visitor at a time: the map's first picture.
    alone: bool = False


def address(path, pairs=()):
    return path + ("?" + urllib.parse.urlencode(pairs) if pairs else "")


def table(*pairs):
    return address(TABLE, [("_size", "50"), *pairs])


class Rows:
    """The rows that questions are drawn from."""

    def __init__(self, database, seed=7):
        self.chance = random.Random(seed)
        db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self.count, last = db.execute("SELECT count(*), max(id) FROM organisation WHERE publication = 'publiee'").fetchone()

        def some(most):
            wanted = sorted(self.chance.sample(range(1, last + 1), min(last, most)))
            found = db.execute(
                f"SELECT id, slug, name, town, siret FROM organisation WHERE publication = 'publiee' AND id IN ({','.join(map(str, wanted))})"
            ).fetchall()
            self.chance.shuffle(found)
            return found

        self.some = some(8000)
        # So many that no round finds a page that another one kept.
        self.many = some(60_000)
        self.sectors = [row[0] for row in db.execute("SELECT code FROM sector")]
        self.places = db.execute(
            """SELECT t.slug, n.name, t.kind FROM territory t JOIN territoryName n ON n.territoryID = t.id
               WHERE t.kind IN ('departement', 'region')""").fetchall()
        self.home = db.execute("""SELECT t.slug, n.name FROM territory t JOIN territoryName n ON n.territoryID = t.id
                                  WHERE t.kind = 'region' AND t.code = '53'""").fetchone()

    def lists(self, most=6000):
        pages = min(self.count // 50, 2000)
        all_pages = [(page, sort) for page in range(2, pages) for sort in ("", "nom", "recent")]
        self.chance.shuffle(all_pages)
        ours = [address("/annuaire", [("tri", sort)] * bool(sort) + [("page", page)]) for page, sort in all_pages[:most]]
        return Question("lists, distinct pages", ours, [table(("_next", row[0])) for row in self.some])

    def filters(self):
        """One to three filters at once, with what each other choice would leave."""
        families = ["association", "cooperative", "mutuelle", "fondation", "societe"]
        ours, theirs = [], []
        choices = list(itertools.product(families + [""], list(SIZES) + [""], self.sectors + [""], self.places + [None]))
        for family, size, sector, place in self.chance.sample(choices, min(len(choices), 6000)):
            mine = [("famille", family), ("taille", size), ("secteur", sector), ("territoire", place[0] if place else "")]
            ours.append(address("/annuaire", [pair for pair in mine if pair[1]]))
            others = [("family__exact", family), ("sector__exact", sector), (f"{place[2]}__exact" if place else "", place[1] if place else "")]
            bands = [("sizeBand__in", ",".join(SIZES[size]))] if size else []
            theirs.append(table(*[pair for pair in others if pair[1]], *bands, *FACETS))
        return Question("filters with counts, distinct", ours, theirs)

    def records(self):
        return Question(
            "records, distinct", [f"/annuaire/{row[1]}" for row in self.many], [f"{TABLE}/{row[0]}" for row in self.many])

    def searches(self, heads, themes):
        """Common words: alone (page after page), in pairs, with a place."""
        words = list(dict.fromkeys([head.split()[0] for head in heads] + themes))
        alone = [(word, page) for word in words for page in range(1, 41)]
        pairs = [f"{a} {b}" for a in words for b in themes if a != b]
        placed = list(dict.fromkeys(f"{self.chance.choice(words)} {row[3]}" for row in self.some))
        for list_ in (alone, pairs, placed):
            self.chance.shuffle(list_)
        yield Question(
            "search, one common word", [address("/annuaire", [("q", word)] + [("page", page)] * (page > 1)) for word, page in alone],
            [table(("_search", word), *[("_next", row[0])] * (page > 1)) for (word, page), row in zip(alone, self.some)])
        for name, asked in (("search, two common words", pairs), ("search, a word and a place", placed)):
            yield Question(
                name, [address("/annuaire", [("q", text)]) for text in asked[:6000]], [table(("_search", text)) for text in asked[:6000]])

    def typing(self):
        """Names as they are typed, letter by letter."""
        asked = {}
        for row in self.some[:1200]:
            name = row[2]
            for length in range(2, min(len(name), 16)):
                asked[name[:length]] = None
        asked = list(asked)[:6000]
        self.chance.shuffle(asked)

        def beginning(text):
            words = ["".join(c for c in word if c.isalnum()) for word in text.split()]
            words = [word for word in words if word]
            return " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}" *' if words else ""

        return Question(
            "suggestions, letter by letter", [address("/annuaire", [("q", text)]) for text in asked],
            [table(("_searchmode", "raw"), ("_search", beginning(text))) for text in asked])

    def slips(self):
        """Names with a letter added, dropped, changed or swapped in one word; Datasette has nothing to compare."""
        asked = []
        for row in self.some:
            words = row[2].split()
            long = [place for place, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
            if not long:
                continue
            place = self.chance.choice(long)
            word, at = words[place], self.chance.randrange(1, len(words[place]) - 1)
            letter = self.chance.choice("abcdefghijklmnoprstuv")
            words[place] = self.chance.choice([
                word[:at] + letter + word[at:], word[:at] + word[at + 1:], word[:at] + letter + word[at + 1:],
                word[:at] + word[at + 1] + word[at] + word[at + 2:]])
            asked.append(" ".join(words))
        return Question("search, typing errors", [address("/annuaire", [("q", text)]) for text in asked[:6000]])

    def maps(self):
        """The first picture of the region and of all, then every place that one may move to."""
        def view():
            longitude, latitude, side = self.chance.uniform(-4.5, 7), self.chance.uniform(43.5, 50.5), self.chance.choice([0.1, 0.5, 1, 3, 8])
            return f"{longitude - side:.5f},{latitude - side * 0.6:.5f},{longitude + side:.5f},{latitude + side * 0.6:.5f}"

        points = [("_size", "max"), ("_shape", "array"), ("_col", "longitude"), ("_col", "latitude"), ("_nofacet", "1")]
        return [
            Question("map of the region, first picture", [address("/annuaire", [("territoire", self.home[0])])],
                     [address(TABLE + ".json", [*points, ("region__exact", self.home[1])])], alone=True),
            Question("map of everything, first picture", ["/annuaire"], [address(TABLE + ".json", points)], alone=True),
            Question("map, moved and zoomed, distinct", [address("/annuaire", [("vue", view())]) for _ in range(4000)]),
        ]

    def kept(self):
        """What many people look at: twenty pages."""
        ours = ["/annuaire"] + [address("/annuaire", [("territoire", place[0])]) for place in self.places[:12]] + [
            address("/annuaire", [("famille", family)]) for family in ("association", "cooperative", "mutuelle", "fondation", "societe")]
        theirs = [table()] + [table((f"{place[2]}__exact", place[1]), *FACETS) for place in self.places[:12]] + [
            table(("family__exact", family), *FACETS) for family in ("association", "cooperative", "mutuelle", "fondation", "societe")]
        return Question("lists and filters, twenty pages (kept)", ours, theirs)
