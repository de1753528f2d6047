"""Does a cut ever lose a vote that was acknowledged, or leave roll and urn apart? What does a copy of the disk tell?

    urne.py power --cuts 8    cuts the power while many vote (powercut.c), then checks that the test itself sees losses
    urne.py kill --cuts 8     kills the process, again and again, over the same urn
    urne.py wal               reads the write-ahead log commit by commit, as a thief of the disk would
"""

import argparse
import http.client
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cuts import CONTROL_CUTS, compile_harness  # noqa: E402
from kit import votes  # noqa: E402
from kit.client import Client  # noqa: E402
from kit.program import Program, binary  # noqa: E402

WRITERS = 6


def token_of(client, key):
    """What the voting page's form carries for this browser."""
    return dict(client.get(f"/vote?cle={key}").page().form("cle").values())["jeton"]


class Voters(threading.Thread):
    """Casts one ballot after the other until the server goes away."""

    def __init__(self, port, scrutin, links, acknowledged):
        super().__init__(daemon=True)
        self.port, self.scrutin, self.links, self.acknowledged = port, scrutin, links, acknowledged
        self.refused = None

    def run(self):
        client = Client(self.port)
        try:
            token = token_of(client, self.links[0][1])
        except OSError:
            return
        while self.links:
            organisation, key = self.links.pop()
            number, sealed = votes.ballot()
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
            try:
                answer = client.request("POST", "/vote", body=votes.form(key, number, sealed, token), headers=headers)
            except (OSError, http.client.HTTPException):
                return
            if answer.status != 200:
                self.refused = f"{answer.status}: {answer.text[:300]}"
                return
            self.acknowledged.append((organisation, votes.fingerprint(number, sealed)))


def vote_until_cut(program, scrutin, links, environment, data):
    """Runs the server, lets many vote, kills it in the middle; returns what it had acknowledged."""
    program.start(data=data, environment=environment)
    acknowledged = []
    writers = [Voters(program.port, scrutin, links[rank::WRITERS], acknowledged) for rank in range(WRITERS)]
    for writer in writers:
        writer.start()
    deadline = time.monotonic() + 30
    while not acknowledged and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(random.uniform(0.05, 1.2))
    program.kill()
    for writer in writers:
        writer.join(timeout=60)
        if writer.refused:
            sys.exit(f"a vote was refused: {writer.refused}\n{program.tail()}")
    if not acknowledged:
        sys.exit(f"nothing was acknowledged\n{program.tail()}")
    return acknowledged


def check(program, data, scrutin, acknowledged):
    """After the cut: the journal holds, roll and urn agree; returns the acknowledged votes that are not there."""
    program.start(data=data)
    if program.stop() != 0:
        sys.exit(f"the server did not end well after the cut\n{program.tail()}")
    verdict = program.run("journal", "verifier", data=data, check=False)
    if verdict.returncode != 0:
        sys.exit(f"the journal does not hold: {verdict.stdout}{verdict.stderr}")
    with sqlite3.connect(data / "maillage.db") as database:
        signed, urn = votes.state(database, scrutin)
        told = database.execute(
            "SELECT count(*) FROM journal WHERE kind = 'scrutin.vote' AND subject = ?", (f"scrutin/{scrutin}",)).fetchone()[0]
    if not len(signed) == len(urn) == told:
        sys.exit(f"roll and urn are apart: {len(signed)} signatures, {len(urn)} ballots, {told} lines of the journal")
    return [vote for vote in acknowledged if vote[0] not in signed or vote[1] not in urn]


def power(folder, executable, cuts):
    library = compile_harness(folder)
    program = Program(folder / "origine", executable)
    program.initialise()
    scrutin, _, links = votes.install(program.data, 6000)

    def losses(count, label, synchronous):
        total = lost = 0
        for number in range(1, count + 1):
            live, durable = folder / "vif", folder / "disque"
            for copy in (live, durable):
                shutil.rmtree(copy, ignore_errors=True)
                shutil.copytree(program.data, copy)
            environment = {"LD_PRELOAD": str(library), "POWERCUT_DIR": str(durable), "MAILLAGE_SYNCHRONOUS": synchronous}
            acknowledged = vote_until_cut(program, scrutin, list(links), environment, live)
            missing = check(program, durable, scrutin, acknowledged)
            total, lost = total + len(acknowledged), lost + len(missing)
            print(f"{label} {number}/{count}: {len(acknowledged)} votes acknowledged, {len(missing)} lost", flush=True)
            if synchronous == "NORMAL" and lost:
                break
        return total, lost

    total, lost = losses(cuts, "cut", "FULL")
    if lost:
        sys.exit(f"{lost} of {total} acknowledged votes were lost")
    _, control = losses(CONTROL_CUTS, "control without FULL", "NORMAL")
    if not control:
        sys.exit("the control run lost nothing: the harness is blind")
    print(f"{cuts} cuts, {total} acknowledged votes, none lost, roll and urn never apart; the control lost {control}")


