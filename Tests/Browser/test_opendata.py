"""The directory on somebody else's page, as files, on paper."""

import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def host(tmp_path):
    """Another site, on another origin, which serves a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://localhost:{server.server_port}"
    server.shutdown()


def test_the_list_stands_on_another_site_and_opens_beside_it(site, browse, host):
    folder, address = host
    with browse(site) as page:
        page.goto("/annuaire?famille=mutuelle")
        page.get_by_text("Poser cette liste sur votre site").click()
        code = page.get_by_label("Code à copier").input_value()
        assert f'src="{site.base}/annuaire/cadre?famille=mutuelle"' in code
        (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>Ailleurs</title><link rel=icon href=data:,>{code}")
        page.goto(address + "/index.html")
        inside = page.frame_locator("iframe")
        first = inside.locator(".organisations > li a").first
        expect(first).to_contain_text("utuelle")
        name = first.inner_text()
        with page.context.expect_page() as opened:
            first.click()
        expect(opened.value.locator("h1")).to_have_text(name)
        inside.get_by_label("Nom, activité").fill("zzzz")
        inside.get_by_role("button", name="Chercher").click()
        expect(inside.locator("main")).to_contain_text("Aucune organisation ne répond")


def test_no_other_page_stands_on_another_site(site, chromium, host):
    folder, address = host
    (folder / "index.html").write_text(f'<!doctype html><title>Ailleurs</title><link rel=icon href=data:,><iframe src="{site.base}/annuaire"></iframe>')
    context = chromium.new_context()
    page = context.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(address + "/index.html")
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in heard)
    assert not page.frames[1].url.startswith(site.base)
    context.close()


def test_a_program_of_another_site_reads_the_interface(site, browse, host):
    folder, address = host
    (folder / "index.html").write_text("<!doctype html><title>Ailleurs</title><link rel=icon href=data:,>")
    with browse(site, allowed=(400,)) as page:
        page.goto(address + "/index.html")
        read = "async (address) => { const a = await fetch(address, {headers: {'If-None-Match': 'x'}}); return [a.status, await a.json()] }"
        status, found = page.evaluate(read, site.base + "/api/organisations?famille=mutuelle&par_page=1")
        assert status == 200 and found["total"] > 0 and len(found["resultats"]) == 1
        status, problem = page.evaluate(read, site.base + "/api/organisations?famille=x")
        assert status == 400 and problem["parametre"] == "famille"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_for_reuse_hold_in_any_width(site, browse, width):
    with browse(site, width=width) as page:
        for path in ["/api", "/annuaire/cadre", "/situation/cadre", "/annuaire/livret", "/annuaire/livret?format=a5"]:
            page.goto(path)
            expect(page.locator("h1").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), f"{path} at {width}"


@pytest.mark.skipif(not shutil.which("weasyprint"), reason="weasyprint is not installed: no PDF is made")
@pytest.mark.parametrize("size, points", [("a4", "595"), ("a5", "419")])
def test_the_booklet_is_a_pdf_with_its_pages(site, tmp_path, size, points):
    answer = site.anonymous().get(f"/annuaire/livret.pdf?format={size}")
    assert answer.status == 200 and answer.body.startswith(b"%PDF-")
    file = tmp_path / "livret.pdf"
    file.write_bytes(answer.body)
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed: the pages are not read")
    about = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"Page size: +{points}\.", about), about
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")
    assert "Recyclerie du Méandre" in text and "Sommaire" in text
    index = next(page for page in pages if "Index" in page)
    number = int(re.search(r"Recyclerie du Méandre[ .]*(\d+)", index).group(1))
    assert "Recyclerie du Méandre" in pages[number - 1]
