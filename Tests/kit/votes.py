"""Votes on line straight in the file, for tests that need many voters at once: an open secret vote, and the link of each voter."""

import base64
import hashlib
import json
import os
import secrets
import sqlite3
from datetime import datetime, timedelta, timezone
from urllib.parse import urlencode

# What the program takes for a resolution: BallotPlaintext.length, and the point and seal around it.
PLAIN = 192
SEALED = 65 + PLAIN + 16


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(value):
    """The one way of writing JSON that fingerprints are made of (docs/preuve-de-scrutin.md); no control characters here."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link():
    text = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    return text, hashlib.sha256(text.encode()).digest()


def made_up_key():
    """A key that nobody holds: for tests that open nothing."""
    return {"sorte": "cle-de-scrutateurs", "version": 1, "nom": "Essai", "seuil": 2,
            "cle": base64.b64encode(b"\x04" + os.urandom(64)).decode(),
            "signatures": [base64.b64encode(os.urandom(32)).decode() for _ in range(3)]}


def install(data, voters, key=None, title="Scrutin d’essai"):
    """An open secret vote of so many organisations; returns its number, its manifest and the voters' links."""
    now = datetime.now(timezone.utc)
    opens, closes = stamp(now - timedelta(hours=1)), stamp(now + timedelta(days=2))
    key = key or made_up_key()
    with sqlite3.connect(data / "maillage.db", timeout=30) as database:
        database.execute("PRAGMA foreign_keys = ON")
        slug = f"pole-{secrets.token_hex(4)}"
        hub = database.execute("INSERT INTO hub (slug, name) VALUES (?, 'Pôle d’essai')", (slug,)).lastrowid
        start = database.execute("SELECT coalesce(max(organisationID), 1000000) FROM scrutinVoter").fetchone()[0] + 1
        roll = [{"organisation": start + rank, "nom": f"Votante {start + rank}", "college": None, "voix": 1}
                for rank in range(voters)]
        manifest = {
            "version": 1, "identite": secrets.token_hex(16), "pole": slug, "titre": title, "texte": "Texte soumis.",
            "genre": "pour-contre", "options": [], "places": 1, "choix-au-plus": None, "mentions": [], "secret": True,
            "modifiable": False, "majorite": None, "colleges": [], "clause": "", "point": None, "ouverture": opens, "cloture": closes,
            "cle-des-scrutateurs": key, "cle-des-recus": base64.b64encode(os.urandom(32)).decode(),
            "liste-electorale": hashlib.sha256(canonical(roll).encode()).hexdigest(), "longueur-du-bulletin": PLAIN,
        }
        number = database.execute(
            "INSERT INTO scrutin (hubID, identity, nature, meeting, kind, title, question, isSecret, mayChange, opensAt, closesAt,"
            " createdAt) VALUES (?, ?, 'consultation', 'ordinaire', 'pour-contre', ?, 'Texte soumis.', 1, 0, ?, ?, ?)",
            (hub, manifest["identite"], title, opens, closes, opens)).lastrowid
        links = []
        for voter in roll:
            text, digest = link()
            links.append((voter["organisation"], text))
            database.execute(
                "INSERT INTO scrutinVoter (scrutinID, organisationID, name, voices, linkHash) VALUES (?, ?, ?, 1, ?)",
                (number, voter["organisation"], voter["nom"], digest))
        database.execute(
            "UPDATE scrutin SET state = 'ouvert', tellerKey = ?, manifest = ?, fingerprint = ?, receiptKey = ?, openedAt = ?"
            " WHERE id = ?",
            (canonical(key), canonical(manifest), hashlib.sha256(canonical(manifest).encode()).hexdigest(), os.urandom(32),
             opens, number))
    return number, manifest, links


def ballot():
    """A number and bytes such as the server takes: it cannot tell them from a sealed ballot."""
    return secrets.token_hex(16), b"\x04" + os.urandom(SEALED - 1)


def form(key, number, sealed, token):
    return urlencode({"jeton": token, "cle": key, "bulletin": f"{number}.{base64.b64encode(sealed).decode()}"}).encode()


def fingerprint(number, sealed):
    """What the receipt names."""
    value = {"id": number, "college": None, "chiffre": base64.b64encode(sealed).decode()}
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def state(database, scrutin):
    """The roll and the urn as the file holds them: organisations, fingerprints of ballots."""
    signed = {row[0] for row in database.execute(
        "SELECT organisationID FROM scrutinSignature WHERE scrutinID = ?", (scrutin,))}
    urn = {fingerprint(key.hex(), sealed) for key, sealed in database.execute(
        "SELECT ballotKey, sealed FROM scrutinUrn WHERE scrutinID = ?", (scrutin,))}
    return signed, urn
