"""A hub is founded: thirty organisations in three colleges, from the convocation to the map; then the same on paper.

What is decisive is done on pages, by different people: a chair, a secretary, voters with the link of their letter, tellers.
"""

import datetime
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import Site
from playwright.sync_api import expect
from steps import Tellers, seal_ballot

from kit.client import Client
from kit.program import ROOT, Program

HUB = "/poles/la-passerelle"
DESK = HUB + "/pilotage"
TITLE = "Assemblée constitutive de La Passerelle"
COLLEGES = ["Associations", "Coopératives", "Partenaires"]
FAMILIES = ["association", "cooperative", "mutuelle"]
TODAY = datetime.datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
CANDIDATES = ["Voiles solidaires (Mona Cadoret)", "Fournil 1 (Alan Guégan)", "Fournil 2 (Nine Salaün)", "Fournil 3 (Tudi Abgrall)"]


def post(client, path, action, **values):
    """Fills in the form of a page and sends it."""
    form = next(form for form in client.get(path).page().forms if form.action == action)
    answer = client.submit(form, values)
    said = re.search(r'role="alert".*?</(div|section)>', answer.text, re.DOTALL)
    assert answer.status == 200, f"{action}: {answer.status} {said and said.group(0)}"
    return answer


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, executable):
    """The demonstration's hub to come, with thirty organisations behind it and a draft of statutes; made once, then copied."""
    program = Program(tmp_path_factory.mktemp("fondation") / "donnees", executable)
    links = program.initialise(True)
    people = {
        "secretary": program.run("compte", "creer", "--nom", "Sterenn Kerleau", "--courriel", "sterenn@example.org", "--role",
                                 "coordination-pole", "--lieu", "la-passerelle").stdout,
    }
    names = [f"Fournil {number}" for number in range(1, 25)]
    file = program.data.parent / "structures.csv"
    file.write_text("nom;famille;courriel;commune\n" + "".join(
        f"{name};{FAMILIES[rank % 3]};fournil-{rank + 1}@example.org;Auray\n" for rank, name in enumerate(names)))
    program.run("importer", "structures", file)
    program.start()
    chair = Client(program.port)
    chair.sign_in(next(path for words, path in links if words.startswith("administration du pôle")))
    for rank, name in enumerate(names):
        join(chair, name, FAMILIES[rank % 3])
    write_statutes(chair)
    with sqlite3.connect(program.data / "maillage.db") as database:
        members = database.execute(
            "SELECT o.id, o.name FROM hubMember m JOIN organisation o ON o.id = m.organisationID"
            " JOIN hub h ON h.id = m.hubID WHERE h.slug = 'la-passerelle' ORDER BY o.id").fetchall()
    assert len(members) == 30
    keys = [option for option in chair.get(f"{DESK}/membres/{members[0][0]}").page().form("college").choices("college") if option]
    for rank, (number, _) in enumerate(members):
        path = f"{DESK}/membres/{number}"
        post(chair, path, path + "/college", college=keys[rank % 3], **{"college-depuis": "2026-01-01"})
    assert program.stop() == 0
    return program, {"chair": chair.cookies, **people}, dict((name, number) for number, name in members)


def join(chair, name, family):
    """An organisation joins; the page asks whether it is the one that the import brought."""
    path = DESK + "/organisations"
    form = next(form for form in chair.get(path).page().forms if form.action == path)
    asked = chair.submit(form, {"nom": name, "famille": family, "depuis": "2026-01-01"})
    assert asked.status == 422 and "ressemble" in asked.text
    again = next(form for form in asked.page().forms if form.action == path)
    assert chair.submit(again, {"fiche": again.choices("fiche")[0]}).status == 200


