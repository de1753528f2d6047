"""Convening an assembly: prepared by the desk, refused while the notice is too short, answered by a link without account."""

import datetime
import re
import sqlite3

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def in_days(days):
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def mailed(site, title):
    """The link in a convocation to this assembly, read where the program keeps what has not left."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        body = database.execute(
            "SELECT body FROM outbox WHERE body LIKE ? ORDER BY id DESC LIMIT 1", (f"%{title}%/convocation?cle=%",)
        ).fetchone()[0]
    return re.search(r"/convocation\?cle=\S+", body).group(0)


@BOTH
def test_an_assembly_is_prepared_refused_convened_and_answered(site, browse, javascript):
    title = f"Assemblée d’essai {'avec' if javascript else 'sans'}"
    with browse(site, "animator", javascript=javascript, allowed=(422,)) as page:
        page.goto("/poles/grand-lavoir/pilotage/assemblees")
        page.get_by_role("link", name="Préparer une assemblée").click()
        page.get_by_label("Titre").fill(title)
        page.get_by_role("textbox", name="Jour").fill(in_days(5))
        page.get_by_label("Heure").fill("18h30")
        page.get_by_role("textbox", name="Lieu", exact=True).fill("Salle du Canal")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("link", name="Ordre du jour", exact=True).click()
        page.get_by_role("radio", name="délibération").check()
        page.get_by_label("Titre").fill("Comptes")
        page.get_by_label("Projet de résolution").fill("L’assemblée approuve les comptes.")
        page.get_by_role("button", name="Ajouter ce point").click()
        expect(page.locator("#point-1")).to_contain_text("L’assemblée approuve les comptes.")
        page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name=title).click()
        page.get_by_role("link", name="Vérifier et convoquer").click()
        expect(page.locator(".constats")).to_contain_text("Le délai n’est plus tenu")
        page.get_by_role("button", name="Convoquer et envoyer").click()
        expect(page.get_by_role("alert")).to_contain_text("La convocation ne peut pas partir")
        page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name=title).click()
        page.get_by_role("link", name="Date, lieu et titre").click()
        page.get_by_role("textbox", name="Jour").fill(in_days(40))
        page.get_by_role("button", name="Enregistrer").click()
        page.get_by_role("link", name="Vérifier et convoquer").click()
        page.get_by_role("button", name="Convoquer et envoyer").click()
        expect(page.get_by_role("status")).to_contain_text("L’assemblée est convoquée")
        desk = page.url
    link = mailed(site, title)
    with browse(site, javascript=javascript, allowed=(422,)) as page:
        page.goto(link)
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("radio", name="donne pouvoir").check()
        page.get_by_role("button", name="Enregistrer la réponse").click()
        expect(page.get_by_role("alert")).to_contain_text("en blanc")
        page.get_by_label("À quelle organisation").select_option(index=1)
        page.get_by_role("button", name="Enregistrer la réponse").click()
        expect(page.get_by_role("status")).to_contain_text("Votre réponse est enregistrée")
        expect(page.locator("main")).to_contain_text("donne pouvoir à")
    with browse(site, "animator", javascript=javascript) as page:
        page.goto(desk.split("/convocation")[0] + "/reponses")
        expect(page.locator("#reponses")).to_contain_text("donne pouvoir à")
