#!/usr/bin/env python3
"""Our tallies beside other people's: random elections, every difference explained by a rule that has a name, or the check fails.

    compare.py MAILLAGE [--petites N] [--grandes N] [--depuis GRAINE]

Each election is a file that `maillage depouiller` tallies. Our answer must be what definitions.py says with our rules; the other
program's answer must be what it says with that program's rules. When the two differ, the smallest set of rules that leads from one
to the other is the reason.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from definitions import KNOBS, judgment, schulze, transferable
from others import JUDGMENT, SCHULZE, STV, Silent

GRADES = ["Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter"]
BATCH = 200


@dataclass
class Election:
    seed: str
    mode: str
    count: int
    seats: int
    ballots: list = field(default_factory=list)  # (ranking, number)
    graded: list = field(default_factory=list)  # (grades, number)

    @property
    def tallies(self):
        found = [[0] * len(GRADES) for _ in range(self.count)]
        for grades, n in self.graded:
            for c, g in enumerate(grades):
                found[c][g] += n
        return found

    def document(self):
        name = lambda c: f"C{c}"  # noqa: E731
        document = {"mode": self.mode, "sieges": self.seats, "candidats": [name(c) for c in range(self.count)]}
        if self.graded:
            document["bulletins"] = [
                {"nombre": n, "mentions": {name(c): GRADES[g] for c, g in enumerate(grades)}} for grades, n in self.graded]
        else:
            document["bulletins"] = [{"nombre": n, "rang": [name(c) for c in ranking]} for ranking, n in self.ballots]
        return document


def draw(mode, seed, large):
    """Small ones have few ballots, hence many ties; large ones have up to a few thousand, with leaders and followers."""
    chance = random.Random(f"{mode} {seed} {large}")
    count = chance.randint(5, 9) if large else chance.randint(2, 6)
    seats = chance.randint(1, max(1, min(4, count - 1)))
    election = Election(f"{mode} {seed}", mode, count, seats)
    weights = [chance.random() + 0.1 for _ in range(count)]
    for _ in range(chance.randint(40, 90) if large else chance.randint(1, 12)):
        number = chance.randint(1, 60) if large else chance.choice([1, 1, 1, 2])
        if mode == "jugement-majoritaire":
            election.graded.append(([chance.randrange(len(GRADES)) for _ in range(count)], number))
            continue
        order = sorted(range(count), key=lambda c: chance.random() ** (1 / weights[c]), reverse=True)
        election.ballots.append((order[: chance.randint(1, count)], number))
    return election


def ours(maillage, elections):
    """Each election's answer, from the program, many files at a time."""
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(elections), BATCH):
            files = []
            for place, election in enumerate(elections[start : start + BATCH]):
                file = Path(folder) / f"{place}.json"
                file.write_text(json.dumps(election.document(), ensure_ascii=False))
                files.append(str(file))
            done = subprocess.run([maillage, "depouiller", "--format", "json", *files], capture_output=True, text=True, check=True)
            read = json.loads(done.stdout)
            answers += read if isinstance(read, list) else [read]
    return answers


def layers(answer):
    """Groups of equals from the ranks of our answer."""
    groups = {}
    for name, rank in answer["classement"].items():
        groups.setdefault(rank, []).append(int(name[1:]))
    return [sorted(groups[rank]) for rank in sorted(groups)]


def reason(differing, same):
    """The smallest set of rules that explains an answer; None when none does."""
    for size in range(len(differing) + 1):
        for chosen in combinations(sorted(differing), size):
            if same(set(chosen)):
                return chosen
    return None


class Ledger:
    def __init__(self):
        self.rows, self.faults, self.own = {}, [], Counter()

    def note(self, program, what):
        self.rows.setdefault(program, Counter())[what] += 1

    def compare(self, program, run, knobs, election, mine, say):
        """`say(rules)` gives the answers that some rules allow."""
        try:
            theirs = run(election)
        except Silent as silence:
            return self.note(program, f"sans réponse : {silence}")
        if theirs == mine:
            return self.note(program, "même résultat")
        chosen = reason(knobs, lambda rules: theirs in say(rules))
        if chosen is None:
            self.faults.append(f"{election.seed}, {program}: {theirs} and not {mine}: {json.dumps(election.document())}")
            return self.note(program, "SANS EXPLICATION")
        words = " + ".join(KNOBS[knob] for knob in chosen) or KNOBS["lot-or-history"]
        return self.note(program, words)

    def check(self, election, holds):
        self.own[election.mode] += 1
        if not holds:
            self.faults.append(f"{election.seed}: not what the definition says: {json.dumps(election.document())}")


def run_transferable(ledger, election, answer):
    mine = frozenset(int(name[1:]) for name in answer["elus"])
    by_list = lambda tied, for_seat: tied[0] if for_seat else tied[-1]  # noqa: E731
    ledger.check(election, {mine} == transferable(election.ballots, election.seats, election.count, set(), by_list))
    say = lambda rules: transferable(election.ballots, election.seats, election.count, frozenset(rules))  # noqa: E731
    for program, (run, knobs) in STV.items():
        if "instantané" not in program or election.seats == 1:
            ledger.compare(program, run, knobs, election, mine, say)


def run_judgment(ledger, election, answer):
    mine = layers(answer)
    ledger.check(election, mine == judgment(election.tallies, set()))
    for program, (run, knobs) in JUDGMENT.items():
        ledger.compare(program, run, knobs, election, mine, lambda rules: [judgment(election.tallies, rules)])


def without_tie(groups, seats):
    """Who is elected before a tie that nothing settles."""
    elected = []
    for group in groups:
        if len(elected) + len(group) > seats:
            break
        elected += group
    return [sorted(elected)]


# What some programs tell of a ranking.
PARTS = {"premiers)": lambda groups, _: groups[:1], "élus)": without_tie}


def run_schulze(ledger, election, answer):
    mine = layers(answer)
    ledger.check(election, mine == schulze(election.ballots, election.count, set()))
    for program, (run, knobs) in SCHULZE.items():
        part = PARTS.get(program.partition("(")[2], lambda groups, _: groups)
        ledger.compare(
            program, run, knobs, election, part(mine, election.seats),
            lambda rules, part=part: [part(schulze(election.ballots, election.count, rules), election.seats)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("maillage")
    parser.add_argument("--petites", type=int, default=3000)
    parser.add_argument("--grandes", type=int, default=300)
    parser.add_argument("--depuis", type=int, default=1)
    asked = parser.parse_args()
    random.seed(asked.depuis)  # for the programs that draw lots of their own
    ledger = Ledger()
    for mode, run in (("vut", run_transferable), ("jugement-majoritaire", run_judgment), ("schulze", run_schulze)):
        elections = [draw(mode, asked.depuis + n, False) for n in range(asked.petites)]
        elections += [draw(mode, asked.depuis + n, True) for n in range(asked.grandes)]
        for election, answer in zip(elections, ours(asked.maillage, elections), strict=True):
            run(ledger, election, answer)
    for mode, number in ledger.own.items():
        print(f"{number} élections ({mode}) recomptées d’après la définition.")
    for program, rows in ledger.rows.items():
        print(f"\n{program}")
        for what, number in rows.most_common():
            print(f"  {number:6}  {what}")
    print()
    for fault in ledger.faults[:20]:
        print("✘", fault)
    print(f"{len(ledger.faults)} différence(s) sans explication.")
    return 1 if ledger.faults else 0


if __name__ == "__main__":
    sys.exit(main())