def write_statutes(chair):
    """Three colleges, half of the organisations, a casting vote for a tie."""
    chapter = DESK + "/statuts/brouillon/"
    post(chair, chapter + "membres", chapter + "membres",
         **{f"college-{rank + 1}-nom": name for rank, name in enumerate(COLLEGES[:2])})
    post(chair, chapter + "membres", chapter + "membres", **{"college-3-nom": COLLEGES[2]})
    post(chair, chapter + "assemblee-constitutive", chapter + "assemblee-constitutive", **{
        "quorum": "exige", "quorum-comparaison": "au-moins", "quorum-part": "1/2", "quorum-base": "organisations",
        "comptent-presents": "oui", "comptent-en-ligne": "oui", "comptent-representes": "oui", "preponderante": "oui"})


class Founding:
    """One copy of what was prepared, with its people."""

    def __init__(self, folder, executable, prepared):
        origin, self.people, self.numbers = prepared
        self.program = Program(folder / "donnees", executable)
        shutil.copytree(origin.data, self.program.data)
        self.program.start()
        self.site = Site(self.program, [])
        chair = Client(self.program.port)
        chair.cookies = dict(self.people["chair"])
        self.site.adopt("chair", chair)
        secretary = Client(self.program.port)
        secretary.sign_in(re.search(r"/lien\?cle=\S+", self.people["secretary"]).group(0))
        self.site.adopt("secretary", secretary)
        self.names = sorted(self.numbers, key=self.numbers.get)

    def letter(self, rank):
        """The way in of an organisation, in the letter that was mailed to it."""
        with sqlite3.connect(self.program.data / "maillage.db", timeout=30) as database:
            body, = database.execute("SELECT body FROM outbox WHERE recipient = ? AND body LIKE '%/convocation?cle=%'"
                                     " ORDER BY id DESC LIMIT 1", (f"fournil-{rank}@example.org",)).fetchone()
        return re.search(r"/convocation\?cle=\S+", body).group(0)

    def verify(self, proof, *changes):
        """Both verifiers say that it holds, and that a changed one does not."""
        file = self.program.data.parent / "preuve.json"
        changed = [proof.replace(*change, 1) for change in (("Fournil 7", "Fournil 8"), *changes)]
        assert proof not in changed
        for content, holds in ((proof, True), *((content, False) for content in changed)):
            file.write_text(content)
            ours = subprocess.run([self.program.executable, "verifier", file], capture_output=True, text=True)
            other = subprocess.run(["python3", "-B", Path(ROOT) / "tools" / "verifier.py", file], capture_output=True, text=True)
            assert (ours.returncode == 0) == holds == (other.returncode == 0), ours.stdout + other.stdout


@pytest.fixture
def founding(tmp_path, executable, prepared):
    founding = Founding(tmp_path, executable, prepared)
    yield founding
    founding.program.kill()


def tagged_pdf(founding, page, path):
    """The file of a paper, with the structure that screen readers follow."""
    answer = page.request.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    file = founding.program.data.parent / "papier.pdf"
    file.write_bytes(answer.body())
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told), told
    return file


def refused(page, words):
    expect(page.get_by_role("alert").first).to_contain_text(words)


# Before.


