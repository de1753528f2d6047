"""The situation, through time, with JavaScript and without, and in every form it is published in."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])

# What is established on 1 March 2010 (facts of 2010, each with its source).
ON_2010_03_01 = {
    "Pays de Rennes": "Pôle créé", "Pays de Morlaix": "Pôle créé", "Pays de Saint-Malo": "Pôle créé",
    "Pays de Lorient": "Pôle créé",
    "Pays de Cornouaille": "Préfiguration", "Pays de Fougères": "Préfiguration",
    "Pays de Vannes": "Non connu", "Pays de Brest": "Non connu", "Pays de Dinan": "Non connu",
}


def row(page, territory):
    return page.locator("#tableau tbody tr").filter(has_text=territory)


@BOTH
def test_the_brochures_day_shows_its_21_territories(plain, browse, javascript):
    with browse(plain, javascript=javascript) as page:
        page.goto("/situation?au=2010-03-01")
        expect(page.locator("#tableau tbody tr")).to_have_count(21)
        expect(page.locator("svg.carte a")).to_have_count(21)
        for territory, status in ON_2010_03_01.items():
            expect(row(page, territory)).to_contain_text(status)
            expect(row(page, territory).locator("cite")).not_to_be_empty()
        for name in page.locator("svg.carte a").evaluate_all("links => links.map(l => l.getAttribute('aria-label'))"):
            assert " : " in name.replace("\u00a0", " "), f"a territory of the map without its status: {name}"


@BOTH
def test_one_moves_through_time(plain, browse, javascript):
    with browse(plain, javascript=javascript) as page:
        page.goto("/situation?au=2010-03-01")
        page.get_by_label("Situation au").fill("2009-01-15")
        page.get_by_role("button", name="Voir").click()
        page.wait_for_url("**/situation?au=2009-01-15*")
        expect(row(page, "Pays de Rennes")).not_to_contain_text("Pôle créé")
        page.locator(".temps a[href*='2009-03-02']").first.click()
        page.wait_for_url("**/situation?au=2009-03-02*")
        expect(row(page, "Pays de Rennes")).to_contain_text("Pôle créé")
        assert "2 mars 2009" in page.title().replace("\u00a0", " ")


def test_the_slider_glides_without_loading_the_page_again(plain, browse):
    with browse(plain) as page:
        page.goto("/situation?au=2010-03-01")
        page.evaluate("window.stayed = true")
        slider = page.get_by_role("slider", name="Date de la situation")
        slider.focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**/situation?au=2009-12-31*")
        expect(page.locator("#tableau caption")).to_contain_text("31 décembre 2009")
        expect(page.get_by_role("slider")).to_be_focused()
        assert page.evaluate("window.stayed") is True
        page.keyboard.press("Home")
        page.wait_for_url("**/situation?au=2006-*")
        expect(row(page, "Pays de Rennes")).to_contain_text("Non connu")


def test_without_javascript_there_is_no_dead_control(plain, browse):
    with browse(plain, javascript=False) as page:
        page.goto("/situation?au=2010-03-01")
        expect(page.get_by_role("slider")).to_have_count(0)


@BOTH
def test_the_table_sorts_by_each_column(plain, browse, javascript):
    with browse(plain, javascript=javascript) as page:
        page.goto("/situation?au=2010-03-01")
        first = page.locator("#tableau tbody tr").first
        expect(first).to_contain_text("Auray")
        page.locator("#tableau th a").filter(has_text="Statut").click()
        page.wait_for_url("**tri=statut*")
        expect(first).to_contain_text("Pôle créé")


def test_a_territory_of_the_map_leads_to_its_page(plain, browse):
    with browse(plain) as page:
        page.goto("/situation?au=2010-03-01")
        page.locator("svg.carte a[data-code='12']").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/territoires/pays-de-morlaix*")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Morlaix")


def test_the_same_facts_leave_as_json_csv_geojson_and_svg(plain):
    client = plain.anonymous()

    def fetch(extension, kind):
        answer = client.get(f"/situation.{extension}?au=2010-03-01")
        assert answer.status == 200
        assert answer.header("content-type").startswith(kind), answer.header("content-type")
        return answer.text

    told = json.loads(fetch("json", "application/json"))
    assert "2010-03-01" in json.dumps(told)
    table = list(csv.DictReader(io.StringIO(fetch("csv", "text/csv").removeprefix("\ufeff"))))
    assert len(table) == 21 and sum("cree" in line.values() or "Pôle créé" in line.values() for line in table) == 4
    features = json.loads(fetch("geojson", "application/geo+json"))["features"]
    assert len(features) == 21 and all(feature["geometry"]["coordinates"] for feature in features)
    assert ElementTree.fromstring(fetch("svg", "image/svg+xml")).tag.endswith("svg")


def test_a_page_seen_again_is_not_sent_again(plain):
    client = plain.anonymous()
    tag = client.get("/situation?au=2010-03-01").header("etag")
    assert tag
    assert client.get("/situation?au=2010-03-01", headers={"If-None-Match": tag}).status == 304


def test_a_date_that_makes_no_sense_is_refused_with_a_sentence(plain):
    answer = plain.anonymous().get("/situation?au=2010-13-45")
    assert answer.status in (400, 422) and "date" in answer.page().content


def test_the_command_says_the_same_as_the_page(plain):
    said = plain.program.run("situation", "--au", "2010-03-01").stdout
    assert "Pays de Rennes" in said and "Pôle créé : 4" in said.replace("\u00a0", " ")
