#!/usr/bin/env python3
"""What is done with the whole directory at once: imports, files to reuse, duplicates.

    Benchmarks/annuaire/volumes.py --geo ../shared/data/geo [--lignes 1000000] [--organisations 220000]

Imports an invented list laid out like that of ESS France into an empty directory, then again (nothing must change); asks a
server for its whole files; compares every record with those that look like it. Seconds on the clock and of processor, and the
most memory, of several runs: the median, the best between brackets.
"""

import argparse
import http.cookiejar
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from serveurs import HERE, Server, median


def run(command, priority):
    """Seconds on the clock, seconds of processor, megabytes at most, and what was said."""
    began = time.monotonic()
    process = subprocess.Popen([*priority, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def told(name, runs, lines=None):
    clock, processor, memory = ([found[part] for found in runs] for part in range(3))
    rate = f", {lines / median(clock):,.0f} ({lines / min(clock):,.0f}) lines/s" if lines else ""
    print(f"{name}: {median(clock):.2f} ({min(clock):.2f}) s, {median(processor):.2f} s of processor, {max(memory):.0f} MB{rate}", flush=True)


def imports(options, priority):
    empty, file = options.scratch / "vide", options.scratch / f"liste-{options.lignes}.csv"
    if not file.exists():
        shutil.rmtree(empty, ignore_errors=True)
        subprocess.run([options.program, "--donnees", empty, "initialiser"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, HERE / "generer.py", empty, "--organisations", str(options.lignes), "--geo", options.geo,
                        "--liste", file], check=True)
    first, again = [], []
    for _ in range(options.tours):
        folder = options.scratch / "import"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(empty, folder)
        command = [options.program, "--donnees", folder, "importer", "structures", file]
        first.append(run(command, priority))
        again.append(run(command, priority))
    print("\n".join(first[0][3].splitlines()[:7]))
    told("import into an empty directory", first, options.lignes)
    print("\n".join(again[0][3].splitlines()[:7]))
    told("the same again", again, options.lignes)
    size = (options.scratch / "import" / "maillage.db").stat().st_size
    print(f"the database: {size / 1e6:.0f} MB")
    shutil.rmtree(options.scratch / "import")


def download(server, path):
    began, before = time.monotonic(), server.processor()
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        size = 0
        while piece := answer.read(1 << 16):
            size += len(piece)
    return time.monotonic() - began, server.processor() - before, server.memory()[1], size


def files(options):
    server = Server([options.program, "--donnees", options.scratch / str(options.organisations), "servir", "--port", options.port],
                    options.port, "/annuaire", options.priorite)
    try:
        print(f"memory before: {server.memory()[0]:.0f} MB, at most {server.memory()[1]:.0f}")
        for kind in ("csv", "geojson", "jsonld"):
            runs = [download(server, "/annuaire." + kind) for _ in range(options.tours)]
            told(f"annuaire.{kind} ({runs[0][3] / 1e6:.1f} MB packed)", runs, options.organisations)
        duplicates(options, server)
    finally:
        server.stop()


def duplicates(options, server):
    """All pairs, from nothing to the file that lists them."""
    account = [options.program, "--donnees", options.scratch / str(options.organisations), "compte"]
    created = subprocess.run([*account, "creer", "--nom", "Essai", "--courriel", "essai@example.org", "--role", "animation-reseau"],
                             capture_output=True, text=True)
    said = created.stdout or subprocess.run([*account, "lien", "essai@example.org"], check=True, capture_output=True, text=True).stdout
    link = re.search(r"/lien\S+", said).group(0)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    base = f"http://127.0.0.1:{server.port}"
    page = browser.open(base + link).read().decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    browser.open(urllib.request.Request(base + "/lien", urllib.parse.urlencode(fields).encode(), {"Origin": base}))
    began, before = time.monotonic(), server.processor()
    # The program answers « not yet » after a minute.
    while time.monotonic() - began < 900:
        try:
            lines = browser.open(base + "/reseau/pilotage/doublons.csv", timeout=120).read().count(b"\n") - 1
            break
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
    print(f"duplicates: {lines} pairs, {time.monotonic() - began:.1f} s, {server.processor() - before:.1f} s of processor, memory at most "
          f"{server.memory()[1]:.0f} MB")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--geo", type=pathlib.Path, default=pathlib.Path("../shared/data/geo"))
    options.add_argument("--lignes", type=int, default=1_000_000)
    options.add_argument("--organisations", type=int, default=220_000)
    options.add_argument("--programme", dest="program", type=pathlib.Path, default=pathlib.Path(".build/release/maillage"))
    options.add_argument("--scratch", type=pathlib.Path, default=HERE.parent / ".build-annuaire")
    options.add_argument("--port", type=int, default=8170)
    options.add_argument("--tours", type=int, default=3)
    options.add_argument("--seulement", choices=["imports", "fichiers"])
    options.add_argument("--priorite", action="store_true", help="before everything else on the machine (root)")
    chosen = options.parse_args()
    priority = ["chrt", "-r", "10"] if chosen.priorite else []
    chosen.scratch.mkdir(exist_ok=True)
    if chosen.seulement != "fichiers":
        imports(chosen, priority)
    if chosen.seulement != "imports":
        files(chosen)


if __name__ == "__main__":
    main()
