#!/usr/bin/env python3
"""The directory beside Datasette serving the same rows, in one run.

    Benchmarks/annuaire/comparer.py --geo ../shared/data/geo [--organisations 12000,220000,1100000]

Makes an invented directory of each size with `generer.py`, serves it with the release program and with Datasette (PyPI, in an
environment of its own), loads both with wrk in turn, so that each sees the machine as the other does. Each measure is taken
several times: the median counts, the best is shown beside. Everything is kept in Benchmarks/.build-annuaire; nothing there
is committed. With --priorite (as root) servers and generators pass before what else the machine does.
"""

import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import venv

import datasette_table
from generer import HEADS, THEMES
from questions import Rows
from serveurs import HERE, Server, median


def prepared(options, size):
    """The data folder and Datasette's database of a size, made once."""
    folder, table = options.scratch / str(size), options.scratch / f"datasette-{size}" / "annuaire.db"
    if not table.exists():
        if not (folder / "maillage.db").exists():
            subprocess.run([options.program, "--donnees", folder, "initialiser"], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([sys.executable, HERE / "generer.py", folder, "--organisations", str(size), "--geo", options.geo], check=True)
        table.parent.mkdir(exist_ok=True)
        datasette_table.build(folder / "maillage.db", table)
    return folder, table


def datasette(options):
    environment = options.scratch / "datasette"
    program = environment / "bin" / "datasette"
    if not program.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([environment / "bin" / "pip", "install", "--quiet", "datasette==0.65.5"], check=True)
    return program


def questions(rows, size, wanted):
    heads, themes = [row[0] for row in HEADS], [row[0] for row in THEMES]
    found = [rows.kept(), rows.lists(), rows.filters(), rows.records(), *rows.searches(heads, themes),
             rows.typing(), rows.slips(), *rows.maps()]
    return [question for question in found if not wanted or any(word in question.name for word in wanted)]


def addresses(folder, name, paths):
    file = folder / name
    file.write_text("".join(path + "\n" for path in paths), encoding="utf-8")
    return file


def measure(options, size):
    folder, table = prepared(options, size)
    rows = Rows(folder / "maillage.db")
    results = {"size": size, "questions": []}
    ours = Server([options.program, "--donnees", folder, "servir", "--port", options.port], options.port, "/annuaire", options.priorite)
    theirs = None
    if not options.sans_datasette:
        limits = [word for name in ("sql_time_limit_ms", "facet_time_limit_ms") for word in ("--setting", name, "60000")]
        theirs = Server([datasette(options), "-i", table, "-p", options.port + 1, *limits, "--setting", "suggest_facets", "off"],
                        options.port + 1, "/annuaire", options.priorite)
    try:
        results["ready"], results["memory at rest"] = ours.ready, ours.memory()
        for question in questions(rows, size, options.questions):
            results["questions"].append(compare(options, question, ours, theirs, options.scratch))
            print(line(results["questions"][-1]), flush=True)
        results["memory"] = ours.memory()
        if theirs:
            results["datasette memory"] = theirs.memory()
    finally:
        ours.stop()
        if theirs:
            theirs.stop()
    return results


def compare(options, question, ours, theirs, scratch):
    mine = addresses(scratch, "maillage.txt", question.ours)
    others = addresses(scratch, "datasette.txt", question.theirs) if question.theirs and theirs else None
    connections = 1 if question.alone else 16
    runs = {"ours": [], "steady": [], "theirs": []}
    # Each run begins where the one before ended: there are more addresses than pages are kept.
    place, their_place = 0, 0
    for _ in range(options.tours):
        runs["ours"].append(ours.flat_out(mine, options.secondes, place, connections))
        place += int(runs["ours"][-1]["rate"] * options.secondes * 1.05) + 64
        runs["steady"].append(ours.steady(mine, options.cadence, options.secondes, place))
        place += int(options.cadence * options.secondes)
        if others:
            runs["theirs"].append(theirs.flat_out(others, options.secondes, their_place, connections))
            their_place += int(runs["theirs"][-1]["rate"] * options.secondes * 1.05) + 64
    found = {"name": question.name, "addresses": len(question.ours), "alone": question.alone, "runs": runs}
    if question.alone:
        found["bytes"] = ours.one(question.ours[0])
    return found


def line(found):
    ours, steady, theirs = (found["runs"][name] for name in ("ours", "steady", "theirs"))

    def both(runs, key, form="{:.2f}", best=min):
        return f"{form.format(median([run[key] for run in runs]))} ({form.format(best(run[key] for run in runs))})"

    ratio = "–"
    if theirs:
        pairs = [mine["rate"] / other["rate"] if other["rate"] else float("inf") for mine, other in zip(ours, theirs)]
        ratio = f"{median(pairs):.0f} ({max(pairs):.0f})"
    failed = sum(run["failed"] for run in ours + steady)
    return " | ".join([
        f"| {found['name']}", both(ours, "rate", "{:.0f}", max), both(ours, "p50"), both(ours, "p99"), both(ours, "cost"), both(steady, "p99"),
        both(steady, "late99"), both(theirs, "rate", "{:.1f}", max) if theirs else "–", both(theirs, "p99", "{:.0f}") if theirs else "–",
        ratio, (f"{found['bytes'][0] / 1000:.0f} kB" if "bytes" in found else f"{median([r['bytes'] for r in ours]) / 1000:.0f} kB")
        + (f", {failed} failed" if failed else "") + " |"])


def heading(options):
    print("| question | requests/s | p50 ms | p99 ms | processor ms | "
          f"p99 ms at {options.cadence:.0f}/s | of which the generator | Datasette/s | Datasette p99 ms | ratio | size |\n" + "|---" * 11 + "|")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--geo", type=pathlib.Path, default=pathlib.Path("../shared/data/geo"))
    options.add_argument("--organisations", default="12000,220000,1100000")
    options.add_argument("--programme", dest="program", type=pathlib.Path, default=pathlib.Path(".build/release/maillage"))
    options.add_argument("--scratch", type=pathlib.Path, default=HERE.parent / ".build-annuaire")
    options.add_argument("--port", type=int, default=8170)
    options.add_argument("--secondes", type=int, default=5)
    options.add_argument("--tours", type=int, default=3)
    options.add_argument("--cadence", type=float, default=500)
    options.add_argument("--questions", nargs="*", default=[], help="only those whose name holds one of these")
    options.add_argument("--sans-datasette", action="store_true")
    options.add_argument("--priorite", action="store_true", help="before everything else on the machine (root)")
    chosen = options.parse_args()
    chosen.scratch.mkdir(exist_ok=True)
    everything = []
    for size in map(int, chosen.organisations.split(",")):
        began, load = datetime.datetime.now(), os.getloadavg()[0]
        print(f"\n### {size} organisations, {began:%Y-%m-%d %H:%M}, load {load:.1f} on {os.cpu_count()} processors\n")
        heading(chosen)
        found = measure(chosen, size)
        everything.append(found | {"at": began.isoformat(), "load": (load, os.getloadavg()[0])})
        rest, most = found["memory at rest"], found["memory"]
        print(f"\nFirst answer {found['ready']:.1f} s after the start; memory {rest[0]:.0f} MB at rest (peak {rest[1]:.0f}), {most[0]:.0f} MB"
              f" after the load (peak {most[1]:.0f}); load {load:.1f} then {os.getloadavg()[0]:.1f}.")
        if "datasette memory" in found:
            print(f"Datasette: {found['datasette memory'][1]:.0f} MB at most.")
        (chosen.scratch / "resultats.json").write_text(json.dumps(everything, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
