"""The same work without a mouse, and without seeing the screen's colours."""

from playwright.sync_api import expect

from kit.client import Client
from kit.journeys import desks


def tab_to(page, words, limit=120):
    """Presses Tab until the element in focus is called so; fails when the whole page goes by."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        name = page.evaluate(NAME)
        if words in name:
            return
    raise AssertionError(f"no element called « {words} » is reached with Tab")


NAME = """() => { const e = document.activeElement;
  const label = e.labels && e.labels[0] ? e.labels[0].textContent : '';
  return (e.getAttribute('aria-label') || label || e.textContent || '').replace(/\\s+/g, ' ').trim() }"""


def test_the_first_tab_skips_to_the_content(plain, browse):
    with browse(plain) as page:
        page.goto("/situation?au=2010-03-01")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
        expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#contenu")).to_be_focused()


def test_what_has_the_focus_is_seen(plain, browse):
    """A date field shows the focus on its parts, and a territory of the map on its outline."""
    with browse(plain) as page:
        page.goto("/situation?au=2010-03-01")
        unseen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            shown = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
              return s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e === document.body
                || e.type === 'date' || !!e.querySelector?.('path') }""")
            if not shown:
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        assert not unseen, "\n".join(unseen)


def test_a_milestone_is_recorded_with_the_keyboard_alone(fresh, browse):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    fresh.adopt("coordinator", client)
    hub = desks(client)[0]
    with browse(fresh, "coordinator") as page:
        page.goto(f"/poles/{hub}/pilotage")
        tab_to(page, "Enregistrer un jalon")
        page.keyboard.press("Enter")
        page.wait_for_url("**/jalons/nouveau")
        tab_to(page, "Ce qui s’est passé")
        page.keyboard.type("Mention")
        tab_to(page, "Quand")
        page.keyboard.type("2026-03")
        tab_to(page, "En quelques mots")
        page.keyboard.type("Au clavier seul")
        tab_to(page, "Source, en mots")
        page.keyboard.type("Compte rendu")
        tab_to(page, "Enregistrer le jalon")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/poles/{hub}/pilotage")
        expect(page.get_by_text("Au clavier seul").first).to_be_visible()
