"""Statutes in a browser: a draft, a quorum that changes, what it comes to, two versions side by side, the paper."""

import re

import pytest
from playwright.sync_api import expect

DESK = "/poles/deux-rivieres/pilotage/statuts"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_quorum_changes_and_its_consequences_with_it(fresh, browse, javascript):
    with browse(fresh, role="coordinator", javascript=javascript, allowed=(422,)) as page:
        page.goto("/poles/deux-rivieres/pilotage")
        page.get_by_role("link", name="Statuts", exact=True).click()
        page.get_by_role("link", name="Assemblée générale extraordinaire").click()
        told = page.locator("#consequences")
        before = told.inner_text()
        expect(told).to_contain_text("Avec ce quorum")
        page.get_by_label("Part", exact=True).first.fill("beaucoup")
        page.get_by_label("Précisions, avec vos mots").fill("On vote debout.")
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Écrivez une part")
        expect(page.get_by_label("Précisions, avec vos mots")).to_have_value("On vote debout.")
        page.get_by_label("Part", exact=True).first.fill("3/4")
        page.get_by_role("button", name="Voir les conséquences").click()
        expect(page.locator("main")).to_contain_text("pas encore enregistré")
        expect(page.locator("#consequences")).not_to_have_text(before)
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(page.locator(".clauses")).to_contain_text("au moins les trois quarts des organisations inscrites")
        page.get_by_role("link", name="Tous les chapitres").click()
        page.get_by_role("link", name="Comparer à la version en vigueur").click()
        expect(page.locator("ins").filter(has_text="trois").first).to_be_visible()
        expect(page.locator("del").filter(has_text="moitié").first).to_be_visible()
        expect(page.locator("main")).to_contain_text(re.compile(r"\d+\s+clauses changent"))


def test_the_statutes_are_read_and_printed(fresh, browse):
    with browse(fresh, role="coordinator") as page:
        page.goto(DESK)
        page.get_by_role("link", name="Lire et imprimer").click()
        expect(page.get_by_role("heading", name=re.compile(r"Article 1\."))).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation", name="Rubriques")).not_to_be_visible()
        expect(page.locator(".article").first).to_be_visible()
    with browse(fresh) as page:
        page.goto("/poles/deux-rivieres")
        page.get_by_role("link", name="Ses statuts").click()
        expect(page.locator("main")).to_contain_text("Version 2")
        page.goto("/poles/deux-rivieres/instances")
        expect(page.locator("main")).to_contain_text("Recyclerie du Méandre")
        expect(page.locator("main")).not_to_contain_text("Elouan Kerdraon")
        page.goto("/poles/deux-rivieres/equilibre")
        expect(page.locator("figure svg").first).to_be_visible()
