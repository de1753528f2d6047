"""Coming in, going out, and what a stranger is not told."""

import re

from playwright.sync_api import expect
from steps import sign_in

from kit.client import Client
from kit.program import printed_links


ANIMATOR = "mael@demonstration.example.org"


def test_a_one_time_link_signs_in_once(fresh, browse):
    link = fresh.link("coordinator")
    with browse(fresh, allowed=[410]) as page:
        sign_in(page, link)
        expect(page.get_by_role("link", name=re.compile("^Mon compte|Mon espace|^Espace"))).to_have_count(1)
        page.context.clear_cookies()
        assert page.goto(link).status == 410


def test_opening_a_link_without_pressing_the_button_uses_nothing(fresh):
    link = fresh.link("coordinator")
    assert Client(fresh.port).get(link).status == 200
    assert Client(fresh.port).sign_in(link).status == 200


def test_signing_out_everywhere_else_ends_the_other_sessions(fresh, browse):
    here, there = Client(fresh.port), Client(fresh.port)
    here.sign_in(fresh.link("animator"))
    there.sign_in(printed_links(fresh.program.run("compte", "lien", ANIMATOR).stdout)[0][1])
    assert there.get("/compte", follow=False).status == 200
    page = here.get("/compte").page()
    form = next(form for form in page.forms if form.action.endswith("/sessions/fermeture"))
    assert here.submit(form).status == 200
    assert there.get("/compte", follow=False).status in (302, 303)
    assert here.get("/compte", follow=False).status == 200


def test_a_page_that_asks_for_an_account_leads_back_to_it(fresh, browse):
    with browse(fresh) as page:
        page.goto("/compte")
        page.wait_for_url("**/connexion?suite=*")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_known_and_an_unknown_address_get_the_same_answer(fresh):
    def ask(address):
        client = Client(fresh.port)
        form = next(f for f in client.get("/connexion").page().forms if f.action.endswith("/connexion/lien"))
        answer = client.submit(form, {"courriel": address})
        return answer.status, answer.page().content

    assert ask(ANIMATOR) == ask("personne@example.org")


def test_a_write_from_another_site_changes_nothing(fresh):
    client = Client(fresh.port)
    client.sign_in(fresh.link("coordinator"))
    form = next(f for f in client.get("/compte").page().forms if f.action.endswith("/compte/nom"))
    body = b"nom=Intrus"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    foreign = {**headers, "Origin": "https://evil.example.org", "Sec-Fetch-Site": "cross-site"}
    assert client.request("POST", form.action, body=body, headers=foreign).status == 403
    assert client.request("POST", form.action, body=body, headers=headers).status == 403
    assert "Intrus" not in client.get("/compte").text


def test_one_takes_ones_data_away_then_erases_the_account(fresh):
    client = Client(fresh.port)
    client.sign_in(fresh.link("organisation"))
    answer = client.get("/compte/donnees.json")
    assert answer.status == 200 and "soizic@demonstration.example.org" in answer.text
    form = next(f for f in client.get("/compte/effacement").page().forms if f.action.endswith("/compte/effacement"))
    assert client.submit(form).status == 422
    assert client.submit(form, {"certain": form.choices("certain")[0]}).status == 200
    assert client.get("/compte", follow=False).status in (302, 303)
    fresh.program.run("journal", "verifier")
