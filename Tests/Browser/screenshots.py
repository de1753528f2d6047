"""Pictures of the main pages, wide and narrow, light, dark, printed and without JavaScript, to be looked at.

    screenshots.py FOLDER [PATH…]
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import sync_playwright  # noqa: E402

from kit.client import Client  # noqa: E402
from kit.program import Program, binary  # noqa: E402

PUBLIC = [
    "/", "/situation?au=2010-03-01", "/territoires/pays-de-morlaix", "/poles", "/poles/adess-pays-de-morlaix", "/annuaire", "/offres", "/demarche",
    "/connexion", "/aide/composants", "/aide", "/reseau", "/n-existe-pas",
]
PRIVATE = ["/espace", "/compte", "/reseau/pilotage", "/reseau/pilotage/courriels"]
VIEWS = {
    "large": dict(width=1280, scheme="light", javascript=True),
    "etroit": dict(width=360, scheme="light", javascript=True),
    "sombre": dict(width=1280, scheme="dark", javascript=True),
    "sans-script": dict(width=1280, scheme="light", javascript=False),
}


def name(path):
    return re.sub(r"[^a-z0-9-]+", "_", path.lower()).strip("_") or "accueil"


def take(folder, paths):
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="maillage-images-"))
    sites = [Program(work / "reseau", binary()), Program(work / "fictif", binary())]
    links = [site.initialise(demonstration=index == 1) for index, site in enumerate(sites)]
    try:
        plain, living = (site.start() for site in sites)
        client = Client(living.port)
        link = next((path for words, path in links[1] if "anim" in words.lower()), None)
        if link:
            client.sign_in(link)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox"] if os.geteuid() == 0 else [])
            for view, choice in VIEWS.items():
                def context(site):
                    return browser.new_context(
                        base_url=site.base, locale="fr-FR", viewport={"width": choice["width"], "height": 900},
                        color_scheme=choice["scheme"], java_script_enabled=choice["javascript"])
                public, private = context(plain), context(living)
                private.add_cookies([
                    {"name": key, "value": value, "url": living.base, "secure": key.startswith("__")}
                    for key, value in client.cookies.items()])
                for path in paths or PUBLIC:
                    picture(public, path, folder / f"{name(path)}-{view}.png")
                for path in [] if paths else PRIVATE:
                    picture(private, path, folder / f"{name(path)}-{view}.png")
                if view == "large":
                    page = public.new_page()
                    page.goto((paths or PUBLIC)[0])
                    page.pdf(path=folder / "impression.pdf", format="A4")
                    page.emulate_media(media="print")
                    page.screenshot(path=folder / "impression.png", full_page=True)
            browser.close()
    finally:
        for site in sites:
            site.kill()
        shutil.rmtree(work, ignore_errors=True)


def picture(context, path, file):
    page = context.new_page()
    answer = page.goto(path, wait_until="networkidle")
    page.screenshot(path=file.with_stem(file.stem + "-haut"))
    page.screenshot(path=file, full_page=True)
    print(answer.status, file)
    page.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), sys.argv[2:])
