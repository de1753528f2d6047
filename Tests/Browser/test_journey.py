"""From a group that meets to its dossier: steering, survey, plan, functions, as the people of a hub and as strangers."""

import re

import pytest
from playwright.sync_api import expect
from steps import sign_in

from kit.client import Client

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
DESK = "/poles/la-passerelle/pilotage/demarche"


@BOTH
def test_a_group_is_led_from_its_core_to_its_dossier(fresh, browse, javascript):
    with browse(fresh, javascript=javascript, allowed=[422]) as page:
        sign_in(page, fresh.link("hub_administrator"))
        page.goto(DESK)
        expect(page.get_by_role("heading", level=1)).to_contain_text("La démarche")
        expect(page.get_by_text("structures de l’ESS pilotent").first).to_be_visible()

        # A place more, refused first for want of a name.
        page.get_by_role("link", name="Le noyau", exact=True).click()
        page.get_by_role("button", name="Ajouter cette place").click()
        expect(page.get_by_role("alert")).to_contain_text("Nommez l’organisation")
        page.get_by_label("Organisation, si elle n’a pas de fiche").fill("Atelier vélo du Loc’h")
        page.get_by_label("Famille", exact=True).select_option("association")
        page.get_by_label("Personne qui vient").fill("Une bénévole")
        page.get_by_role("button", name="Ajouter cette place").click()
        expect(page.get_by_role("table", name="Places du noyau")).to_contain_text("Atelier vélo du Loc’h")

        # A task of the guide is taken.
        page.goto(DESK + "/chantiers/gouvernance")
        page.get_by_label(re.compile("Appeler à candidatures")).check()
        page.get_by_role("button", name="Prendre ces tâches").click()
        expect(page.get_by_role("table", name="Tâches")).to_contain_text("Appeler à candidatures")

        # A need comes from the survey, an action from the need.
        page.goto(DESK + "/fonctions")
        page.get_by_text("Inscrire un besoin").click()
        page.get_by_label("Le besoin").fill("Partager des emplois")
        page.get_by_label("Dit dans l’enquête").select_option("besoins/emploi")
        page.get_by_role("button", name="Inscrire ce besoin").click()
        page.get_by_text("Ajouter une action", exact=True).click()
        page.get_by_label("L’action").fill("Un groupement d’employeurs")
        page.get_by_label("Fonction qu’elle sert").select_option("soutien")
        page.get_by_label("Partager des emplois").check()
        page.get_by_role("button", name="Ajouter cette action").click()
        expect(page.locator("#actions")).to_contain_text("sur 40")

        # The plan says by how much it does not balance.
        page.goto(DESK + "/finances?scenario=prudent")
        expect(page.get_by_text(re.compile("il manque")).first).to_be_visible()

        # The dossier: one button, a link that opens without an account.
        page.goto(DESK + "/dossier")
        page.get_by_role("button", name="Faire une version du dossier").click()
        link = page.get_by_role("link", name=re.compile("^Ouvrir")).get_attribute("href")
    answer = Client(fresh.port).get(link)
    assert answer.status == 200
    for words in ["Un groupement d’employeurs", "Atelier vélo du Loc’h", "Architecture financière"]:
        assert words in answer.text, words
    assert "Une bénévole" not in answer.text


def test_a_stranger_reads_the_results_and_nobody_in_them(site, browse):
    with browse(site, width=360) as page:
        page.goto("/poles/la-passerelle/demarche")
        expect(page.get_by_role("heading", name="Les six chantiers")).to_be_visible()
        page.goto("/poles/la-passerelle/enquete/resultats")
        expect(page.get_by_text("40 réponses").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
