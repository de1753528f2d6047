"""The whole path, from an idea to a hub on the map, by the people who walk it: each with their own rights, and refused on the way."""

import datetime
import re
import sqlite3
from urllib.parse import urlencode

import pytest
from conftest import Site
from playwright.sync_api import expect
from steps import sign_in

from kit.client import Client
from kit.program import Program, printed_links

NAME = "Pôle du Pays de Dinan"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FAMILIES = ["association", "cooperative", "mutuelle", "association", "fondation"]
TODAY = datetime.date.today().isoformat()


class Hand:
    """Somebody who fills in forms without a browser: the same addresses, the same secret in each form."""

    def __init__(self, site, link=None):
        self.client = Client(site.port)
        # One for the whole session: the program gives it in each of its forms.
        self.token = None
        if link:
            self.client.sign_in(link)

    def get(self, path):
        answer = self.client.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.text.replace("\u00a0", " ").replace("\u202f", " ")

    def post(self, path, fields, page=None, headers=None, expected=303):
        if self.token is None:
            found = re.search(r'name="jeton" value="([^"]+)"', self.client.get(page or path).text)
            assert found, f"no form at {page or path}"
            self.token = found[1]
        # The server closes a connection that was idle while the browser was at work; a write is never sent twice.
        if self.client.connection:
            self.client.connection.close()
            self.client.connection = None
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", **(headers or {})}
        answer = self.client.request("POST", path, urlencode([("jeton", self.token), *fields]).encode(), sent)
        words = re.sub(r"<[^>]+>", " ", answer.text)
        assert answer.status == expected, f"{path}: {answer.status} {words[words.find('Rien n’a été'):][:600]}"
        return answer


PEOPLE = {"ines": None, "yann": None, "nolwenn": None, "mael": "animation-reseau"}


@pytest.fixture
def network(tmp_path, executable):
    """The network of 2010 and four accounts, told that a proxy stands before it: forty organisations answer from forty places."""
    program = Program(tmp_path / "donnees", executable, {"MAILLAGE_MANDATAIRES": "127.0.0.1"})
    site = Site(program, program.initialise())
    for name, role in PEOPLE.items():
        place = ["--role", role, "--lieu", "reseau"] if role else []
        program.run("compte", "creer", "--nom", name.capitalize(), "--courriel", f"{name}@example.org", *place)
    program.start()
    yield site
    program.kill()


def link(site, name):
    return printed_links(site.program.run("compte", "lien", f"{name}@example.org").stdout)[0][1]


def test_a_territory_goes_from_an_idea_to_a_hub_on_the_map(network, browse):
    with browse(network, allowed=[422]) as page:
        sign_in(page, link(network, "ines"))
        slug = open_initiative(page)
        refused_while_too_few_steer(page, slug)
    founder = Hand(network, link(network, "ines"))
    desk = f"/poles/{slug}/pilotage/demarche"
    steer(founder, desk)
    six_workstreams(founder, desk)
    survey(network, founder, slug, desk)
    matrix_and_plan(founder, slug, desk)
    with browse(network, allowed=[422]) as page:
        sign_in(page, link(network, "ines"))
        pass_the_gate(page, slug)
        assembly = prepare_the_assembly(page, founder, slug, desk)
    hold_the_assembly(founder, assembly)
    hire(network, browse, founder, slug)
    join_the_network(network, browse, founder, slug, desk)
    on_the_map(network, browse, slug)


def open_initiative(page):
    page.goto("/demarche")
    page.get_by_role("link", name="Ouvrir une initiative").click()
    page.get_by_role("button", name=re.compile("Ouvrir")).click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
    page.locator("#nom").fill(NAME)
    page.locator("#territoire").select_option("pays-de-dinan")
    page.locator("#initiateurs").fill("Trois organisations du territoire")
    page.locator("#motif").fill("Nous voulons agir ensemble.")
    page.get_by_role("button", name=re.compile("Ouvrir")).click()
    page.wait_for_url("**/pilotage")
    return page.url.split("/poles/")[1].split("/")[0]