def convene(page):
    """Prepared for today: the notice is too short, which takes a reason in writing. Returns the address of its desk."""
    page.goto(DESK + "/assemblees")
    page.get_by_role("link", name="Préparer une assemblée").click()
    page.get_by_label("Quelle réunion").select_option("constitutive")
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_role("textbox", name="Jour").fill(TODAY)
    page.get_by_label("Heure").fill("23:59")
    page.get_by_role("textbox", name="Lieu", exact=True).fill("Salle des fêtes d’Auray")
    page.get_by_label("Lien pour y assister en ligne").fill("https://visio.example.org/passerelle")
    page.get_by_role("button", name="Enregistrer").click()
    desk = page.url
    page.get_by_role("link", name="Ordre du jour", exact=True).click()
    for kind, title, text in [
        ("information", "Accueil", ""), ("statuts", "Statuts du pôle", "L’assemblée adopte les statuts."),
        ("délibération", "Cotisation", "La cotisation est de 30 euros."),
        ("délibération", "Siège du pôle", "Le siège du pôle est à Auray."), ("élection", "Premier conseil", ""),
    ]:
        page.get_by_role("radio", name=kind).check()
        page.get_by_label("Titre").fill(title)
        page.get_by_label("Projet de résolution").fill(text)
        if kind == "élection":
            page.get_by_label("Instance à élire").select_option("conseil")
            page.get_by_label("Sièges à pourvoir").fill("3")
            page.get_by_label("Méthode").select_option("jugement-majoritaire")
        page.get_by_role("button", name="Ajouter ce point").click()
    expect(page.locator(".jalon")).to_have_count(5)
    page.goto(desk + "/convocation")
    page.get_by_role("button", name="Convoquer et envoyer").click()
    refused(page, "La convocation ne peut pas partir")
    page.get_by_label("Convoquer malgré cela").fill("Les trente fondatrices ont renoncé au délai, par écrit.")
    page.get_by_role("button", name="Convoquer et envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("L’assemblée est convoquée")
    return desk


def answer(phone, link, choice, holder=None):
    phone.goto(link)
    phone.get_by_role("radio", name=choice, exact=True).check()
    if holder:
        phone.get_by_label("À quelle organisation").select_option(label=holder)
    phone.get_by_role("button", name="Enregistrer la réponse").click()


def stand(phone, founding, rank, person):
    """By the link of its letter; withdrawn, then taken up again."""
    phone.goto(founding.letter(rank))
    for turn in range(2):
        form = unfold(phone, f"Présenter la candidature de Fournil {rank}")
        form.get_by_label("Qui la représentera").fill(person)
        form.get_by_role("button", name="Se présenter").click()
        expect(phone.get_by_role("status")).to_contain_text("Votre candidature est inscrite")
        last = phone.get_by_role("button", name=f"Retirer Fournil {rank}")
        expect(last).to_be_visible()
        if turn == 0:
            last.click()
            expect(phone.get_by_role("status")).to_contain_text("Votre candidature est retirée")


# While it is held.


def sign(page, desk, name, person, manner="Présente", since=None):
    page.goto(f"{desk}/seance/emargement" + (f"?depuis={since}" if since is not None else ""))
    row = page.locator(".emargement > li").filter(has=page.get_by_text(name, exact=True))
    row.get_by_placeholder("Nom de la personne").fill(person)
    row.get_by_role("button", name=manner).click()


def give(page, desk, giver, holder):
    page.goto(desk + "/seance/pouvoirs")
    page.locator("#de").select_option(label=giver)
    page.locator("#a").select_option(label=holder)
    page.get_by_role("button", name="Recevoir ce pouvoir").click()


def unfold(page, words):
    """A group of fields, open or not."""
    details = page.locator("details").filter(has=page.get_by_text(words, exact=True))
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    return details


def begin(page, desk, position):
    page.goto(f"{desk}/seance/points/{position}")
    page.get_by_role("button", name="Ouvrir ce point").click()


def end(page):
    page.get_by_role("button", name="Fermer ce point").click()


def hands(page, yes, no, second="Yann Prigent"):
    form = unfold(page, "À main levée")
    form.get_by_label("Pour", exact=True).fill(str(yes))
    form.get_by_label("Contre", exact=True).fill(str(no))
    form.get_by_label("Premier scrutateur").fill("Mona Cadoret")
    form.get_by_label("Second scrutateur").fill(second)
    form.get_by_role("button", name="Enregistrer ce compte").click()


def gather(page, founding, desk):
    """The door: fourteen are not enough; the fifteenth makes the quorum. Two proxies at most for one holder."""
    page.goto(desk)
    page.get_by_role("link", name="Ouvrir la séance").click()
    expect(page.locator("main")).to_contain_text("30")
    page.get_by_role("button", name="Ouvrir la séance").click()
    for name in founding.names[:11]:
        sign(page, desk, name, f"Représentante de {name}")
    # One came by mail already, one is handed over at the door: three in all are one too many.
    give(page, desk, founding.names[21], founding.names[6])
    give(page, desk, founding.names[22], founding.names[6])
    refused(page, "porte déjà 2")
    give(page, desk, founding.names[6], founding.names[7])
    refused(page, "Fournil 1")
    begin(page, desk, 1)
    end(page)
    begin(page, desk, 2)
    page.get_by_role("button", name="Ouvrir le vote").click()
    refused(page, "le quorum n’est pas atteint")
    for name in founding.names[11:13]:
        sign(page, desk, name, f"Représentante de {name}", since=0)
    page.goto(desk + "/seance/points/2")
    expect(page.locator("aside.direct")).to_contain_text("le quorum est atteint")


def preside(page, founding, desk):
    page.goto(desk + "/seance")
    page.get_by_role("button", name="Lever la séance").click()
    refused(page, "Le point 2 est encore ouvert")
    page.get_by_label("Qui préside").fill("Yann Prigent")
    page.locator("#organisation-presidence").select_option(label=founding.names[0])
    page.get_by_label("Qui tient le secrétariat").fill("Sterenn Kerleau")
    page.locator("form[action$='/bureau'] button").click()


def adopt_statutes(page, desk):
    page.goto(desk + "/seance/points/2")
    page.get_by_role("button", name="Ouvrir le vote").click()
    hands(page, 14, 1, second="")
    refused(page, "deux scrutateurs nommés")
    hands(page, 15, 1)
    refused(page, "il y en a trop, recomptez")
    hands(page, 14, 1)
    expect(page.locator(".verdict")).to_contain_text("la résolution est adoptée")
    end(page)


def settle_a_tie(page, founding, desk):
    """Somebody comes in late; eight for, eight against: the chair's voice is asked for."""
    sign(page, desk, founding.names[25], "Une retardataire", since=3)
    begin(page, desk, 3)
    page.get_by_role("button", name="Ouvrir le vote").click()
    form = unfold(page, "Par appel nominal")
    groups = form.locator("fieldset.appel")
    expect(groups).to_have_count(16)
    for rank in range(16):
        groups.nth(rank).get_by_label("pour" if rank < 8 else "contre").check()
    form.get_by_role("button", name="Enregistrer les réponses").click()
    expect(page.locator("main")).to_contain_text("il y a égalité")
    page.get_by_role("radio", name="pour", exact=True).last.check()
    page.get_by_role("button", name="Enregistrer son choix").click()
    expect(page.locator(".verdict")).to_contain_text("la résolution est adoptée")
    end(page)


def ask_for_the_secret(page, desk):
    """Somebody asks for the secret: no hands any more."""
    begin(page, desk, 4)
    page.get_by_role("button", name="Ouvrir le vote").click()
    form = unfold(page, "Scrutin secret")
    form.get_by_label("Combien d’organisations").fill("1")
    form.get_by_role("button", name="Enregistrer").click()
    hands(page, 10, 6)
    refused(page, "Le vote est secret sur ce point")


def vote_sealed(page, founding, desk, browse):
    """Six seal their ballots on line for three tellers, two of whom open the urn; one is not enough."""
    tellers = Tellers(founding.program, founding.program.data.parent)
    page.goto(desk)
    page.get_by_role("link", name="Scrutateurs du vote en ligne").click()
    tellers.deposit(page, page.url, name=TITLE)
    expect(page.locator("main")).to_contain_text("Les scrutateurs sont prêts")
    ask_for_the_secret(page, desk)
    mine, given = founding.names[6], [founding.names[20], founding.names[21]]
    afar = [mine, *given, *founding.names[1:4]]
    form = unfold(page, "En ligne")
    for voter in form.locator("label.choix").filter(has=page.locator("input[name=en-ligne-votants]")).all():
        voter.locator("input").set_checked(voter.inner_text().split(" par ")[0].strip() in afar)
    expect(form.locator("input[name=en-ligne-votants]:checked")).to_have_count(len(afar))
    form.get_by_role("button", name="Ouvrir le vote en ligne").click()
    expected = {}
    with browse(founding.site, width=360, height=740) as phone:
        phone.goto(founding.letter(1))
        phone.get_by_role("button", name="Entrer dans la séance").click()
        for name, choice in zip([mine, *given], ["Pour", "Contre", "Pour"]):
            phone.get_by_role("button", name=f"Voter pour {name}", exact=True).click()
            expected[seal_ballot(phone, choice)] = choice
            phone.get_by_role("link", name="Revenir à la séance").click()
        expect(phone.get_by_role("button", name="Voter pour")).to_have_count(0)
    for name, choice in zip(founding.names[1:4], ["Pour", "Blanc", "Pour"]):
        page.goto(desk + "/seance/emargement")
        page.get_by_role("button", name=f"Lien pour son téléphone : {name}").click()
        with browse(founding.site, width=360, height=740) as phone:
            phone.goto(page.get_by_label("Le lien").input_value())
            phone.get_by_role("button", name=f"Voter pour {name}", exact=True).click()
            expected[seal_ballot(phone, choice)] = choice
    page.goto(desk + "/seance/points/4")
    expect(page.locator("main")).not_to_contain_text("la résolution est")
    page.get_by_role("button", name="Clore le vote en ligne").click()
    urn = page.request.get(page.get_by_role("link", name="Télécharger l’urne").get_attribute("href")).body()
    alone = tellers.open(urn, 2)
    assert alone.returncode == 1 and "rien ne s’ouvre" in alone.stderr, alone.stdout + alone.stderr
    opened = tellers.open(urn, 2, 3)
    assert opened.returncode == 0, opened.stderr
    listed = json.loads((tellers.folder / "liste-ouverte.json").read_text())["bulletins"]
    assert {line["code"]: line["choix"] for line in listed} == {code: choice.lower() for code, choice in expected.items()}
    page.get_by_label("Fichier liste-ouverte.json").set_input_files(tellers.folder / "liste-ouverte.json")
    page.get_by_role("button", name="Déposer la liste ouverte").click()
    count_paper(page, too_many=(9, 2), yes=6, no=2)
    return expected


def count_paper(page, too_many, yes, no):
    """Three tellers count the paper; what lacks is explained."""
    form = unfold(page, "Sur papier")
    form.get_by_label("Pour", exact=True).fill(str(too_many[0]))
    form.get_by_label("Contre", exact=True).fill(str(too_many[1]))
    form.get_by_role("button", name="Enregistrer ce compte").click()
    refused(page, "il y en a trop")
    form = unfold(page, "Sur papier")
    form.get_by_label("Pour", exact=True).fill(str(yes))
    form.get_by_label("Contre", exact=True).fill(str(no))
    form.get_by_label("Blancs").fill("1")
    form.get_by_label("Qui a dépouillé").fill("Mona Cadoret, Alan Guégan, Nine Salaün")
    form.get_by_role("button", name="Enregistrer ce compte").click()
    end(page)
    refused(page, "Écrivez pourquoi")
    page.get_by_label("Pourquoi il manque des voix").fill("Une enveloppe était vide.")
    page.get_by_role("button", name="Expliquer l’écart").click()
    expect(page.locator(".verdict")).to_contain_text("la résolution est adoptée")
    end(page)


def elect(page, founding, desk):
    """Majority judgment on paper: four stand for three seats, sixteen ballots in packs."""
    begin(page, desk, 5)
    for words in CANDIDATES:
        if page.locator("main").get_by_text(words).count():
            continue
        organisation, person = re.fullmatch(r"(.+) \((.+)\)", words).groups()
        form = unfold(page, "Inscrire une candidature")
        form.locator("#organisation").select_option(label=organisation)
        form.get_by_label("Sa représentante ou son représentant").fill(person)
        form.get_by_role("button", name="Inscrire").click()
        expect(page.locator("main")).to_contain_text(words)
    form = unfold(page, "Qui a voté, et comment")
    form.get_by_label("Voie").select_option("main-levee")
    form.get_by_role("button", name="Ouvrir le dépouillement").click()
    refused(page, "un vote secret pour les personnes")
    form = unfold(page, "Qui a voté, et comment")
    form.get_by_label("Voie").select_option("papier")
    form.get_by_label("Premier scrutateur").fill("Mona Cadoret")
    form.get_by_label("Second scrutateur").fill("Nine Salaün")
    form.get_by_role("button", name="Ouvrir le dépouillement").click()
    for count, grades in [(9, ["Excellent", "Bien", "Passable", "À rejeter"]), (6, ["Bien", "Très bien", "Bien", "Passable"])]:
        page.get_by_label("Combien de bulletins identiques").fill(str(count))
        for name, grade in zip(CANDIDATES, grades):
            page.get_by_label(name).select_option(grade)
        page.get_by_role("button", name="Compter ces bulletins").click()
    for count, words in [(2, "il y en a trop, recomptez"), (1, None)]:
        page.get_by_label("Combien de bulletins identiques").fill(str(count))
        page.get_by_role("radio", name="blanc").check()
        page.get_by_role("button", name="Compter ces bulletins").click()
        if words:
            refused(page, words)
    expect(page.locator(".verdict")).to_contain_text("Élus")
    for name in CANDIDATES[:3]:
        expect(page.locator(".verdict")).to_contain_text(name)
    end(page)
    expect(page.get_by_role("button", name="Fermer ce point")).to_have_count(0)


# Afterwards.


def seal(page, desk):
    """Minutes: written from the facts, approved, sealed, published; returns the proof."""
    page.goto(desk + "/seance")
    page.get_by_role("button", name="Lever la séance").click()
    expect(page.locator("main")).to_contain_text("La séance est levée")
    page.goto(desk)
    expect(page.get_by_role("link", name="Procès-verbal")).to_be_visible()
    page.goto(desk + "/seance/points/1")
    form = unfold(page, "Discussion : notes et amendements")
    form.get_by_label("Ce qui s’est dit").fill("Trente fondatrices se présentent.")
    form.get_by_role("button", name="Garder").click()
    page.goto(desk + "/proces-verbal")
    minutes = page.locator("article.proces-verbal")
    for words in ["Trente fondatrices se présentent.", "prépondérante", "Mona Cadoret, Alan Guégan et Nine Salaün",
                  "Une enveloppe était vide.", "Excellent", "ont renoncé au délai"]:
        expect(minutes).to_contain_text(words)
    page.get_by_role("button", name="Approuver le procès-verbal").click()
    page.get_by_role("button", name="Sceller").click()
    page.get_by_role("button", name="Publier les décisions").click()
    answer = page.request.get(desk + "/preuve.json")
    assert answer.status == 200
    return answer.text()


def bring_about(page, desk):
    """The statutes come into force, mandates are written, the hub enters the chronology once nothing is missing."""
    founded = "Inscrire « Assemblée générale constitutive » à la chronologie"
    page.goto(desk + "/proces-verbal")
    page.get_by_role("button", name="Mettre ces statuts en vigueur").click()
    page.get_by_role("button", name="Inscrire ces mandats").click()
    page.get_by_role("button", name=founded).click()
    refused(page, "n’est pas encore fondé")
    page.goto(DESK + "/presentation")
    page.get_by_role("radio", name="une structure créée pour le pôle").check()
    page.get_by_role("button", name="Enregistrer").click()
    page.goto(desk + "/proces-verbal")
    page.get_by_role("button", name=founded).click()
    page.get_by_role("button", name="Inscrire « Création du pôle » à la chronologie").click()
    expect(page.get_by_role("button", name="à la chronologie")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("Procès-verbal")


def test_thirty_organisations_found_their_hub(founding, browse):
    site = founding.site
    with browse(site, "chair", allowed=(422,)) as chair, browse(site, "secretary", allowed=(422,)) as secretary:
        desk = convene(chair)
        with browse(site, width=360, height=740, allowed=(422,)) as phone:
            answer(phone, founding.letter(15), "donne pouvoir", "Fournil 1")
            expect(phone.get_by_role("status")).to_contain_text("Votre réponse est enregistrée")
            answer(phone, founding.letter(1), "sera là")
            expect(phone.locator("main")).to_contain_text("Vous portez le pouvoir")
            stand(phone, founding, 1, "Alan Guégan")
            phone.goto(founding.letter(2))
            expect(phone.locator("main")).to_contain_text(f"Candidatures : {CANDIDATES[1]}.")
        gather(secretary, founding, desk)
        preside(chair, founding, desk)
        secretary.goto(desk + "/seance/emargement")
        secretary.get_by_role("button", name=f"Lien pour son téléphone : {founding.names[1]}").click()
        link = secretary.get_by_label("Le lien").input_value()
        with browse(site, width=360, height=740) as phone:
            phone.goto(link)
            expect(phone.locator("h2")).to_contain_text("Statuts du pôle")
            phone.get_by_role("button", name="Demander la parole").click()
        chair.goto(desk + "/seance")
        expect(chair.locator("section").filter(has_text="Parole").first).to_contain_text(founding.names[1])
        adopt_statutes(chair, desk)
        settle_a_tie(secretary, founding, desk)
        codes = vote_sealed(chair, founding, desk, browse)
        elect(secretary, founding, desk)
        proof = seal(secretary, desk)
        expect(secretary.locator("article.proces-verbal")).to_contain_text(re.compile(r"par 2\sscrutateurs sur 3"))
        assert all(code in proof for code in codes)
        tagged_pdf(founding, secretary, desk + "/proces-verbal.pdf")
        founding.verify(proof, *((code, "0000" + code[4:]) for code in list(codes)[:1]))
        bring_about(chair, desk)
    on_the_map(founding, browse)


def on_the_map(founding, browse):
    """Anybody sees a hub that exists, since when, and the proof of it."""
    with browse(founding.site) as page:
        page.goto(HUB)
        expect(page.locator("main")).to_contain_text("Le pôle est créé par son assemblée constitutive")
        page.get_by_role("link", name="Procès-verbal scellé de l’assemblée constitutive").first.click()
        expect(page.locator("main")).to_contain_text("Organisations élues")
        expect(page.locator("main")).not_to_contain_text("Mona Cadoret")
    situation = json.loads(founding.program.run("situation", "--format", "json", "--au", TODAY).stdout)
    auray = next(line for line in situation["territoires"] if line["territoire"] == "Pays d’Auray")
    assert (auray["statut"], auray["depuis"], auray["poles"]) == ("cree", TODAY, ["la-passerelle"])


def test_the_same_assembly_on_paper(founding, browse):
    """The kit is printed; everything is typed in afterwards, without scripts: same rules, same refusals, same decisions."""
    site = founding.site
    with browse(site, "chair", javascript=False, allowed=(422,)) as page:
        desk = convene(page)
        file = tagged_pdf(founding, page, desk + "/papiers.pdf")
        printed = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
        for name in founding.names + COLLEGES + ["Statuts du pôle", "Premier conseil", "bon pour pouvoir"]:
            assert name in printed, name
        answer_on_paper(page, desk)
        gather(page, founding, desk)
        preside(page, founding, desk)
        adopt_statutes(page, desk)
        settle_a_tie(page, founding, desk)
        ask_for_the_secret(page, desk)
        count_paper(page, too_many=(12, 5), yes=9, no=5)
        elect(page, founding, desk)
        founding.verify(seal(page, desk))
        bring_about(page, desk)
    on_the_map(founding, browse)


def answer_on_paper(page, desk):
    page.goto(desk + "/reponses")
    page.get_by_label("Organisation qui répond").select_option(label="Fournil 15")
    page.get_by_role("radio", name="sur papier").check()
    page.get_by_role("radio", name="donne pouvoir").check()
    page.get_by_label("À quelle organisation").select_option(label="Fournil 1")
    page.get_by_role("button", name="Inscrire la réponse").click()
    expect(page.locator("#reponses")).to_contain_text("donne pouvoir à Fournil 1")
