"""Is anything that was acknowledged lost when the power goes, or when the process is killed?

    cuts.py power --cuts 12    cuts the power (powercut.c), then checks that the test itself sees losses
    cuts.py kill --cuts 12     kills the process, again and again, over the same data

A signed-in person records milestones through the web as fast as the server answers; each one carries a mark that is noted
once the server has acknowledged it, and some bring a document. After the cut, the program must start, the journal must hold, and every noted mark
must be there.
"""

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit.client import Client  # noqa: E402
from kit.journeys import open_milestone_form, record_milestone  # noqa: E402
from kit.program import Program, binary  # noqa: E402

MARK = re.compile(r"coupure-\d+-\d+")
# Without FULL, a cut loses what was written since the last checkpoint: nearly every cut does.
CONTROL_CUTS = 6


class Writer(threading.Thread):
    """Records milestones until the server goes away."""

    def __init__(self, client, round_number):
        super().__init__(daemon=True)
        self.client = client
        self.form = open_milestone_form(self.client)
        self.round_number = round_number
        self.acknowledged = []
        self.refused = None

    def run(self):
        for count in range(1, 1_000_000):
            mark = f"coupure-{self.round_number}-{count}"
            # One in four comes with a document, which must survive too.
            files = {"piece": ("preuve.txt", "text/plain", f"pièce de {mark}\n".encode())} if count % 4 == 0 else None
            try:
                answer = record_milestone(self.client, self.form, titre=mark, files=files, follow=False)
            except OSError:
                return
            except Exception as error:  # noqa: BLE001 - a half-read answer is what a cut looks like
                if type(error).__module__ == "http.client":
                    return
                raise
            if answer.status not in (302, 303):
                self.refused = f"{answer.status}: {answer.page().content[:400]}"
                return
            self.acknowledged.append(mark)
            if files:
                self.acknowledged.append("pièce de " + mark)


def compile_harness(folder):
    library = folder / "powercut.so"
    source = Path(__file__).with_name("powercut.c")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        sys.exit("no C compiler: apt-get install gcc libc6-dev")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-Wall", "-o", library, source, "-ldl"], check=True)
    return library


def marks(data):
    """Every mark that the database holds, in whichever table, and every document whole in its folder."""
    found = set()
    for document in (data / "documents").iterdir():
        if document.suffix != ".part":
            found.add(document.read_text(errors="replace").strip())
    with sqlite3.connect(data / "maillage.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, str):
                        found.update(MARK.findall(value))
    return found


def write_until_cut(program, client, link, round_number, environment, longest, data=None):
    """Runs the server, writes for a while, kills the server in the middle; returns what it had acknowledged."""
    program.start(data=data, environment=environment)
    if not client.cookies:
        client.sign_in(link)
    writer = Writer(client, round_number)
    writer.start()
    deadline = time.monotonic() + 30
    while not writer.acknowledged and writer.is_alive() and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(random.uniform(0.05, longest))
    program.kill()
    writer.join(timeout=60)
    if writer.refused or not writer.acknowledged:
        sys.exit(f"the writer was refused: {writer.refused}\n{program.tail()}")
    return writer.acknowledged


def check(program, data, acknowledged):
    """Starts the program on `data`, verifies the journal, and returns the acknowledged marks that are not there."""
    program.start(data=data)
    if program.stop() != 0:
        sys.exit(f"the server did not end well after the cut\n{program.tail()}")
    verdict = program.run("journal", "verifier", data=data, check=False)
    if verdict.returncode != 0:
        sys.exit(f"the journal does not hold after the cut: {verdict.stdout}{verdict.stderr}")
    kept = marks(data)
    return [mark for mark in acknowledged if mark not in kept]


def coordinator(links):
    """The one-time link of somebody who may record milestones: good once per copy of the data."""
    return next(path for words, path in links if words.startswith("coordination"))


def power(folder, executable, cuts):
    """Each cut starts from the same data, on a disk that keeps only what was synced."""
    library = compile_harness(folder)
    program = Program(folder / "origine", executable)
    link = coordinator(program.initialise(demonstration=True))

    def losses(count, label, synchronous):
        total = lost = 0
        for number in range(1, count + 1):
            live, durable = folder / "vif", folder / "disque"
            for copy in (live, durable):
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(program.data, copy)
            environment = {"LD_PRELOAD": str(library), "POWERCUT_DIR": str(durable), "MAILLAGE_SYNCHRONOUS": synchronous}
            acknowledged = write_until_cut(program, Client(program.port), link, number, environment, 1.5, data=live)
            missing = check(program, durable, acknowledged)
            total += len(acknowledged)
            lost += len(missing)
            print(f"{label} {number}/{count}: {len(acknowledged)} acknowledged, {len(missing)} lost", flush=True)
            if synchronous == "NORMAL" and lost:
                break
        return total, lost

    total, lost = losses(cuts, "cut", "FULL")
    if lost:
        sys.exit(f"{lost} of {total} acknowledged writes were lost")
    _, control = losses(CONTROL_CUTS, "control without FULL", "NORMAL")
    if not control:
        sys.exit("the control run lost nothing: the harness is blind")
    print(f"{cuts} cuts, {total} acknowledged writes, none lost; the control lost {control}")


def kill(folder, executable, cuts):
    """Kills the process over and over on the same data: nothing may be lost, and each restart must be quick."""
    program = Program(folder / "donnees", executable)
    link = coordinator(program.initialise(demonstration=True))
    # The session too was acknowledged: it must survive every kill.
    client = Client(program.port)
    everything, slowest = [], 0.0
    for number in range(1, cuts + 1):
        acknowledged = write_until_cut(program, client, link, number, None, 1.0)
        everything += acknowledged
        begun = time.monotonic()
        missing = check(program, program.data, everything)
        slowest = max(slowest, time.monotonic() - begun)
        print(f"kill {number}/{cuts}: {len(acknowledged)} acknowledged, {len(missing)} lost", flush=True)
        if missing:
            sys.exit(f"{len(missing)} acknowledged writes were lost: {missing[:5]}")
    print(f"{cuts} kills, {len(everything)} acknowledged writes, none lost; slowest restart and check {slowest:.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("how", choices=["power", "kill"])
    parser.add_argument("--cuts", type=int, default=12)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="maillage-coupures-") as folder:
        {"power": power, "kill": kill}[chosen.how](Path(folder), binary(), chosen.cuts)


if __name__ == "__main__":
    main()
