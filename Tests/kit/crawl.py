"""Follows every link of the site, as far as a bounded number of pages of each kind."""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

# Collections whose next segment names one thing among many.
COLLECTIONS = {"territoires", "poles", "annuaire", "observatoire", "jalons", "comptes", "perimetres", "initiatives", "structures"}
PAGES_PER_KIND = 8
# Filters that combine make more addresses than there are pages: so many questions are asked of each.
QUERIES_PER_PATH = 12
NEVER = ("/deconnexion",)


def kind(path):
    """The template behind an address: names of things become {}, values of the query are dropped."""
    parts = urlsplit(path)
    segments = parts.path.strip("/").split("/")
    shape = []
    for index, segment in enumerate(segments):
        stem, dot, extension = segment.partition(".")
        named = index > 0 and segments[index - 1] in COLLECTIONS
        if re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27,}|[0-9]+|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", stem) or named:
            shape.append("{}" + dot + extension)
        else:
            shape.append(segment)
    keys = sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return "/" + "/".join(shape) + ("?" + "&".join(keys) if keys else "")


@dataclass
class Crawl:
    """What was seen: the HTML pages by kind, every answer's status, and what was wrong."""

    pages: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)
    statuses: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


def crawl(client, start=("/",), refused=(), per_kind=PAGES_PER_KIND):
    """Reads the site from `start`. `refused` are statuses that a link may lead to without being a fault."""
    seen = Crawl()
    queue = deque((address, "(start)") for address in start)
    queued = set(start)
    count = {}
    while queue:
        path, origin = queue.popleft()
        shape = kind(path)
        stem, _, keys = shape.partition("?")
        most = QUERIES_PER_PATH if keys else per_kind
        if count.get(shape, 0) >= per_kind or count.get((stem, bool(keys)), 0) >= most:
            continue
        for counted in (shape, (stem, bool(keys))):
            count[counted] = count.get(counted, 0) + 1
        answer = client.get(path)
        seen.statuses[path] = answer.status
        if answer.status >= 400:
            if answer.status not in refused:
                seen.faults.append(f"{answer.status} {path} (link from {origin})")
            continue
        if not answer.is_html:
            continue
        seen.pages[path] = answer
        seen.kinds.setdefault(kind(answer.path), answer.path)
        page = answer.page()
        for link in page.links:
            target = urlsplit(urljoin(f"http://127.0.0.1:{client.port}{answer.path}", link))
            if target.scheme not in ("http", "https") or target.netloc != f"127.0.0.1:{client.port}":
                continue
            address = target.path + (f"?{target.query}" if target.query else "")
            if address not in queued and not target.path.endswith(NEVER):
                queued.add(address)
                queue.append((address, path))
        for asset in page.assets:
            address = urljoin(answer.path, asset)
            if urlsplit(address).netloc:
                seen.faults.append(f"third-party file {asset} on {path}")
    return seen
