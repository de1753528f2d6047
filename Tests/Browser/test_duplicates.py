"""Duplicates: asked about while an organisation is entered, compared, made one, made two again."""

import re

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
MEMBERS = "/poles/deux-rivieres/pilotage/organisations"
NAME = "La Recyclerie du Méandre"


def add(page, name):
    page.goto(MEMBERS)
    page.get_by_role("textbox", name="Nom (obligatoire)").fill(name)
    page.get_by_label("Famille juridique").select_option("association")
    page.get_by_role("button", name="Ajouter l’organisation").click()


@BOTH
def test_two_records_are_found_made_one_and_made_two_again(fresh, browse, javascript):
    with browse(fresh, role="coordinator", javascript=javascript, allowed=(422,)) as page:
        page.goto(MEMBERS)
        if javascript:
            page.get_by_role("textbox", name="Nom (obligatoire)").press_sequentially("recyclerie meandr")
            expect(page.locator(".ressemblances")).to_contain_text("L’annuaire a déjà")
            page.get_by_role("textbox", name="Nom (obligatoire)").fill("Une tout autre chose")
            expect(page.locator(".ressemblances")).to_be_empty()
        add(page, NAME)
        question = page.get_by_role("group", name="L’annuaire connaît peut-être déjà")
        expect(question).to_contain_text("même nom")
        expect(page.get_by_role("textbox", name="Nom (obligatoire)")).to_have_value(NAME)
        page.get_by_label("Non, c’est une autre organisation").check()
        page.get_by_role("button", name="Ajouter l’organisation").click()
        page.wait_for_url("**" + MEMBERS)
        expect(page.get_by_role("row", name=re.compile("^" + NAME))).to_be_visible()

    with browse(fresh, role="animator", javascript=javascript, allowed=(404,)) as page:
        page.goto("/reseau/pilotage")
        page.get_by_role("link", name="Doublons").click()
        row = page.get_by_role("row").filter(has_text=NAME)
        expect(row).to_contain_text("même nom")
        row.get_by_role("link", name="Comparer").click()
        expect(page.get_by_text("Fiche gardée", exact=True)).to_be_visible()
        compared = page.url
        page.get_by_role("button", name="Réunir ces deux fiches").click()
        expect(page.get_by_role("status")).to_contain_text("les deux fiches n’en font plus qu’une")
        merged = page.get_by_role("row").filter(has_text="Méandre")
        kept = merged.get_by_role("link").get_attribute("href")
        page.goto("/annuaire/la-recyclerie-du-meandre")
        assert page.url.endswith(kept)
        page.goto("/reseau/pilotage/fusions")
        merged.get_by_role("button", name="Annuler").click()
        expect(page.get_by_role("status")).to_contain_text("comme avant")
        page.goto("/annuaire/la-recyclerie-du-meandre")
        assert page.url.endswith("/annuaire/la-recyclerie-du-meandre")
        page.goto(compared)
        page.get_by_role("button", name="Ce sont deux organisations").click()
        page.wait_for_url("**/reseau/pilotage/doublons")
        expect(page.get_by_role("row").filter(has_text=NAME)).to_have_count(0)
