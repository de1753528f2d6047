#!/usr/bin/env python3
"""Recounts votes on line from their proof files (docs/preuve-de-scrutin.md), with Python's standard library alone.

    verifier_scrutin.py FICHIER…

Written apart from the program: it checks hashes, signatures, the roll, the number of ballots, the codes, the counts, and the
outcome of a resolution decided by all voices together. It does not open ballots: that takes the tellers' key.
Ends with 0 when every file holds, 1 when one does not.
"""

import base64
import binascii
import hashlib
import json
import re
import sys
from fractions import Fraction

CODE = re.compile(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}")


# Ed25519 (RFC 8032, section 6): only the verification.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(signature, text, key):
    try:
        signature, key = base64.b64decode(signature, validate=True), base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError, TypeError):
        return False
    if len(signature) != 64 or len(key) != 32:
        return False
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text.encode()).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# JSON in one way only, so that its hash can be computed again.
def canonical(value):
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + re.sub(r"[\x00-\x1f]", lambda c: f"\\u{ord(c.group()):04x}", escaped) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in sorted(value)) + "}"
    return json.dumps(value)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def without(value, *keys):
    return {key: part for key, part in value.items() if key not in keys}


class Check:
    def __init__(self, file):
        self.file, self.manifest = file, file["manifeste"]
        self.options, self.colleges = self.manifest["options"], self.manifest["colleges"]
        self.bad = []

    def expect(self, holds, sentence):
        if not holds:
            self.bad.append(sentence)

    def run(self):
        file, manifest = self.file, self.manifest
        self.expect(file["sorte"] == "scrutin" and file["version"] == 1, "sorte ou version")
        print_ = sha(canonical(without(file, "empreinte", "signature")))
        self.expect(file["empreinte"] == print_, "l’empreinte du fichier")
        self.expect(signed(file["signature"], f"preuve de scrutin\n{print_}\n", manifest["cle-des-recus"]),
                    "la signature du serveur")
        self.print = sha(canonical(manifest))
        self.expect(file["empreinte-du-manifeste"] == self.print, "l’empreinte du manifeste")
        roll = file["liste-electorale"]
        self.roll = {voter["organisation"]: voter for voter in roll}
        self.expect(manifest["liste-electorale"] == sha(canonical(roll)), "la liste électorale figée à l’ouverture")
        self.expect(len(self.roll) == len(roll), "une organisation deux fois sur la liste")
        self.voted = [line["organisation"] for line in file["emargement"]]
        self.expect(len(set(self.voted)) == len(self.voted), "une organisation a émargé deux fois")
        self.expect(set(self.voted) <= set(self.roll), "une organisation qui a émargé n’est pas inscrite")
        if self.bad:
            return
        self.count(*self.ballots())

    def ballots(self):
        """What each ballot says, with its voices and its college; and the unreadable ones."""
        return self.secret() if self.manifest["secret"] else self.open()

    def college(self, organisation):
        return self.roll[organisation]["college"] if self.colleges else None

    def open(self):
        votes = self.file["votes"]
        self.expect(sorted(v["organisation"] for v in votes) == sorted(self.voted), "votes et émargement diffèrent")
        ballots = []
        for vote in votes:
            if vote["organisation"] in self.roll:
                voices = self.roll[vote["organisation"]]["voix"]
                ballots.append((vote["choix"], voices, self.college(vote["organisation"])))
        return ballots, {}

    def secret(self):
        urn, opened, key = self.file["urne"], self.file["liste-ouverte"], self.manifest["cle-des-scrutateurs"]
        self.expect(all(voter["voix"] == 1 for voter in self.roll.values()), "des voix inégales dans un vote secret")
        ids = [ballot["id"] for ballot in urn]
        self.expect(ids == sorted(set(ids)), "un bulletin deux fois dans l’urne, ou pas à sa place")
        length = (65 + self.manifest["longueur-du-bulletin"] + 16 + 2) // 3 * 4
        self.expect(all(len(ballot["chiffre"]) == length for ballot in urn), "des bulletins de longueurs différentes")
        chain = self.print
        for ballot in urn:
            chain = sha(chain + "\n" + sha(canonical(ballot)))
        self.expect(chain == self.file["empreinte-de-l-urne"] == opened["urne"], "l’empreinte de l’urne")
        self.expect(opened["scrutin"] == self.print, "la liste ouverte est celle d’un autre scrutin")
        lines = opened["bulletins"]
        codes = [line["code"] for line in lines]
        self.expect(len(set(codes)) == len(codes) and all(CODE.fullmatch(c) for c in codes), "les codes de suivi")
        order = [(line["college"] or "", line["code"]) for line in lines]
        self.expect(order == sorted(order), "l’ordre de la liste ouverte")
        text = f"liste ouverte\n{sha(canonical(without(opened, 'signatures')))}\n"
        tellers = {s["scrutateur"] for s in opened["signatures"] if 1 <= s["scrutateur"] <= len(key["signatures"])
                   and signed(s["signature"], text, key["signatures"][s["scrutateur"] - 1])}
        self.expect(len(tellers) >= key["seuil"], "trop peu de signatures de scrutateurs")
        nulls = {line["college"]: line["nombre"] for line in opened["illisibles"]}
        for college in {None} | {c["cle"] for c in self.colleges}:
            cast = sum(ballot["college"] == college for ballot in urn)
            voted = sum(self.college(organisation) == college for organisation in self.voted)
            read = sum(line["college"] == college for line in lines) + nulls.get(college, 0)
            self.expect(cast == voted, f"{cast} bulletins pour {voted} émargements")
            self.expect(read == cast, f"{read} bulletins ouverts pour {cast} dans l’urne")
        return [(line["choix"], 1, line["college"]) for line in lines], nulls

    def count(self, ballots, nulls):
        kind, count = self.manifest["genre"], self.file["decompte"]
        colleges = [c["cle"] for c in self.colleges] or [None]
        inside = lambda who, college: not self.colleges or self.roll[who]["college"] == college  # noqa: E731
        expected = {
            "participation": [{
                "college": college, "inscrits": sum(v["voix"] for o, v in self.roll.items() if inside(o, college)),
                "votants": sum(self.roll[o]["voix"] for o in self.voted if inside(o, college))} for college in colleges],
            "blancs": sum(voices for choice, voices, _ in ballots if choice == "blanc"), "nuls": sum(nulls.values()),
        }
        said = [(choice, voices, college) for choice, voices, college in ballots if choice != "blanc"]
        size = range(len(self.options))
        if kind == "pour-contre":
            self.expect(all(c in ("pour", "contre", "abstention") for c, _, _ in said), "un choix qui n’existe pas")
            total = lambda word, college: sum(v for c, v, k in ballots if c == word and k == college)  # noqa: E731
            expected["voix"] = [{
                "college": college, "pour": total("pour", college), "contre": total("contre", college),
                "abstentions": total("abstention", college), "blancs": total("blanc", college),
                "nuls": nulls.get(college, 0)} for college in colleges]
            self.decide(expected)
        elif kind == "jugement-majoritaire":
            worst = len(self.manifest["mentions"]) - 1
            grades = [([worst if g == "-" else int(g) for g in c.split(",")], v) for c, v, _ in said]
            self.expect(all(len(g) == len(self.options) and max(g) <= worst for g, _ in grades), "une mention")
            expected["mentions"] = [[sum(v for g, v in grades if g[i] == m) for m in range(worst + 1)] for i in size]
        else:
            lists = [([int(part) - 1 for part in c.split(",")], v) for c, v, _ in said]
            self.expect(all(set(c) <= set(size) and len(set(c)) == len(c) for c, _ in lists), "un choix qui n’existe pas")
            if kind == "rangs":
                expected["premiers"] = [sum(v for c, v in lists if c[0] == i) for i in size]
                before = lambda c, i, j: i in c and (j not in c or c.index(i) < c.index(j))  # noqa: E731
                expected["duels"] = [[sum(v for c, v in lists if i != j and before(c, i, j)) for j in size] for i in size]
            else:
                most = 1 if kind == "choix" else self.manifest["choix-au-plus"] or len(self.options)
                self.expect(all(len(c) <= most for c, _ in lists), "un bulletin avec trop de choix")
                expected["voix"] = [sum(v for c, v in lists if i in c) for i in size]
        self.expect(count == expected, "le décompte")

    def decide(self, counts):
        """A resolution decided by all voices together."""
        rule = self.manifest["majorite"]
        if rule is None or rule["colleges"] != "ensemble":
            return
        votes, part = counts["voix"][0], counts["participation"][0]
        base = {"inscrits": part["inscrits"], "presents-ou-representes": part["votants"]}.get(rule["base"])
        if base is None:
            base = votes["pour"] + votes["contre"] + sum(
                votes[name] for name in ("abstentions", "blancs", "nuls") if rule[name] == "dans-la-base")
        share = Fraction(rule["seuil"]["part"]) * base
        reached = votes["pour"] >= share if rule["seuil"]["comparaison"] == "au-moins" else votes["pour"] > share
        adopted = votes["pour"] > votes["contre"] and reached
        self.expect(self.file["resultat"]["adoptee"] == adopted, "l’adoption")


def main(paths):
    failed = False
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                check = Check(json.load(file))
            check.run()
            bad = check.bad
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            bad = [f"le fichier ne se lit pas comme une preuve ({error!r})"]
        print(f"{path} : " + ("La preuve tient." if not bad else "La preuve ne tient pas : " + " ; ".join(bad) + "."))
        failed = failed or bool(bad)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
