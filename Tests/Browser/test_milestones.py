"""Recording and correcting what happened, and seeing everything that depends on it change."""

import csv
import io
import json
import re
import shutil
import sqlite3

import pytest
from playwright.sync_api import expect
from steps import sign_in

from kit.client import Client
from kit.journeys import desks, open_milestone_form, record_milestone

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def status(page, territory):
    return page.locator("#tableau tbody tr").filter(has_text=territory).locator("td").first


@BOTH
def test_a_milestone_recorded_then_corrected_changes_everything_that_shows_it(fresh, browse, javascript):
    reader = fresh.anonymous()
    with browse(fresh, javascript=javascript, allowed=[422]) as page:
        sign_in(page, fresh.link("animator"))
        page.goto("/situation?au=2010-03-01")
        expect(status(page, "Pays de Brocéliande")).to_contain_text("Non connu")

        # Recorded: the rule says what is missing, the animator passes over it with a reason.
        page.goto("/poles/bras/pilotage")
        page.get_by_role("link", name="Enregistrer un jalon").click()
        page.get_by_label("Ce qui s’est passé").select_option("pole-cree")
        page.get_by_label("Quand").fill("2010-02")
        page.get_by_label("En quelques mots").fill("Naissance de BRAS d’essai")
        page.get_by_label("Source, en mots").fill("Procès-verbal d’essai")
        page.get_by_role("button", name="Enregistrer le jalon").click()
        expect(page.get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
        expect(page.get_by_label("En quelques mots")).to_have_value("Naissance de BRAS d’essai")
        page.get_by_label(re.compile("Passer outre")).fill("Vu le procès-verbal, signé.")
        page.get_by_role("button", name="Enregistrer le jalon").click()
        page.wait_for_url("**/poles/bras/pilotage")

        page.goto("/situation?au=2010-03-01")
        expect(status(page, "Pays de Brocéliande")).to_contain_text("Pôle créé")
        expect(page.locator("svg.carte a[data-code='03'] path")).to_have_class("statut-cree")
        assert told(reader, "03", "2010-03-01") == ("cree",) * 3
        expect_in(reader.get("/poles/bras/historique"), "Naissance de BRAS d’essai", "Vu le procès-verbal, signé.")

        # Corrected: it was in April; the old line stays readable, and no longer counts.
        page.goto("/poles/bras/pilotage")
        page.get_by_role("link", name="Corriger « Naissance de BRAS d’essai »").click()
        page.get_by_label("Pourquoi cette correction").fill("La date était fausse.")
        page.get_by_label("Quand").fill("2010-04")
        page.get_by_role("button", name="Enregistrer la correction").click()
        page.wait_for_url("**/poles/bras/pilotage")

        page.goto("/situation?au=2010-03-01")
        expect(status(page, "Pays de Brocéliande")).to_contain_text("Non connu")
        page.goto("/situation?au=2010-05-01")
        expect(status(page, "Pays de Brocéliande")).to_contain_text("Pôle créé")
        assert told(reader, "03", "2010-03-01") == ("inconnu",) * 3
        expect_in(reader.get("/poles/bras/historique"), "février 2010", "avril 2010", "La date était fausse.")
        assert "jalon.corrige" in fresh.program.run("journal").stdout
        assert "03" in fresh.program.run("situation", "--au", "2010-05-01", "--format", "csv").stdout
    fresh.program.run("journal", "verifier")


def told(reader, code, day):
    """The status of a territory by JSON, CSV and GeoJSON."""
    lines = json.loads(reader.get(f"/situation.json?au={day}").text)["territoires"]
    rows = csv.DictReader(io.StringIO(reader.get(f"/situation.csv?au={day}").text.removeprefix("\ufeff")))
    features = json.loads(reader.get(f"/situation.geojson?au={day}").text)["features"]
    properties = [feature["properties"] for feature in features]
    return tuple(next(one["statut"] for one in source if one["code"] == code) for source in (lines, rows, properties))


def expect_in(answer, *words):
    content = answer.page().content.replace("\u00a0", " ").replace("\u202f", " ")
    missing = [word for word in words if word not in content]
    assert not missing, f"{missing} not in {content[:3000]}"


def test_one_changed_byte_of_the_journal_is_seen(fresh, tmp_path):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    assert record_milestone(client, open_milestone_form(client), titre="À ne pas toucher").status == 200
    copy = tmp_path / "copie"
    fresh.program.stop()
    shutil.copytree(fresh.program.data, copy)
    fresh.program.run("journal", "verifier", data=copy)
    with sqlite3.connect(copy / "maillage.db") as database:
        database.execute("DROP TRIGGER journalIsNotEdited")
        changed = database.execute(
            "UPDATE journal SET detail = replace(detail, 'À ne pas toucher', 'À ne pas touches') WHERE detail LIKE '%À ne pas toucher%'")
        assert changed.rowcount == 1
    verdict = fresh.program.run("journal", "verifier", data=copy, check=False)
    assert verdict.returncode == 1 and "ligne" in verdict.stdout + verdict.stderr


@BOTH
def test_a_refused_milestone_keeps_what_was_typed(fresh, browse, javascript):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    hub = desks(client)[0]
    fresh.adopt("coordinator", client)
    with browse(fresh, "coordinator", javascript=javascript, allowed=[422]) as page:
        page.goto(f"/poles/{hub}/pilotage/jalons/nouveau")
        page.get_by_label("Ce qui s’est passé").select_option("evenement")
        page.get_by_label("Quand").fill("hier")
        page.get_by_label("En quelques mots").fill("Une rencontre")
        page.get_by_label("Récit").fill("Deux lignes\nde récit")
        page.get_by_label("Lien").fill("javascript:alert(1)")
        page.get_by_role("button", name="Enregistrer le jalon").click()
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("hier")
        expect(page.get_by_label("Quand")).to_have_value("hier")
        expect(page.get_by_label("En quelques mots")).to_have_value("Une rencontre")
        expect(page.get_by_label("Récit")).to_have_value("Deux lignes\nde récit")
        expect(page.get_by_label("Lien")).to_have_value("javascript:alert(1)")
        alert.locator("a[href='#date']").click()
        expect(page.get_by_label("Quand")).to_be_focused()
        expect(page.get_by_label("Quand")).to_have_attribute("aria-invalid", "true")


PIECE = {"sorte": "mention", "date": "2026-02", "titre": "Avec pièce", "certitude": "etabli", "preuve": "", "lien": ""}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize("name, kind, content, served", [
    ("proces-verbal.pdf", "application/pdf", PDF, "application/pdf"),
    ("page.html", "text/html", HTML, "text/plain; charset=utf-8"),
    ("faux.pdf", "application/pdf", HTML, "text/plain; charset=utf-8"),
])
def test_a_document_is_handed_over_as_what_it_is_and_never_run(fresh, name, kind, content, served):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    hub = desks(client)[0]
    answer = client.submit(open_milestone_form(client), PIECE, files={"piece": (name, kind, content)})
    assert answer.status == 200, answer.page().content[:600]
    link = next(link for link in client.get(f"/poles/{hub}").page().links if link.startswith("/pieces/"))
    document = fresh.anonymous().get(link)
    assert document.status == 200 and document.body == content
    assert document.header("content-type") == served
    assert document.header("content-disposition").startswith("attachment")
    assert "sandbox" in document.header("content-security-policy")
    assert document.header("x-content-type-options") == "nosniff"
    assert not re.search(r"\.html(\"|$)", document.header("content-disposition"))


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01" + bytes(64), b"MZ" + bytes(64)])
def test_a_program_is_no_evidence(fresh, content):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    files = {"piece": ("photo.png", "image/png", content)}
    answer = client.submit(open_milestone_form(client), PIECE, files=files)
    assert answer.status == 422
    assert dict(answer.page().form("sorte", "titre").values())["titre"] == "Avec pièce"


def test_a_perimeter_grows_from_a_day(untouched):
    client = Client(untouched.port)
    client.sign_in(untouched.link("first"))
    path = "/poles/bras/pilotage/perimetre"
    form = client.get(path).page().form("territoire", "depuis", "preuve")
    wrong = client.submit(form, {"territoire": "pays-de-vannes", "depuis": "bientôt", "preuve": "Délibération d’essai"})
    assert wrong.status == 422
    assert dict(wrong.page().form("territoire", "depuis", "preuve").values())["preuve"] == "Délibération d’essai"
    taken = client.submit(form, {"territoire": "pays-de-vannes", "depuis": "2025-01-01", "preuve": "Délibération d’essai"})
    assert taken.status == 422
    expect_in(taken, "E2S")
    grown = client.submit(form, {"territoire": "pays-de-dinan", "depuis": "2025-01-01", "preuve": "Délibération d’essai"})
    assert grown.status == 200
    expect_in(untouched.anonymous().get("/poles/bras"), "Pays de Dinan")
    expect_in(untouched.anonymous().get("/territoires/pays-de-dinan"), "BRAS")
    untouched.program.run("journal", "verifier")


@BOTH
def test_anyone_signed_in_opens_an_initiative(untouched, browse, javascript):
    client = Client(untouched.port)
    client.sign_in(untouched.link("first"))
    untouched.adopt("first", client)
    with browse(untouched, "first", javascript=javascript, allowed=[422]) as page:
        page.goto("/demarche")
        page.get_by_role("link", name="Ouvrir une initiative").first.click()
        page.get_by_label("Nom de l’initiative").fill("Pôle d’essai du Pays de Dinan")
        page.get_by_label("Qui lance l’initiative").fill("Trois associations et une coopérative")
        page.get_by_label("Pourquoi un pôle ici").fill("Se connaître, d’abord.")
        page.get_by_role("button", name="Ouvrir l’initiative").click()
        expect(page.get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
        expect(page.get_by_label("Nom de l’initiative")).to_have_value("Pôle d’essai du Pays de Dinan")
        page.get_by_label("Territoire").select_option("pays-de-dinan")
        page.get_by_role("button", name="Ouvrir l’initiative").click()
        page.wait_for_url("**/poles/pole-d-essai-du-pays-de-dinan/pilotage")
        page.goto("/situation")
        expect(status(page, "Pays de Dinan")).to_contain_text("Organisation en vue de la préfiguration")
    assert "Pôle d’essai" in untouched.anonymous().get("/territoires/pays-de-dinan").text