def kill(folder, executable, cuts):
    program = Program(folder / "donnees", executable)
    program.initialise()
    scrutin, _, links = votes.install(program.data, 1500 * cuts)
    everything = []
    for number in range(1, cuts + 1):
        voted = {organisation for organisation, _ in everything}
        with sqlite3.connect(program.data / "maillage.db") as database:
            voted |= votes.state(database, scrutin)[0]
        left = [link for link in links if link[0] not in voted]
        everything += vote_until_cut(program, scrutin, left, None, program.data)
        missing = check(program, program.data, scrutin, everything)
        print(f"kill {number}/{cuts}: {len(everything)} votes acknowledged so far, {len(missing)} lost", flush=True)
        if missing:
            sys.exit(f"{len(missing)} acknowledged votes were lost")
    print(f"{cuts} kills, {len(everything)} acknowledged votes, none lost, roll and urn never apart")


def commits(log):
    """The ends of the commits in a write-ahead log: frames whose header gives the size of the database."""
    content = log.read_bytes()
    page = struct.unpack(">I", content[8:12])[0]
    place = 32
    while place + 24 + page <= len(content):
        ends = struct.unpack(">I", content[place + 4:place + 8])[0] != 0
        place += 24 + page
        if ends:
            yield place


def wal(folder, executable, _):
    """Real ballots, one after the other: the log links organisations to sealed ballots (said in decision 0022), never to choices."""
    program = Program(folder / "donnees", executable)
    program.initialise()
    subprocess.run([executable, "scrutateur", "cle", "--scrutateurs", "3", "--seuil", "2", folder / "cle"], check=True,
                   capture_output=True)
    key = votes.json.loads((folder / "cle" / "cle-publique.json").read_text())
    scrutin, manifest, links = votes.install(program.data, 24, key=key)
    (folder / "manifeste.json").write_text(votes.canonical(manifest))
    program.start()
    client, codes = Client(program.port), []
    token = token_of(client, links[0][1])
    for rank, (_, link) in enumerate(links):
        sealed = subprocess.run(
            [executable, "scrutin", "bulletin", folder / "manifeste.json", "--choix", ["pour", "contre", "blanc"][rank % 3]],
            check=True, capture_output=True, text=True).stdout.splitlines()
        codes.append(sealed[1].split()[-1])
        number, bytes_ = sealed[-1].split(".")
        answer = client.request(
            "POST", "/vote", body=votes.form(link, number, votes.base64.b64decode(bytes_), token),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        assert answer.status == 200, answer.text[:300]
    program.run("sauvegarder", folder / "sauvegarde.db")
    stolen = folder / "vol"
    stolen.mkdir()
    for name in ("maillage.db", "maillage.db-wal"):
        shutil.copy(program.data / name, stolen / name)
    program.kill()
    linked = attack(stolen, scrutin)
    print(f"{linked} of {len(links)} organisations linked to a sealed ballot from the log")
    if not linked:
        sys.exit("the attack linked nothing: it is blind")
    places = [*stolen.iterdir(), *program.data.rglob("*"), folder / "sauvegarde.db", program.log]
    read = {place: place.read_bytes() for place in places if place.is_file()}
    plain = [code.encode() for code in codes] + [b'"choix":"pour"', b'"choix":"contre"', b'"choix":"blanc"']
    found = [(place.name, word.decode()) for place, content in read.items() for word in plain if word in content]
    if found:
        sys.exit(f"what was voted can be read: {found[:5]}")
    lengths = set()
    with sqlite3.connect(stolen / "maillage.db") as database:
        lengths = {row[0] for row in database.execute("SELECT DISTINCT length(sealed) FROM scrutinUrn")}
    if len(lengths) != 1:
        sys.exit(f"sealed ballots have several lengths: {lengths}")
    print(f"{len(read)} files (database, log, backup, server's log): no choice, no tracking code; one length, {lengths.pop()} bytes")


def attack(stolen, scrutin):
    """Opens the database as it was after each commit; where roll and urn grow by one, that one cast that one."""
    linked, before = 0, (set(), set())
    database, log = stolen / "maillage.db", stolen / "maillage.db-wal"
    for end in commits(log):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "maillage.db"
            shutil.copy(database, copy)
            (Path(folder) / "maillage.db-wal").write_bytes(log.read_bytes()[:end])
            with sqlite3.connect(copy) as opened:
                now = votes.state(opened, scrutin)
            opened.close()
        linked += len(now[0] - before[0]) == 1 == len(now[1] - before[1])
        before = now
    return linked


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("how", choices=["power", "kill", "wal"])
    parser.add_argument("--cuts", type=int, default=8)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="maillage-urne-") as folder:
        {"power": power, "kill": kill, "wal": wal}[chosen.how](Path(folder), binary(), chosen.cuts)


if __name__ == "__main__":
    main()
