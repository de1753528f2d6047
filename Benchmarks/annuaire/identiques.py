#!/usr/bin/env python3
"""The pages of two programs on the same directory, byte by byte: identiques.py AVANT APRÈS [--organisations 220000].

For whoever makes pages quicker: draws some sixty addresses of each kind of question that `comparer.py` asks, asks both programs
for them packed and open, in an order drawn by chance so that what is kept serves other pages too. Ends with an error at a difference.
"""

import argparse
import gzip
import pathlib
import random
import sys
import urllib.request

from comparer import questions
from questions import Rows
from serveurs import HERE, Server

OTHERS = ["/annuaire?pres=Brest&tri=distance", "/annuaire/cadre", "/annuaire/cadre?q=culture", "/annuaire?lieu=morlaix",
          "/annuaire?q=culture&etat=toutes&tri=nom", "/annuaire?fraicheur=12", "/annuaire?emprise=-5,48,-4,49&page=2"]


def page(port, path, packed):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"} if packed else {})
    with urllib.request.urlopen(request, timeout=120) as answer:
        body = answer.read()
        opened = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return opened.replace(f":{port}".encode(), b"")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("programs", nargs=2, type=pathlib.Path)
    options.add_argument("--organisations", type=int, default=220_000)
    options.add_argument("--scratch", type=pathlib.Path, default=HERE.parent / ".build-annuaire")
    options.add_argument("--port", type=int, default=8270)
    chosen = options.parse_args()
    folder, chance = chosen.scratch / str(chosen.organisations), random.Random(4)
    asked = questions(Rows(folder / "maillage.db"), chosen.organisations, [])
    paths = OTHERS + [path for question in asked for path in chance.sample(question.ours, min(len(question.ours), 60))]
    chance.shuffle(paths)
    servers = [Server([program, "--donnees", folder, "servir", "--port", chosen.port + number], chosen.port + number, "/annuaire")
               for number, program in enumerate(chosen.programs)]
    try:
        before, after = (server.port for server in servers)
        different = [path for path in paths if len({page(before, path, True), page(after, path, True), page(after, path, False)}) > 1]
    finally:
        for server in servers:
            server.stop()
    print(f"{len(paths)} pages, {len(different)} different" + "".join("\n" + path for path in different[:20]))
    if different:
        sys.exit(1)


if __name__ == "__main__":
    main()
