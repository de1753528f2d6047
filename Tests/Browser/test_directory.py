"""The directory: searching, filtering, reading a record, taking the files; and what a hub's members offer and look for."""

import csv
import io
import json

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


@BOTH
def test_one_searches_narrows_widens_and_reads(site, browse, javascript):
    with browse(site, javascript=javascript) as page:
        page.goto("/annuaire")
        results = page.locator(".organisations > li")
        everything = results.count()
        assert everything > 20
        page.get_by_label("Nom, activité").fill("recyclerie meandre")
        page.get_by_role("button", name="Chercher").click()
        expect(results).to_have_count(1)
        expect(page.get_by_label("Nom, activité")).to_have_value("recyclerie meandre")
        page.get_by_role("link", name="ôter ce filtre").click()
        expect(results).to_have_count(everything)
        page.locator("#filtres").get_by_role("link", name="mutuelle", exact=True).click()
        page.wait_for_url("**famille=mutuelle*")
        narrowed = results.count()
        assert 0 < narrowed < everything
        page.goto("/annuaire")
        page.locator("#carte a.amas:not(.seul)").last.click()
        page.wait_for_url("**emprise=*")
        expect(page.locator(".choisis")).to_contain_text("partie de la carte")
        assert 0 < results.count() < everything
        name = results.first.locator("h3 a").inner_text()
        results.first.locator("h3 a").click()
        expect(page.locator("h1")).to_have_text(name)
        expect(page.get_by_role("heading", name="Pourquoi elle est ici")).to_be_visible()


def test_the_list_answers_while_one_types_and_the_map_moves_without_narrowing(site, browse):
    with browse(site) as page:
        page.goto("/annuaire")
        count = page.locator("#combien")
        everything = count.inner_text()
        field = page.get_by_label("Nom, activité")
        field.press_sequentially("recyclerie méan")
        expect(page.locator(".organisations > li")).to_have_count(1)
        expect(page.locator("#annonce")).to_have_text("1\u00a0organisation")
        expect(field).to_be_focused()
        expect(field).to_have_value("recyclerie méan")
        page.wait_for_url("**q=recyclerie+m*")
        field.fill("")
        expect(count).to_have_text(everything)
        before = page.locator("#carte").get_attribute("data-vue")
        page.get_by_role("link", name="Voir de plus près").click()
        page.wait_for_url("**vue=*")
        expect(page.locator("#carte")).not_to_have_attribute("data-vue", before)
        expect(page.get_by_role("link", name="Voir de plus près")).to_be_focused()
        expect(count).to_have_text(everything)
        page.get_by_role("link", name="Chercher dans cette zone").click()
        page.wait_for_url("**emprise=*")
        expect(count).not_to_have_text(everything)
        page.go_back()
        expect(count).to_have_text(everything)


def test_the_map_is_dragged_with_the_pointer_and_opens_nothing_by_accident(site, browse):
    with browse(site) as page:
        page.goto("/annuaire")
        before = page.locator("#carte").get_attribute("data-vue")
        frame = page.locator("#carte svg").bounding_box()
        x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 20, steps=5)
        page.mouse.up()
        page.wait_for_url("**vue=*")
        expect(page.locator("#carte")).not_to_have_attribute("data-vue", before)
        expect(page.locator("h1")).to_have_text("Annuaire de l’ESS")


def test_the_files_hold_what_the_page_shows(site):
    reader = site.anonymous()
    text = reader.get("/annuaire.csv?famille=mutuelle").text.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    names = {row["nom"] for row in rows}
    assert names and all("utuelle" in name for name in names)
    features = json.loads(reader.get("/annuaire.geojson?famille=mutuelle").text)["features"]
    assert {feature["properties"]["nom"] for feature in features} == names
    graph = json.loads(reader.get("/annuaire.jsonld?famille=mutuelle").text)["@graph"]
    assert {thing["name"] for thing in graph} == names


@BOTH
def test_a_hub_says_what_a_member_offers_and_everyone_finds_it(site, browse, javascript):
    topic = f"Broyeur de branches {'un' if javascript else 'deux'}"
    with browse(site, role="coordinator", javascript=javascript, allowed=(422,)) as page:
        page.goto("/poles/deux-rivieres/pilotage/offres")
        page.get_by_label("En quelques mots").fill(topic)
        page.get_by_role("button", name="Inscrire l’annonce").click()
        expect(page.get_by_role("alert")).to_contain_text("Choisissez l’organisation")
        expect(page.get_by_label("En quelques mots")).to_have_value(topic)
        page.get_by_label("Organisation").select_option(label="Recyclerie du Méandre")
        page.get_by_label("De quoi il s’agit").select_option(label="matériel")
        page.get_by_label("propose").check()
        page.get_by_role("button", name="Inscrire l’annonce").click()
        expect(page.locator("#annonces")).to_contain_text(topic)
        page.goto("/offres")
        page.get_by_label("Mots").fill("broyeur branche")
        page.get_by_role("button", name="Chercher").click()
        expect(page.locator("#annonces")).to_contain_text(topic)


@BOTH
def test_a_file_is_looked_at_imported_and_taken_back(site, browse, javascript, tmp_path):
    name = f"Atelier du Phare {'vert' if javascript else 'rouge'}"
    file = tmp_path / "mes-structures.csv"
    file.write_text(f"Dénomination;Ville;SIRET\n{name};Quimper;\nFaux numéro;Brest;123\n", encoding="latin-1")
    with browse(site, role="animator", javascript=javascript) as page:
        page.goto("/reseau/pilotage")
        page.get_by_role("link", name="Imports", exact=True).click()
        page.get_by_label("Fichiers").set_input_files(str(file))
        page.get_by_role("button", name="Voir ce que l’import ferait").click()
        expect(page.get_by_role("table")).to_contain_text(name)
        page.locator(".tas").get_by_role("link", name="Refusées").click()
        expect(page.get_by_role("table")).to_contain_text("ligne 3")
        assert page.request.get("/annuaire?q=atelier+phare").text().count(name) == 0
        page.get_by_role("button", name="Importer").click()
        expect(page.get_by_role("status")).to_contain_text("C’est importé")
        page.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(name)
        page.go_back()
        page.get_by_role("button", name="Annuler cet import").click()
        expect(page.locator("main")).to_contain_text("Cet import a été annulé")
        page.goto("/annuaire?q=atelier+du+phare")
        expect(page.locator("main")).not_to_contain_text(name)
