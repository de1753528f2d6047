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


@pytest.fixture(scope="module")
def online(site):
    """The address of the demonstration's assembly where an item is being voted on line."""
    client = site.session("coordinator")
    for number in range(1, 30):
        answer = client.get(f"{DESK}/{number}/seance/points/2")
        if answer.status == 200 and "Clore le vote en ligne" in answer.text:
            return number
    raise AssertionError("the demonstration has no item voted on line")


def test_a_phone_votes_without_javascript_and_the_item_is_counted(site, browse, online):
    point = f"{DESK}/{online}/seance/points/2"
    with browse(site, role="coordinator") as page, browse(site, javascript=False, width=360, allowed=(422,)) as phone:
        page.goto(point)
        page.get_by_text("N’ont pas encore voté").click()
        silent = page.locator(".vote-en-ligne .colonnes li")
        before, name = silent.count(), silent.first.inner_text()
        page.goto(f"{DESK}/{online}/seance/emargement")
        row = page.locator(".emargement > li").filter(has=page.get_by_text(name, exact=True)).first
        row.get_by_role("button", name="Lien pour son téléphone").click()
        phone.goto(page.get_by_label("Le lien, à ouvrir sur un téléphone").input_value())
        phone.get_by_role("button", name=f"Voter pour {name}").click()
        phone.get_by_role("button", name="Voter", exact=True).click()
        expect(phone.get_by_role("alert")).to_contain_text("Choisissez une réponse")
        phone.get_by_label("Contre", exact=True).check()
        phone.get_by_role("button", name="Voter", exact=True).click()
        expect(phone.locator("main")).to_contain_text(f"{name} a voté : Contre")
        phone.get_by_role("link", name="Revenir à la séance").click()
        expect(phone.locator("main")).to_contain_text(f"{name} a voté.")
        page.goto(f"/poles/deux-rivieres/assemblees/{online}/ecran")
        expect(page.locator("body")).to_contain_text("Vote en ligne ouvert")
        expect(page.locator("body")).not_to_contain_text("contre")
        page.goto(point)
        page.get_by_text("N’ont pas encore voté").click()
        expect(silent).to_have_count(before - 1)
        page.get_by_role("button", name="Clore le vote en ligne").click()
        expect(page.locator(".verdict")).to_contain_text("la résolution est adoptée")
