"""Recording and correcting what happened, and seeing everything that depends on it change."""

import json
import re
import shutil
import sqlite3

import pytest
from playwright.sync_api import expect

from kit.client import Client
from kit.journeys import desks, open_milestone_form, record_milestone

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def sign_in(page, link):
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


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
        expect(page.get_by_label(re.compile("Passer outre"))).to_be_visible()
        page.get_by_label(re.compile("Passer outre")).fill("Vu le procès-verbal corrigé.")
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
    table = json.loads(reader.get(f"/situation.json?au={day}").text)
    lines = next(value for value in table.values() if isinstance(value, list) and len(value) == 21)
    by_json = next(line["statut"] for line in lines if line["code"] == code)
    row = next(line for line in reader.get(f"/situation.csv?au={day}").text.splitlines() if line.lstrip('"').startswith(code))
    by_csv = next(word for word in ("cree", "prefiguration", "organisation", "aucune", "inconnu") if word in re.split("[;,]", row))
    features = json.loads(reader.get(f"/situation.geojson?au={day}").text)["features"]
    by_geojson = next(f["properties"]["statut"] for f in features if f["properties"]["code"] == code)
    return by_json, by_csv, by_geojson


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


def test_a_document_is_evidence_that_is_handed_over_and_never_run(fresh):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    form = open_milestone_form(client)
    names = {"sorte": "mention", "date": "2026-02", "titre": "Avec pièce", "certitude": "etabli", "preuve": "", "lien": ""}
    hostile = {"piece": ("page.html", "text/html", b"<html><script>alert(1)</script></html>")}
    answer = client.submit(form, names, files=hostile)
    assert answer.status == 422, answer.status
    honest = {"piece": ("proces-verbal.pdf", "application/pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")}
    answer = client.submit(form, names, files=honest)
    assert answer.status == 200, answer.page().content[:600]
    hub = desks(client)[0]
    link = next(link for link in client.get(f"/poles/{hub}").page().links if "/documents/" in link or "/pieces/" in link)
    document = fresh.anonymous().get(link)
    assert document.status == 200 and document.body.startswith(b"%PDF")
    assert document.header("content-disposition").startswith("attachment")
    assert "sandbox" in document.header("content-security-policy")


def test_a_perimeter_grows_from_a_day(fresh):
    client = Client(fresh.port)
    client.sign_in(fresh.link("animator"))
    path = "/poles/bras/pilotage/perimetre"
    form = client.get(path).page().form("territoire", "depuis", "preuve")
    wrong = client.submit(form, {"territoire": "pays-de-vannes", "depuis": "bientôt", "preuve": "Délibération d’essai"})
    assert wrong.status == 422
    assert dict(wrong.page().form("depuis").values())["preuve"] == "Délibération d’essai"
    grown = client.submit(form, {"territoire": "pays-de-vannes", "depuis": "2025-01-01", "preuve": "Délibération d’essai"})
    assert grown.status == 200
    expect_in(fresh.anonymous().get("/poles/bras"), "Pays de Vannes")
    expect_in(fresh.anonymous().get("/territoires/pays-de-vannes"), "BRAS")
    fresh.program.run("journal", "verifier")


def test_anyone_signed_in_opens_an_initiative(fresh, browse):
    client = Client(fresh.port)
    client.sign_in(fresh.link("organisation"))
    fresh.adopt("organisation", client)
    assert fresh.anonymous().get("/demarche").status == 200
    with browse(fresh, "organisation") as page:
        page.goto("/demarche")
        page.get_by_role("link", name=re.compile("Ouvrir une (initiative|démarche)")).first.click()
        page.get_by_label(re.compile("Territoire")).select_option(label=re.compile("Dinan").pattern) if False else None
        page.wait_for_load_state()
        assert page.locator("main form").count() >= 1
