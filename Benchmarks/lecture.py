"""The panorama of two national files, beside DuckDB and `wc -l`: Benchmarks/lecture.py [LIGNES [TOURS [DOSSIER]]].

Writes files laid out like those of 2026 in a temporary folder (3 GB for the ten million establishments of the usual run),
or takes those that a folder has already,
runs the three in turn so that each sees the machine as the others do, checks that every cell is the same, prints the best
of each with the ratios and the peak memory. Needs `pip install duckdb` (or a Python that has it in MAILLAGE_PYTHON_DUCKDB).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
COG = HERE.parent.parent / "shared/data/geo/cog_2026_communes.csv"
FILES = ["StockUniteLegale_utf8.csv", "StockEtablissement_utf8.csv"]


def run(command, **options):
    """Seconds on the clock, seconds of processor, peak memory in megabytes."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(rows=10_000_000, rounds=5, kept=None):
    subprocess.run(["swift", "build", "--package-path", str(HERE), "-c", "release", "--product", "Reading"], check=True)
    reading = str(HERE / ".build/release/Reading")
    cog = [str(COG)] if COG.exists() else []
    folder = kept or tempfile.mkdtemp(prefix="maillage-lecture-")
    try:
        if not all(os.path.exists(os.path.join(folder, name)) for name in FILES):
            os.makedirs(folder, exist_ok=True)
            subprocess.run([reading, "generer", folder, str(rows), *cog], check=True)
        paths = [os.path.join(folder, name) for name in FILES]
        sizes = [os.path.getsize(path) for path in paths]
        lines = [int(subprocess.check_output(["wc", "-l", path]).split()[0]) for path in paths]
        print(f"{FILES[0]}: {sizes[0] / 1e9:.2f} GB, {lines[0]} lines; {FILES[1]}: {sizes[1] / 1e9:.2f} GB, {lines[1]} lines")
        ours, theirs = folder + "/maillage.tsv", folder + "/duckdb.tsv"
        python = os.environ.get("MAILLAGE_PYTHON_DUCKDB", sys.executable)
        commands = {
            "maillage": [reading, "panorama", folder, ours, *cog],
            "wc -l": ["wc", "-l", *paths],
            "duckdb": [python, str(HERE / "panorama_duckdb.py"), folder, theirs, *cog],
        }
        found = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                measured = run(command)
                # The first round only warms the cache.
                if number:
                    found[name].append(measured)
        cells = [sorted(Path(path).read_text(encoding="utf-8").splitlines()) for path in (ours, theirs)]
        print(f"{len(cells[0])} cells, {'all the same' if cells[0] == cells[1] else 'NOT the same'} as DuckDB's")
        best = {name: [min(values) for values in zip(*runs)] for name, runs in found.items()}
        for name, (wall, processor, memory) in best.items():
            memory = max(run[2] for run in found[name])
            print(f"{name:9} {wall:6.2f} s, {processor:6.2f} s of processor, {memory:5.0f} MB at most")
        pairs = {name: sorted(o[0] / m[0] for o, m in zip(found[name], found["maillage"])) for name in ("duckdb", "wc -l")}
        print(f"DuckDB takes {best['duckdb'][0] / best['maillage'][0]:.1f} times as long (pair by pair, median {pairs['duckdb'][rounds // 2]:.1f})")
        print(f"maillage takes {best['maillage'][0] / best['wc -l'][0]:.2f} times wc -l (pair by pair, median {1 / pairs['wc -l'][rounds // 2]:.2f})")
        print(f"of processor: {best['maillage'][1] / best['wc -l'][1]:.2f} times wc -l, a {best['duckdb'][1] / best['maillage'][1]:.1f}th of DuckDB")
        if cells[0] != cells[1]:
            sys.exit(1)
    finally:
        if not kept:
            shutil.rmtree(folder)


main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