def record(page, slug, kind, title):
    page.goto(f"/poles/{slug}/pilotage/jalons/nouveau")
    page.get_by_label("Ce qui s’est passé").select_option(kind)
    page.get_by_label("Quand").fill(TODAY)
    page.get_by_label("En quelques mots").fill(title)
    page.get_by_label("Source, en mots").fill("Compte rendu")
    page.get_by_role("button", name="Enregistrer le jalon").click()


def refused_while_too_few_steer(page, slug):
    page.goto(f"/poles/{slug}/pilotage/demarche")
    expect(page.get_by_text("un pôle ne peut pas être piloté par trop peu").first).to_be_visible()
    record(page, slug, "comite-de-pilotage", "Comité de pilotage")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
    expect(page.get_by_text(re.compile(r"engagées?\s:\sil en faut au moins\s3")).first).to_be_visible()


def steer(founder, desk):
    for number, family in enumerate(FAMILIES):
        founder.post(f"{desk}/noyau", [
            ("organisation", f"Fondatrice {number + 1}"), ("famille", family), ("personne", f"Personne {number + 1}"),
            ("depuis", TODAY)])
    founder.post(f"{desk}/noyau", [("role", "sans nom"), ("depuis", TODAY)], expected=422)
    assert "5 structures de l’ESS pilotent" in founder.get(desk)
    founder.post(f"{desk}/reunions", [
        ("jour", TODAY), ("titre", "Première réunion"), ("decisions", "Lancer l’enquête")])


def six_workstreams(founder, desk):
    for workstream in ["noyau", "interet", "fonctions", "gouvernance", "partenariats", "finances"]:
        path = f"{desk}/chantiers/{workstream}"
        keys = re.findall(r'name="tache" value="([^"]+)"', founder.get(path))
        assert len(keys) >= 4, workstream
        founder.post(f"{path}/propositions", [("tache", key) for key in keys], page=path)
        task = re.search(r"/taches/(\d+)", founder.get(path))[1]
        founder.post(f"{desk}/taches/{task}", [("titre", "Fait ensemble"), ("etat", "faite"), ("preuve", "Compte rendu")])
    assert founder.get(desk).count("1 tâche réglée") == 6


def survey(site, founder, slug, desk):
    founder.post(f"{desk}/enquete", [])
    founder.post(f"{desk}/enquete/ouverture", [], page=f"{desk}/enquete")
    page = f"/poles/{slug}/enquete"
    stranger = Hand(site)
    stranger.post(page, [("organisation", "Sans famille"), ("q-adhesion", "oui")], expected=422)
    for number in range(40):
        place = {"X-Forwarded-For": f"192.0.2.{number + 1}"}
        stranger.post(page, [
            ("organisation", f"Organisation {number + 1}"), ("famille", FAMILIES[number % 3]),
            ("q-interet", "oui"), ("q-besoins", "emploi"), ("q-adhesion", "oui" if number % 4 else "plus-tard"),
        ], headers=place)
    founder.post(f"{desk}/enquete/fermeture", [], page=f"{desk}/enquete")
    founder.post(f"{desk}/enquete/publication", [("publier", "oui")], page=f"{desk}/enquete")
    told = founder.get(f"{desk}/enquete/resultats")
    assert "40 réponses" in told and "Organisation 7" not in told


