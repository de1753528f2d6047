"""The two sites under test (demonstration and plain), and Debian's Chromium driven by Playwright."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from kit.client import Client
from kit.program import ROOT, Program, binary

# Generous: a busy machine is no defect of the program.
expect.set_options(timeout=15_000)

# What `initialiser --demonstration` calls each role, before the name of the person.
ROLES = {
    "animator": "animation du réseau",
    "coordinator": "coordination du pôle",
    "hub_administrator": "administration du pôle",
    "organisation": "représentation de l’organisation",
    "partner": "partenaire",
    "system": "administration du système",
}
# The only account of a network without demonstration.
FIRST_ACCOUNT = "administration du système et animation du réseau"


class Site:
    """A running program, its one-time links, and one session per role: a link is good for one use only."""

    def __init__(self, program, links):
        self.program, self.links = program, [(words.rstrip(' :\u00a0'), path) for words, path in links]
        self.base, self.port = program.base, program.port
        self._sessions = {}

    def anonymous(self):
        return Client(self.port)

    def link(self, role):
        return self._links()[FIRST_ACCOUNT if role == "first" else ROLES[role]]

    def roles(self):
        return [role for role, words in ROLES.items() if words in self._links()]

    def _links(self):
        return {words.split(" — ")[0]: path for words, path in self.links}

    def session(self, role):
        """A client signed in as this role; the same one for the whole run."""
        if role not in self._sessions:
            client = Client(self.port)
            client.sign_in(self.link(role))
            self._sessions[role] = client
        return self._sessions[role]

    def adopt(self, role, client):
        """Lets the browser go on with the session of a client that is already signed in."""
        self._sessions[role] = client


@pytest.fixture(scope="session")
def executable():
    path = binary()
    assert path.exists(), f"{path} is missing: build first"
    return path


def running(folder, executable, demonstration):
    program = Program(folder / "donnees", executable)
    links = program.initialise(demonstration)
    program.start()
    return Site(program, links)


@pytest.fixture(scope="session")
def site(tmp_path_factory, executable):
    """The fictional living network. Tests that write choose their own hub, so that order does not matter."""
    site = running(tmp_path_factory.mktemp("demonstration"), executable, True)
    yield site
    assert site.program.stop() == 0, site.program.tail()


@pytest.fixture(scope="session")
def plain(tmp_path_factory, executable):
    """The network of 2010 alone."""
    site = running(tmp_path_factory.mktemp("reseau"), executable, False)
    yield site
    assert site.program.stop() == 0, site.program.tail()


@pytest.fixture
def fresh(tmp_path, executable):
    """A site for one test alone, when what it does would disturb the others."""
    site = running(tmp_path, executable, True)
    yield site
    site.program.kill()


@pytest.fixture
def untouched(tmp_path, executable):
    """The network of 2010 for one test alone: most of its territories have no hub."""
    site = running(tmp_path, executable, False)
    yield site
    site.program.kill()


@pytest.fixture(scope="session")
def chromium():
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root, which is what bare build machines are.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium):
    """Opens a page of a site, signed in or not, with or without JavaScript; fails on any console error."""
    opened, noise = [], []

    @contextmanager
    def open_page(site, role=None, javascript=True, width=1280, height=900, allowed=(), **options):
        context = chromium.new_context(
            base_url=site.base, java_script_enabled=javascript, viewport={"width": width, "height": height},
            locale="fr-FR", **options,
        )
        context.set_default_timeout(30_000)
        if role:
            cookies = site.session(role).cookies
            context.add_cookies([cookie(site, name, value) for name, value in cookies.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
        page.on("console", lambda message: heard(message, page, noise, allowed))
        opened.append(context)
        try:
            yield page
        finally:
            context.close()

    yield open_page
    assert not noise, "\n".join(noise)


def cookie(site, name, value):
    return {"name": name, "value": value, "url": site.base, "httpOnly": True, "sameSite": "Lax",
            "secure": name.startswith("__")}


def heard(message, page, noise, allowed):
    """An error answer that a test provokes is written to the console by the browser itself: `allowed` lists them."""
    if message.type == "error" and not any(f"status of {status}" in message.text for status in allowed):
        noise.append(f"{page.url}: {message.text}")


@pytest.fixture(scope="session")
def output():
    """Where pages and reports are kept after the run."""
    folder = Path(ROOT / ".build-outils" / "pages")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
