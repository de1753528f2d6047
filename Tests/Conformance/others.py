"""Other people's programs, each with the rules (knobs of definitions.py) that it follows."""

import contextlib
import importlib.util
import io
from pathlib import Path

import pyrankvote
import votelib.convert
import votelib.evaluate.condorcet
import votelib.evaluate.sequential
from py3votecore.schulze_method import SchulzeMethod
from schulze_condorcet import schulze_evaluate
from stvpoll.scottish_stv import calculate_scottish_stv
from whalrus.rules.rule_majority_judgment import RuleMajorityJudgment
from whalrus.rules.rule_schulze import RuleSchulze
from whalrus.scales.scale_interval import ScaleInterval


class Silent(Exception):
    """The program gives no answer, and says why."""


def grading():
    """The package imports its own module by a path that no longer exists: the module alone is loaded."""
    place = importlib.util.find_spec("majorityjudgement").submodule_search_locations[0]
    found = importlib.util.spec_from_file_location("grading", Path(place) / "grading.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.MajorityJudgement


MajorityJudgement = grading()


def pyrankvote_election(method):
    def run(election):
        candidates = [pyrankvote.Candidate(str(c)) for c in range(election.count)]
        ballots = [pyrankvote.Ballot([candidates[c] for c in ranking]) for ranking, n in election.ballots for _ in range(n)]
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                if method == "irv":
                    result = pyrankvote.instant_runoff_voting(candidates, ballots)
                else:
                    result = pyrankvote.single_transferable_vote(candidates, ballots, election.seats)
            except RuntimeError as fault:
                raise Silent(f"s’arrête ({fault})") from fault
        return frozenset(int(c.name) for c in result.get_winners())
    return run


def stvpoll(election):
    # By name: a candidate numbered 0 is taken for nobody there.
    votes = [(tuple(map(str, ranking)), n) for ranking, n in election.ballots]
    result = calculate_scottish_stv(tuple(map(str, range(election.count))), votes, election.seats, random_shuffle=False)
    return frozenset(int(c) for c in result)


def votelib_stv(election):
    votes = {}
    for ranking, n in election.ballots:
        votes[tuple(map(str, ranking))] = votes.get(tuple(map(str, ranking)), 0) + n
    if len({c for ranking in votes for c in ranking}) < election.seats:
        raise Silent("moins de candidats classés que de sièges")
    try:
        found = votelib.evaluate.sequential.TransferableVoteSelector().evaluate(votes, election.seats)
    except NotImplementedError as fault:
        raise Silent("ne départage pas les égalités") from fault
    except votelib.evaluate.core.VotingSystemError as fault:
        raise Silent(str(fault)) from fault
    return frozenset(int(c) for c in found)


def majorityjudgement(election):
    return groups([MajorityJudgement(list(reversed(tally))) for tally in election.tallies])


def whalrus_judgment(election):
    worst = len(election.tallies[0]) - 1
    ballots = [{str(c): worst - g for c, g in enumerate(grades)} for grades, _ in election.graded]
    rule = RuleMajorityJudgment(ballots, weights=[n for _, n in election.graded], scale=ScaleInterval(0, worst))
    return [sorted(int(c) for c in group) for group in rule.order_]


def groups(values):
    left, found = list(range(len(values))), []
    while left:
        best = [c for c in left if all(not values[c] < values[other] for other in left)]
        found.append(best)
        left = [c for c in left if c not in best]
    return found


def whole(ranking, count):
    """A ballot as groups: those it does not rank are equal, and last."""
    rest = [c for c in range(count) if c not in ranking]
    return [[c] for c in ranking] + ([rest] if rest else [])


def schulze_condorcet(election):
    votes = [">".join("=".join(map(str, g)) for g in whole(ranking, election.count))
             for ranking, n in election.ballots for _ in range(n)]
    order = schulze_evaluate(votes, [str(c) for c in range(election.count)])
    return [sorted(int(c) for c in group.split("=")) for group in order.split(">")]


def votecore(election):
    """Only who comes first."""
    ballots = [{"count": n, "ballot": [list(g) for g in whole(ranking, election.count)]} for ranking, n in election.ballots]
    result = SchulzeMethod(ballots, ballot_notation=SchulzeMethod.BALLOT_NOTATION_GROUPING).as_dict()
    return [sorted(result.get("tied_winners", {result["winner"]}))]


def whalrus_schulze(election):
    ballots = [" > ".join(" ~ ".join(f"c{c}" for c in g) for g in whole(ranking, election.count))
               for ranking, _ in election.ballots]
    rule = RuleSchulze(ballots, weights=[n for _, n in election.ballots], candidates={f"c{c}" for c in range(election.count)})
    return [sorted(int(c[1:]) for c in group) for group in rule.order_]


def votelib_schulze(election):
    """Only who is elected without a tie."""
    votes = {}
    for ranking, n in election.ballots:
        ballot = tuple(frozenset(map(str, g)) if len(g) > 1 else str(g[0]) for g in whole(ranking, election.count))
        votes[ballot] = votes.get(ballot, 0) + n
    pairs = votelib.convert.RankedToCondorcetVotes().convert(votes)
    found = votelib.evaluate.condorcet.Schulze().evaluate(pairs, election.seats)
    return [sorted(int(c) for c in found if not isinstance(c, (set, frozenset)))]


STV = {
    "pyrankvote, vut": (pyrankvote_election("stv"), {"quota-without-plus-one", "all-at-once", "averaged", "bulk"}),
    "pyrankvote, second tour instantané": (pyrankvote_election("irv"), {"quota-of-the-live", "all-at-once", "averaged", "bulk"}),
    "STVPoll (Écosse)": (stvpoll, {"queue", "five-decimals"}),
    "votelib, vut": (votelib_stv, {"all-at-once", "exhausted-stand", "only-ranked"}),
}
JUDGMENT = {"majorityjudgement": (majorityjudgement, set()), "whalrus, jugement majoritaire": (whalrus_judgment, {"one-step"})}
SCHULZE = {
    "schulze-condorcet": (schulze_condorcet, {"losses-too", "again-among-left"}),
    "python3-vote-core (premiers)": (votecore, set()),
    "whalrus, Schulze": (whalrus_schulze, {"half-for-equal"}),
    "votelib, Schulze (élus)": (votelib_schulze, {"by-wins"}),
}