def matrix_and_plan(founder, slug, desk):
    path = f"{desk}/fonctions"
    founder.post(f"{path}/besoins", [("besoin", "Partager des emplois"), ("enquete", "besoins/emploi")], page=path)
    need = re.search(r"/besoins/(\d+)", founder.get(path))[1]
    founder.post(f"{path}/besoins/{need}", [("f-soutien", "fait"), ("raison", "Personne ne le fait ici")])
    weights = [("poids-strategies", "20"), ("poids-visibilite", "20"), ("poids-soutien", "30"), ("poids-projets", "20")]
    short = founder.post(f"{path}/poids", [*weights, ("pourquoi", "Décidé ensemble")], page=path, expected=422)
    assert "il en reste 10" in short.text.replace("\u00a0", " ")
    founder.post(f"{path}/poids", [*weights, ("poids-representation", "10"), ("pourquoi", "Décidé ensemble")], page=path)
    founder.post(f"{path}/actions", [
        ("action", "Un groupement d’employeurs"), ("fonction", "soutien"), ("besoins", need)], page=path)
    plan = f"{desk}/finances"
    founder.post(plan, [("annee", str(datetime.date.today().year + 1))])
    founder.post(f"{plan}/postes/nouvelle", [
        ("poste", "Chargé·e de mission"), ("etp", "0,8"), ("brut", "2500"), ("taux", "42"), ("mois-1", "12"),
        ("mois-2", "12"), ("mois-3", "12"), ("scenario", "prudent")])
    # Unbalanced: said here, and on the page that prepares the assembly.
    assert "il manque 34 080 €" in founder.get(plan)
    assert "ne s’équilibre pas" in founder.get(f"{desk}/lancement/constitutive")
    founder.post(f"{plan}/lignes/nouvelle", [
        ("compte", "7412"), ("libelle", "Aide au poste"), ("financeur", "Région"), ("reponse", "acquis"),
        ("scenario", "prudent"), ("montant-1", "34080"), ("montant-2", "34080"), ("montant-3", "34080")])
    assert "équilibré" in founder.get(plan)
    choose_who_manages(founder, desk)
    founder.post(f"{desk}/dossier", [])
    profile = f"/poles/{slug}/pilotage/presentation"
    founder.post(profile, [("nom", NAME), ("presentation", "Un pôle pour tous."), ("gouvernance", "structure-ad-hoc")])


def choose_who_manages(founder, desk):
    """The two ways side by side, tried on those who steer; a choice without its reason is refused, and nothing is lost."""
    path = f"{desk}/gouvernance"
    page = founder.get(path)
    assert "Qui emploie" in page and "Bloquer, si tous sont là" in page
    today = datetime.date.today().isoformat()
    choice = [("voie", "structure-ad-hoc"), ("decide", today)]
    assert "Dites pourquoi cette voie" in founder.post(path, choice, expected=422).text
    founder.post(path, choice + [("motif", "Embaucher et signer en notre nom.")])
    assert "Embaucher et signer en notre nom." in founder.get(path)


def pass_the_gate(page, slug):
    record(page, slug, "comite-de-pilotage", "Comité de pilotage")
    page.wait_for_url("**/pilotage")
    page.goto("/situation")
    expect(page.locator("#tableau tbody tr").filter(has_text="Pays de Dinan").first).to_contain_text("Préfiguration")
    record(page, slug, "pole-cree", "Trop tôt")
    expect(page.get_by_text(re.compile(r"il en faut au moins\s10")).first).to_be_visible()


