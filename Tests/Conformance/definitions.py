"""Tallies written from their definitions, with a knob for each rule on which programs differ.

A knob is a word; the empty set is our rule. `ways` gives every result that some way of settling ties leads to, so that a program
which draws lots can be held to its own rule too.
"""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

# Each knob, in the words of the report.
KNOBS = {
    "quota-without-plus-one": "quota v/(s+1), sans l’entier au-dessus",
    "quota-of-the-live": "un seul siège : majorité des bulletins encore en jeu, recalculée à chaque tour",
    "all-at-once": "tous ceux qui ont le quota sont élus ensemble, et ne reçoivent plus rien",
    "queue": "les élus d’un même tour se suivent : qui attend reçoit encore, et un bulletin peut passer deux fois",
    "averaged": "chaque bulletin d’un élu passe pour la même valeur, sans regarder ce qu’il valait",
    "bulk": "plusieurs candidats sont écartés à la fois",
    "five-decimals": "la valeur d’un bulletin est arrondie à cinq décimales",
    "exhausted-stand": "les bulletins sans suite comptent parmi les candidats quand on écarte",
    "only-ranked": "un candidat que personne ne classe n’est pas candidat",
    "lot-or-history": "égalité : un autre départage (ordre de la liste chez nous)",
    "one-step": "à mention égale, un seul regard au-dessus et au-dessous, puis ex æquo",
    "again-among-left": "les chemins sont refaits entre ceux qui restent",
    "half-for-equal": "deux candidats égaux sur un bulletin : une demi-voix à chacun dans leur duel",
    "losses-too": "à voix égales, un duel vaut plus quand l’autre a moins de voix",
    "by-wins": "classés par nombre de duels indirects gagnés ; qui n’en gagne ni n’en perd aucun disparaît",
}


