#!/usr/bin/env python3
"""How many durable votes a second go through HTTP, `synchronous = FULL` kept: each answer is a vote that is on the disk.

    mesurer.py [--votes 2000] [--connexions 1 50] [--binaire .build/release/maillage]

Also holds that two hundred simultaneous votes for one organisation give one, from two processes of the bench.
"""

import argparse
import asyncio
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests"))

from kit import votes  # noqa: E402
from kit.client import Client  # noqa: E402
from kit.program import Program, binary  # noqa: E402

TOKEN = re.compile(r'name="jeton" value="([^"]+)"')


class Voter:
    """One kept-alive connection that casts votes one after the other, as a phone's browser would send them."""

    def __init__(self, port, cookie):
        self.port, self.cookie = port, cookie

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_):
        self.writer.close()

    async def post(self, body):
        self.writer.write((
            f"POST /vote HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
        await self.reader.readexactly(length)
        return int(head.split(b" ", 2)[1])


def door(port, key):
    """The cookie and the token that the voting page gives a browser."""
    client = Client(port)
    page = client.get(f"/vote?cle={key}").text
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items()), TOKEN.search(page).group(1)


async def cast(port, cookie, bodies, connections):
    """Every vote once; returns the seconds it took and how long each one waited."""
    queue, waits = list(bodies), []

    async def work():
        async with Voter(port, cookie) as voter:
            while queue:
                body = queue.pop()
                begun = time.perf_counter()
                status = await voter.post(body)
                assert status == 200, status
                waits.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(connections)))
    return time.perf_counter() - begun, waits


async def together(port, cookie, token, key, count):
    """So many different ballots for one organisation at the same moment; returns how many were taken."""
    async def one():
        async with Voter(port, cookie) as voter:
            return await voter.post(votes.form(key, *votes.ballot(), token))
    return list(await asyncio.gather(*(one() for _ in range(count)))).count(200)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--votes", type=int, default=2000)
    parser.add_argument("--connexions", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--binaire", type=Path)
    parser.add_argument("--tours", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="maillage-scrutin-") as folder:
        program = Program(Path(folder) / "donnees", chosen.binaire or binary())
        program.initialise()
        elections = {count: votes.install(program.data, chosen.votes) for count in chosen.connexions}
        rounds = votes.install(program.data, chosen.tours)
        program.start()
        cookie, token = door(program.port, rounds[2][0][1])
        for count, (scrutin, _, links) in elections.items():
            bodies = [votes.form(key, *votes.ballot(), token) for _, key in links]
            seconds, waits = asyncio.run(cast(program.port, cookie, bodies, count))
            waits.sort()
            print(
                f"{count} connexions : {len(waits) / seconds:.0f} votes/s ; attente médiane {statistics.median(waits) * 1000:.0f} ms,"
                f" 95 % sous {waits[int(len(waits) * .95)] * 1000:.0f} ms", flush=True)
        taken = [asyncio.run(together(program.port, cookie, token, key, 200)) for _, key in rounds[2]]
        print(f"{len(taken)} tours de 200 votes simultanés pour une organisation : {sorted(set(taken))} retenu à chaque tour")
        with sqlite3.connect(program.data / "maillage.db") as database:
            for scrutin, wanted in [(s[0], chosen.votes) for s in elections.values()] + [(rounds[0], chosen.tours)]:
                signed, urn = votes.state(database, scrutin)
                assert len(signed) == len(urn) == wanted, (scrutin, len(signed), len(urn))
            synchronous = program.run("config").stdout
        print(next(line.strip() for line in synchronous.splitlines() if "synchronous" in line))
        program.stop()
        if set(taken) != {1}:
            sys.exit("une organisation a voté plus d’une fois")


if __name__ == "__main__":
    main()
