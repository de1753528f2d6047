"""An assembly being held: hands are counted, the screen of the hall follows, somebody comes in late."""

import pytest
from playwright.sync_api import expect

DESK = "/poles/deux-rivieres/pilotage/assemblees"


@pytest.fixture(scope="module")
def held(site):
    """The address of the demonstration's open assembly."""
    client = site.session("coordinator")
    for number in range(1, 30):
        answer = client.get(f"{DESK}/{number}/seance")
        if answer.status == 200 and "Lever la séance" in answer.text:
            return number
    raise AssertionError("the demonstration has no open assembly")


def test_hands_are_counted_and_the_screen_follows(site, browse, held):
    with browse(site) as screen, browse(site, role="coordinator", allowed=(422,)) as page:
        screen.goto(f"/poles/deux-rivieres/assemblees/{held}/ecran")
        expect(screen.get_by_role("heading", level=1)).to_have_text("Rapport moral")
        page.goto(f"{DESK}/{held}/seance")
        page.get_by_role("link", name="Rapport moral").click()
        page.get_by_label("Pour", exact=True).first.fill("12")
        page.get_by_label("Contre", exact=True).first.fill("1")
        page.get_by_label("Premier scrutateur").first.fill("Maël")
        page.get_by_role("button", name="Enregistrer ce compte").first.click()
        expect(page.get_by_role("alert")).to_contain_text("deux scrutateurs nommés")
        expect(page.get_by_label("Pour", exact=True).first).to_have_value("12")
        page.get_by_label("Second scrutateur").first.fill("Soizic")
        page.get_by_role("button", name="Enregistrer ce compte").first.click()
        expect(page.locator(".verdict")).to_contain_text("la résolution est adoptée")
        expect(screen.locator("body")).not_to_contain_text("Adoptée")
        page.get_by_role("button", name="Fermer ce point").click()
        expect(screen.locator(".grand")).to_have_text("Adoptée")


def test_somebody_signs_in_late_without_javascript(site, browse, held):
    with browse(site, role="coordinator", javascript=False, allowed=(422,)) as page:
        page.goto(f"{DESK}/{held}/seance/emargement")
        row = page.locator(".emargement > li", has_text="pas encore signé").first
        name = row.locator("strong").inner_text()
        row.get_by_placeholder("Nom de la personne").fill("Gwenn Ar Bihan")
        row.get_by_role("button", name="Présente").click()
        expect(page.locator(".emargement > li", has_text=name).first).to_contain_text("présente")
        expect(page.locator("#lignes")).to_contain_text("Gwenn Ar Bihan")
