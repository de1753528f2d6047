"""What several journeys do in the browser."""

import subprocess

from playwright.sync_api import expect


def sign_in(page, link):
    """Opens a one-time link and presses its button."""
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


class Tellers:
    """Three people who each hold a share of a key, on a machine of their own."""

    def __init__(self, program, folder):
        self.executable, self.folder = program.executable, folder

    def run(self, *words):
        return subprocess.run([self.executable, *map(str, words)], capture_output=True, text=True, cwd=self.folder)

    def open(self, urn, *shares, to="liste-ouverte.json"):
        """Opens an urn with those shares; what the command says."""
        (self.folder / "urne.json").write_bytes(urn)
        return self.run("scrutateur", "ouvrir", "urne.json", *(f"cle/part-{share}.json" for share in shares), "--sortie", to)

    def deposit(self, page, address, count=3, name="Essai"):
        """Makes a key, then shows on the page of the vote, or of the assembly, that its shares open."""
        made = self.run("scrutateur", "cle", "--scrutateurs", count, "--seuil", 2, "--nom", name, "cle")
        assert made.returncode == 0, made.stderr
        page.get_by_label("Fichier cle-publique.json").set_input_files(self.folder / "cle" / "cle-publique.json")
        page.get_by_role("button", name="Déposer la clé publique").click()
        opened = self.open(page.request.get(address + "/essai.json").body(), 1, count, to="essai-ouvert.json")
        assert opened.returncode == 0, opened.stderr
        page.get_by_label("Fichier essai-ouvert.json").set_input_files(self.folder / "essai-ouvert.json")
        page.get_by_role("button", name="Déposer l’essai").click()


def seal_ballot(phone, choice):
    """Chooses, seals and sends; returns the code by which the voter finds the ballot again. Nothing sent says the choice."""
    sent = []
    phone.on("request", lambda request: sent.append(request.post_data or ""))
    phone.get_by_label(choice, exact=True).check()
    phone.get_by_role("button", name="Chiffrer mon bulletin").click()
    expect(phone.locator("#rappel-du-choix")).to_have_text(choice)
    code = phone.locator("#code").text_content()
    phone.get_by_role("button", name="Déposer mon bulletin").click()
    expect(phone.locator("h1")).to_have_text("Reçu de vote")
    expect(phone.locator("#code")).to_have_text(code)
    assert not any(code in body or "choix" in body for body in sent)
    return code