def transferable(ballots, seats, count, knobs, settle=None):
    """Sets of elected candidates of a single transferable vote; `ballots` is a list of (ranking, number).

    `settle`, if given, picks one of equals: settle(tied, for_seat).
    """
    number = Decimal if "five-decimals" in knobs else Fraction
    cast = sum(n for _, n in ballots)
    standing = {c for ranking, _ in ballots for c in ranking} if "only-ranked" in knobs else set(range(count))
    start = [(tuple(ranking), n, number(1)) for ranking, n in ballots if ranking]
    results = set()

    def choices(tied, for_seat):
        tied = sorted(tied)
        return [settle(tied, for_seat)] if settle else tied

    def current(ranking, who):
        return next((c for c in ranking if c in who), None)

    def move(piles, candidate, who, value):
        """The piles once this candidate's have changed value; those worth nothing are dropped."""
        moved = []
        for ranking, n, each in piles:
            if current(ranking, who) == candidate:
                each = value(each)
                if each == 0:
                    continue
                ranking = tuple(c for c in ranking if c != candidate)
            moved.append((ranking, n, each))
        return moved

    def passed(piles, candidate, who, amount):
        """A pile passed on for an amount: by what each ballot was worth, or the same for all."""
        mine = [(n, each) for ranking, n, each in piles if current(ranking, who) == candidate]
        total = sum((n * each for n, each in mine), number(0))
        if "averaged" in knobs and mine:
            same = amount / sum(n for n, _ in mine)
            return move(piles, candidate, who, lambda _: same)
        if amount == total:
            return move(piles, candidate, who, lambda each: each)
        part = amount / total
        if number is Decimal:
            return move(piles, candidate, who, lambda each: round(each * part, 5))
        return move(piles, candidate, who, lambda each: each * part)

    def scores(piles, who):
        found = {c: number(0) for c in who}
        for ranking, n, each in piles:
            c = current(ranking, who)
            if c is not None:
                found[c] += n * each
        return found

    def quota(piles, who):
        if "quota-of-the-live" in knobs:
            live = sum(n for ranking, n, _ in piles if current(ranking, who) is not None)
            return number(math.ceil(live / 2))
        return number(cast) / (seats + 1) if "quota-without-plus-one" in knobs else number(cast // (seats + 1) + 1)

    def play(piles, who, elected):
        if len(results) > 200:
            return
        left = seats - len(elected)
        if left <= 0 or not who:
            results.add(frozenset(elected))
            return
        if len(who) <= left:
            results.add(frozenset(elected) | frozenset(who))
            return
        votes = scores(piles, who)
        asked = quota(piles, who)
        reached = {c for c in who if votes[c] >= asked}
        if reached and not knobs & {"all-at-once", "queue"}:
            best = max(votes[c] for c in reached)
            for c in choices([c for c in reached if votes[c] == best], True):
                play(passed(piles, c, who, votes[c] - asked), who - {c}, elected + [c])
        elif reached:
            for order in orders(reached, votes):
                play(*together(piles, who, order, votes, asked), elected + order)
        elif "bulk" in knobs:
            for group in hopeless(who, votes, left):
                play(*without(piles, who, group, votes), elected)
        else:
            for group in lowest(piles, who, votes):
                play(*without(piles, who, group, votes), elected)

    def orders(reached, votes):
        groups = {}
        for c in reached:
            groups.setdefault(votes[c], []).append(c)
        ranked = [sorted(groups[v]) for v in sorted(groups, reverse=True)]
        if "queue" not in knobs:
            return [[c for group in ranked for c in group]]
        return [[c for group in way for c in group] for way in product(*(list(permutations(g)) for g in ranked))]

    def together(piles, who, order, votes, asked):
        """Several surpluses of one turn."""
        after = who - set(order)
        if "queue" in knobs:
            return one_after_the_other(piles, order, after, votes, asked), after
        held = {c: [pile for pile in piles if current(pile[0], who) == c] for c in who}
        piles = [pile for c in after for pile in held[c]]
        for c in order:
            piles += passed(held[c], c, {c}, votes[c] - asked)
        return piles, after

    def one_after_the_other(piles, order, after, votes, asked):
        """Whoever waits for its turn still receives. A ballot is taken for each elected that stands before those still running."""
        votes = dict(votes)
        for place, c in enumerate(order):
            part = (votes[c] - asked) / votes[c]
            moved = []
            for ranking, n, each in piles:
                if current(ranking, after | {c}) == c:
                    each = round(each * part, 5) if number is Decimal else each * part
                    target = current(ranking, after | set(order[place + 1 :]))
                    if target in votes:
                        votes[target] += n * each
                    ranking = tuple(x for x in ranking if x != c)
                moved.append((ranking, n, each))
            piles = moved
        return piles

    def without(piles, who, group, votes):
        left = who - set(group)
        for c in group:
            piles = passed(piles, c, left | {c}, votes[c])
        return piles, left

    def lowest(piles, who, votes):
        if "exhausted-stand" in knobs:
            lost = sum((n * each for ranking, n, each in piles if current(ranking, who) is None), number(0))
            ranked = sorted(who, key=lambda c: votes[c])
            if len(ranked) > 1 and any(current(r, who) is None for r, _, _ in piles) and lost > votes[ranked[1]]:
                return [tuple(ranked[:2])]
        least = min(votes[c] for c in who)
        return [(c,) for c in choices([c for c in who if votes[c] == least], False)]

    def hopeless(who, votes, left):
        """Those who have at least as many before them as seats, and all of the rest no more than the one before."""
        found = set()
        groups = {}
        for c in who:
            groups.setdefault(votes[c], []).append(c)
        ranked = [groups[v] for v in sorted(groups, reverse=True)]
        for way in product(*(list(permutations(g))[:120] for g in ranked)):
            order, rest, last, out = [c for g in way for c in g], sum(votes.values()), number(0), []
            for place, c in enumerate(order):
                if place >= left and rest <= last:
                    out.append(c)
                last, rest = votes[c], rest - votes[c]
            found.add(tuple(out))
            if len(found) > 60:
                break
        return sorted(found)

    play(start, frozenset(standing), [])
    return results


def judgment(tallies, knobs):
    """Groups of equals, the best first; `tallies` hold the number of each grade from the best to the worst."""

    def value(tally):
        grades = [g for g, n in enumerate(reversed(tally)) for _ in range(n)]
        if "one-step" in knobs:
            middle = grades[(len(grades) - 1) // 2]
            below, above = sum(g < middle for g in grades), sum(g > middle for g in grades)
            return (middle, above, -below) if above > below else (middle, -below, above)
        taken = []
        while grades:
            taken.append(grades.pop((len(grades) - 1) // 2))
        return tuple(taken)

    return ranked([value(tally) for tally in tallies])


def ranked(values):
    return [[c for c, v in enumerate(values) if v == best] for best in sorted(set(values), reverse=True)]


def duels(ballots, count):
    """How many ballots put one before the other; whom a ballot does not rank comes after those it ranks."""
    before = [[0] * count for _ in range(count)]
    for ranking, n in ballots:
        behind = set(range(count))
        for c in ranking:
            behind.discard(c)
            for other in behind:
                before[c][other] += n
    return before


def schulze(ballots, count, knobs):
    """Groups of equals, the best first."""
    before, cast = duels(ballots, count), sum(n for ranking, n in ballots if ranking)

    def strength(a, b):
        if "half-for-equal" in knobs:
            return before[a][b] + Fraction(cast - before[a][b] - before[b][a], 2)
        if before[a][b] <= before[b][a]:
            return 0
        return (before[a][b], cast - before[b][a]) if "losses-too" in knobs else before[a][b]

    def paths(who):
        zero = (0, 0) if "losses-too" in knobs else 0
        force = {(a, b): strength(a, b) or zero for a in who for b in who if a != b}
        for m in who:
            for a in who:
                for b in who:
                    if len({a, b, m}) == 3:
                        force[a, b] = max(force[a, b], min(force[a, m], force[m, b]))
        return force

    everybody = list(range(count))
    force = paths(everybody)
    if "by-wins" in knobs:
        beats = {(a, b) for a, b in force if force[a, b] > force[b, a]}
        placed = ranked([sum((a, b) in beats for b in everybody) for a in everybody])
        seen = {c for pair in beats for c in pair}
        return [group for group in ([c for c in g if c in seen] for g in placed) if group]
    left, groups = everybody, []
    while left:
        force = paths(left) if "again-among-left" in knobs else force
        first = [a for a in left if all(force[b, a] <= force[a, b] for b in left if b != a)]
        groups.append(first)
        left = [c for c in left if c not in first]
    return groups
