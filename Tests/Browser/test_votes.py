"""Voting on line: an open vote by link, and a secret one with three tellers, from the key to the code found in the list."""

import json
import re
import sqlite3
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from steps import Tellers, seal_ballot

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def hub_of(site):
    """The hub of the demonstration's coordinator, whose members get a mailbox straight in the file."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        hub, slug = database.execute(
            "SELECT h.id, h.slug FROM role r JOIN hub h ON h.id = r.hubID WHERE r.kind = 'coordination-pole'"
            " ORDER BY r.id LIMIT 1").fetchone()
        members = [row[0] for row in database.execute(
            "SELECT DISTINCT organisationID FROM hubMember WHERE hubID = ? AND validUntil IS NULL", (hub,))]
        for member in members:
            database.execute("UPDATE organisation SET email = ? WHERE id = ?", (f"vote-{member}@example.org", member))
    return slug


def letters(site, title):
    """The voting links in the outbox, by address."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        rows = database.execute("SELECT recipient, body FROM outbox WHERE subject LIKE ? ORDER BY id", (f"%{title}%",)).fetchall()
    return {recipient: re.search(r"/vote\?cle=\S+", body).group(0) for recipient, body in rows}


def prepare(page, slug, title, **options):
    page.goto(f"/poles/{slug}/pilotage/scrutins/nouveau")
    page.locator("#titre").fill(title)
    page.get_by_label("Texte soumis au vote").fill("Le pôle adhère à la fédération régionale.")
    page.get_by_label("Une décision").check()
    page.get_by_label("Clause des statuts").fill("Article 12 : le conseil peut consulter et décider à distance.")
    if options.get("secret"):
        page.locator("#secret").check()
    else:
        page.locator("#modifiable").check()
    now = datetime.now()
    page.locator("#ouverture").fill((now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("#cloture").fill((now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Préparer ce scrutin").click()
    expect(page.locator("h1")).to_have_text(title)


@BOTH
def test_an_open_vote_by_link(site, browse, javascript):
    slug, title = hub_of(site), f"Adhésion {'avec' if javascript else 'sans'}"
    with browse(site, role="coordinator", javascript=javascript) as desk:
        prepare(desk, slug, title)
        desk.get_by_role("button", name="Ouvrir le scrutin").click()
        links = list(letters(site, title).values())
        assert len(links) >= 2
        for rank, link in enumerate(links):
            with browse(site, javascript=javascript, width=360, height=740) as phone:
                phone.goto(link)
                phone.get_by_label("Pour" if rank else "Contre", exact=True).check()
                phone.get_by_role("button", name="Voter").click()
                expect(phone.locator("h1")).to_have_text("Reçu de vote")
                assert phone.evaluate("document.documentElement.scrollWidth") <= 360 if javascript else True
                if rank == 0:
                    phone.goto(link)
                    phone.get_by_label("Pour", exact=True).check()
                    phone.get_by_role("button", name="Changer mon vote").click()
                    expect(phone.locator("main")).to_contain_text("a voté : Pour")
        desk.reload()
        desk.get_by_role("button", name="Clore le scrutin").click()
        desk.get_by_role("button", name="Publier le résultat").click()
        desk.get_by_role("link", name="Page publique du résultat").click()
        expect(desk.locator("main")).to_contain_text("Adopté")
        expect(desk.locator("#votes")).to_contain_text("changé 1")
        proof = desk.request.get(desk.get_by_role("link", name="JSON (preuve)").get_attribute("href")).body()
    verify(site, proof)


def verify(site, proof):
    """Both verifiers say that it holds; the vote of somebody else put in its place is seen."""
    root = Path(__file__).resolve().parents[2]
    file = site.program.data.parent / "preuve.json"
    for content, holds in ((proof, True), (proof.replace(b'"pour"', b'"contre"', 1), False)):
        file.write_bytes(content)
        ours = site.program.run
        command = subprocess.run([site.program.executable, "scrutin", "verifier", file], capture_output=True, text=True)
        other = subprocess.run(["python3", root / "tools" / "verifier_scrutin.py", file], capture_output=True, text=True)
        assert ours and (command.returncode == 0) == holds, command.stdout + command.stderr
        assert (other.returncode == 0) == holds, other.stdout + other.stderr


def test_a_secret_vote_with_three_tellers(site, browse, tmp_path):
    slug, title = hub_of(site), "Élire la présidence"
    tellers = Tellers(site.program, tmp_path)
    with browse(site, role="coordinator") as desk:
        prepare(desk, slug, title, secret=True)
        address = desk.url
        tellers.deposit(desk, address, name=title)
        expect(desk.locator("main")).to_contain_text("part n° 3 : essayée")
        desk.get_by_role("button", name="Ouvrir le scrutin").click()
        expected = {}
        for rank, link in enumerate(letters(site, title).values()):
            choice = ["Pour", "Contre", "Blanc"][rank % 3]
            with browse(site, width=360, height=740) as phone:
                phone.goto(link)
                expected[seal_ballot(phone, choice)] = choice
                assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        with browse(site, javascript=False) as plain:
            plain.goto(link)
            expect(plain.locator("main")).to_contain_text("a voté")
        desk.reload()
        desk.get_by_role("button", name="Clore le scrutin").click()
        urn = desk.request.get(address + "/urne.json").body()
        alone = tellers.open(urn, 2)
        assert alone.returncode == 1 and "rien ne s’ouvre" in alone.stderr, alone.stdout + alone.stderr
        opened = tellers.open(urn, 2, 3)
        assert opened.returncode == 0, opened.stderr
        again = tellers.open(urn, 1, 2, to="autre.json")
        lists = [json.loads((tmp_path / name).read_text()) for name in ("liste-ouverte.json", "autre.json")]
        assert again.returncode == 0 and lists[0]["bulletins"] == lists[1]["bulletins"]
        desk.get_by_label("Fichier liste-ouverte.json").set_input_files(tmp_path / "liste-ouverte.json")
        desk.get_by_role("button", name="Déposer la liste ouverte").click()
        desk.get_by_role("button", name="Publier le résultat").click()
        desk.get_by_role("link", name="Page publique du résultat").click()
        for code, choice in expected.items():
            expect(desk.locator("#bulletins tr", has_text=code)).to_contain_text(choice)
        proof = desk.request.get(desk.get_by_role("link", name="JSON (preuve)").get_attribute("href")).body()
    verify(site, proof)


def test_a_secret_ballot_without_scripts_sends_nothing(site, browse, tmp_path):
    """The page says so, and a ballot sealed by the command is taken instead."""
    slug, title = hub_of(site), "Vote sans navigateur"
    tellers = Tellers(site.program, tmp_path)
    with browse(site, role="coordinator") as desk:
        prepare(desk, slug, title, secret=True)
        tellers.deposit(desk, desk.url, count=2)
        desk.get_by_role("button", name="Ouvrir le scrutin").click()
        link = next(iter(letters(site, title).values()))
    with browse(site, javascript=False, width=360, height=740) as phone:
        phone.goto(link)
        expect(phone.locator("main")).to_contain_text("demande JavaScript")
        expect(phone.get_by_role("button", name="Chiffrer mon bulletin")).to_be_disabled()
        manifest = phone.request.get(link.replace("/vote?", "/vote/manifeste.json?"))
        (tmp_path / "manifeste.json").write_bytes(manifest.body())
        sealed = tellers.run("scrutin", "bulletin", "manifeste.json", "--choix", "abstention").stdout.splitlines()[-1]
        phone.locator("summary").click()
        phone.get_by_label("Bulletin chiffré").fill(sealed)
        phone.get_by_role("button", name="Déposer ce bulletin").click()
        expect(phone.locator("h1")).to_have_text("Reçu de vote")