def prepare_the_assembly(page, founder, slug, desk):
    page.goto(f"{desk}/lancement")
    page.get_by_role("link", name="Préparer l’assemblée constitutive").click()
    expect(page.get_by_text("organisations fondatrices : il en faut au moins 10")).to_be_visible()
    for number in range(5):
        founder.post(f"/poles/{slug}/pilotage/organisations", [
            ("nom", f"Engagée {number + 1}"), ("famille", FAMILIES[number]), ("activite", ""), ("depuis", TODAY)])
    page.reload()
    expect(page.get_by_text("10 organisations fondatrices")).to_be_visible()
    for number in range(1, 4):
        page.get_by_role("row").filter(has_text=f"Fondatrice {number}").get_by_label(re.compile("candidate")).check()
    page.get_by_label("Jour").fill(TODAY)
    page.get_by_label("Heure").fill("23:30")
    page.get_by_label("Lieu").fill("Salle du Port")
    page.get_by_role("button", name="Préparer l’assemblée").click()
    expect(page.locator("h1")).to_have_text(f"Assemblée constitutive du {NAME}")
    expect(page.get_by_role("link", name="La démarche qui y mène")).to_be_visible()
    assembly = page.url.split("?")[0]
    page.get_by_role("link", name="Vérifier et convoquer").click()
    page.get_by_role("button", name="Convoquer et envoyer").click()
    expect(page.get_by_role("alert")).to_contain_text("La convocation ne peut pas partir")
    page.locator("#passer-outre").fill("Toutes les fondatrices ont accepté ce délai.")
    page.get_by_role("button", name="Convoquer et envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("L’assemblée est convoquée")
    return "/poles/" + assembly.split("/poles/")[1]


def hold_the_assembly(founder, assembly):
    """Decisively: the details of a sitting have tests of their own."""
    sitting = f"{assembly}/seance"
    founder.post(f"{sitting}/ouverture", [], page=sitting)
    members = listed(founder, sitting)
    assert len(members) == 10, members
    for number, name in members.items():
        founder.post(f"{sitting}/emargement", [
            ("organisation", number), ("etat", "present"), ("depuis", "0"), ("representant", f"Pour {name}")])
    founder.post(f"{sitting}/bureau", [
        ("presidence", "Ada"), ("organisation-presidence", next(iter(members))), ("secretariat", "Yann")], page=sitting)
    for point, kind in enumerate(["lu", "vote", "vote", "election", "vote", "vote", "lu"], start=1):
        path = f"{sitting}/points/{point}"
        founder.post(f"{path}/ouverture", [], page=sitting)
        if kind == "vote":
            founder.post(f"{path}/vote", [("suite", "ouvert")], page=path)
            founder.post(f"{path}/comptes", [
                ("voie", "main-levee"), ("pour", "9"), ("contre", "1"), ("scrutateur-1", "Ada"),
                ("scrutateur-2", "Yann")], page=path)
        if kind == "election":
            elect(founder, path, members)
        founder.post(f"{path}/fermeture", [], page=path)
    founder.post(f"{sitting}/cloture", [], page=sitting)
    minutes = f"{assembly}/proces-verbal"
    for step in ["approbation", "sceau"]:
        founder.post(f"{minutes}/{step}", [], page=minutes)
    for effect in ["statuts", "mandats-4"]:
        founder.post(f"{minutes}/effets", [("effet", effect)], page=minutes)
    # Published, the founding enters the history by itself.
    founder.post(f"{minutes}/publication", [("suite", "publication")], page=minutes)


def listed(founder, sitting):
    """The numbers and names of those on the roll, as the door shows them."""
    rows = founder.get(f"{sitting}/emargement").split("<li><form")[1:]
    found = [(re.search(r'name="organisation" value="(\d+)"', row), re.search(r"<strong>(.*?)</strong>", row)) for row in rows]
    return {number[1]: name[1] for number, name in found if number and name}


def elect(founder, path, members):
    candidates = [number for number, name in members.items() if name in ("Fondatrice 1", "Fondatrice 2", "Fondatrice 3")]
    for number in candidates:
        founder.post(f"{path}/candidatures", [
            ("organisation", number), ("representant-candidat", f"Candidature {number}")], page=path)
    founder.post(f"{path}/scrutin", [
        ("tour", "1"), ("voie", "papier"), ("scrutateur-1", "Ada"), *[("votants", number) for number in members]], page=path)
    founder.post(f"{path}/bulletins", [
        ("tour", "1"), ("nombre", "10"), ("sorte", "valable"), ("nom-0", "oui"), ("nom-1", "oui"), ("nom-2", "oui")],
        page=path)


def hire(site, browse, founder, slug):
    posts = f"/poles/{slug}/pilotage/recrutements"
    assert "Conduire : Un groupement d’employeurs" in founder.get(f"{posts}/nouveau")
    fields = [
        ("titre", "Chargé·e de mission"), ("missions", "Coordonner le plan d’actions"), ("criteres", "Animer un groupe"),
        ("contrat", "cdi"), ("temps", "80"), ("bas", "2000"), ("haut", "2300"), ("lieu", "Loudéac"), ("jusquau", TODAY)]
    founder.post(posts, [*fields, ("temps", "800")][::-1], page=f"{posts}/nouveau", expected=422)
    created = founder.post(posts, fields, page=f"{posts}/nouveau").header("location")
    founder.post(f"{created}/annonce", [], page=created, expected=422)
    for name in ["yann", "nolwenn"]:
        founder.post(f"{created}/jury", [
            ("jure-nom", name), ("jure-courriel", f"{name}@example.org")], page=created)
    founder.post(f"{created}/annonce", [], page=created)
    public = created.replace("/pilotage", "")
    with browse(site, width=360, allowed=[422]) as page:
        page.goto(f"/poles/{slug}/demarche")
        page.get_by_role("link", name="Chargé·e de mission").click()
        page.get_by_role("link", name="Se porter candidat·e").click()
        page.get_by_role("button", name="Envoyer ma candidature").click()
        expect(page.get_by_role("alert")).to_contain_text("Dites votre nom")
        page.get_by_label("Votre nom").fill("Camille Riou")
        page.get_by_label("Votre adresse électronique").fill("camille@example.org")
        page.get_by_label("Pourquoi ce poste").fill("J’ai animé une recyclerie.")
        page.get_by_label("Parcours").set_input_files({"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF})
        page.get_by_role("button", name="Envoyer ma candidature").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("C’est bien arrivé")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # Who founded the hub, and who animates the network, are not of the panel.
    animator = Hand(site, link(site, "mael"))
    for outsider in [founder, animator]:
        assert outsider.client.get(f"{public}/candidatures").status == 404
    with browse(site, allowed=[422]) as page:
        sign_in(page, link(site, "yann"))
        page.goto(f"{public}/candidatures")
        page.get_by_role("link", name="Camille Riou").click()
        page.get_by_label("Ce que vous constatez").fill("A animé une recyclerie pendant trois ans.")
        page.get_by_role("button", name="Noter").click()
        expect(page.get_by_text("pendant trois ans")).to_be_visible()
        page.get_by_text("Embaucher cette personne").click()
        page.get_by_label("Instance qui a décidé").fill("Conseil d’administration")
        page.get_by_label("Premier jour du contrat").fill(TODAY)
        page.get_by_role("button", name="Embaucher").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Camille Riou")
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        told = database.execute("SELECT group_concat(kind || subject || detail) FROM journal").fetchone()[0]
    assert "recrutement.pourvu" in told and "Camille" not in told


def join_the_network(site, browse, founder, slug, desk):
    launch = f"{desk}/lancement"
    founder.post(f"{launch}/reseau", [("message", "Nous voici.")], page=launch)
    with browse(site, allowed=[422]) as page:
        sign_in(page, link(site, "mael"))
        page.goto(launch)
        expect(page.get_by_text("Nous voici.")).to_be_visible()
        page.get_by_role("radio", name=re.compile("Bienvenue")).check()
        page.get_by_role("button", name="Répondre au pôle").click()
        expect(page.locator("ol.lancement > li.acquis")).to_have_count(3)
    calendar = founder.client.get(f"{launch}/calendrier.ics").text
    assert "Déclarer l’association" in calendar.replace("\r\n ", "") and "Région" in calendar.replace("\r\n ", "")


def on_the_map(site, browse, slug):
    with browse(site, javascript=False) as page:
        page.goto("/situation")
        expect(page.locator("#tableau tbody tr").filter(has_text="Pays de Dinan").first).to_contain_text("Pôle créé")
        page.goto(f"/poles/{slug}")
        for words in ["Assemblée constitutive", "Une personne est embauchée", "Le pôle entre dans le réseau régional"]:
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_text("Camille")).to_have_count(0)
    site.program.run("journal", "verifier")
