"""An HTTP client that does what a browser without JavaScript does: cookies, redirects, forms."""

import http.client
import uuid
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


class Answer:
    def __init__(self, status, headers, body, path):
        self.status, self.headers, self.body, self.path = status, headers, body, path

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def is_html(self):
        return (self.header("content-type") or "").startswith("text/html")

    def page(self):
        return Page(self.text, self.path)


class Client:
    """Keeps its cookies by name: `Secure` ones too, as browsers do for the loopback address."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}
        self.connection = None

    def request(self, method, path, body=None, headers=None):
        sent = {"Host": f"127.0.0.1:{self.port}", "Accept": "text/html,*/*", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.request(method, path, body=body, headers=sent)
                answer = self.connection.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()
                self.connection = None
                # A kept-alive connection may be closed under us; only what is safe is sent again.
                if attempt == 2 or method != "GET":
                    raise
        for key, value in answer.getheaders():
            if key.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                content_of_cookie = rest.split(";")[0]
                if content_of_cookie == "" or "max-age=0" in value.lower():
                    self.cookies.pop(name.strip(), None)
                else:
                    self.cookies[name.strip()] = content_of_cookie
        if answer.getheader("connection", "").lower() == "close":
            self.connection.close()
            self.connection = None
        return Answer(answer.status, answer.getheaders(), content, path)

    def get(self, path, follow=True, headers=None):
        answer = self.request("GET", path, headers=headers)
        for _ in range(5):
            if not (follow and answer.status in (301, 302, 303, 307, 308)):
                return answer
            path = self.local(urljoin(path, answer.header("location")))
            answer = self.request("GET", path, headers=headers)
        raise AssertionError(f"too many redirects at {path}")

    def submit(self, form, values=None, follow=True, files=None):
        """Sends a form with what it already holds, changed by `values`."""
        fields = form.values()
        for name, value in (values or {}).items():
            fields = [(key, old) for key, old in fields if key != name]
            if value is not None:
                fields.append((name, value))
        path = self.local(urljoin(form.page, form.action or form.page))
        if form.method == "get":
            return self.get(urlsplit(path).path + "?" + urlencode(fields))
        headers = {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if form.enctype == "multipart/form-data":
            body, headers["Content-Type"] = multipart(fields, files or {})
        else:
            body = urlencode(fields).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.request("POST", path, body=body, headers=headers)
        if follow and answer.status in (301, 302, 303):
            return self.get(self.local(urljoin(path, answer.header("location"))))
        return answer

    def sign_in(self, path):
        """Follows a one-time link and presses its button: a link alone signs nobody in."""
        answer = self.get(path)
        assert answer.status == 200, f"one-time link: {answer.status}"
        form = answer.page().form("cle")
        assert form, f"no form on the page of the link:\n{answer.page().content[:500]}"
        answer = self.submit(form)
        assert answer.status == 200 and self.cookies, f"after the link: {answer.status}"
        return answer

    @staticmethod
    def local(address):
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")


def multipart(fields, files):
    boundary = uuid.uuid4().hex
    parts = []
    for name, value in fields:
        if name in files:
            continue
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (filename, kind, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {kind}\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


class Form:
    def __init__(self, page, attributes):
        self.page = page
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.enctype = attributes.get("enctype") or "application/x-www-form-urlencoded"
        self.controls = []

    def values(self):
        return [(name, value) for name, value, sent, _ in self.controls if sent]

    def names(self):
        return [name for name, _, _, _ in self.controls]

    def choices(self, name):
        """The values that a list or a group of buttons offers."""
        return [value for control, value, _, kind in self.controls if control == name and kind in ("option", "radio", "checkbox")]


class Page(HTMLParser):
    """Links, forms, title and text of a page, without judging its HTML."""

    def __init__(self, text, path="/"):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.links, self.assets, self.forms, self.headings = [], [], [], []
        self.title, self.words = "", []
        self._form = self._select = self._textarea = self._capture = None
        self._options = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag in ("a", "area") and held.get("href"):
            self.links.append(held["href"])
        elif tag == "link" and held.get("href"):
            (self.assets if "stylesheet" in (held.get("rel") or "") else self.links).append(held["href"])
        elif tag in ("script", "img") and held.get("src"):
            self.assets.append(held["src"])
        elif tag == "form":
            self._form = Form(self.path, held)
            self.forms.append(self._form)
        elif tag in ("title", "h1"):
            self._capture = (tag, [])
        elif self._form is not None:
            self._control(tag, held)

    def _control(self, tag, held):
        name = held.get("name")
        if tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((held.get("value", ""), "selected" in held))
        elif tag == "textarea" and name:
            self._textarea = (name, [])
        elif tag == "input" and name:
            kind = held.get("type") or "text"
            if kind in ("checkbox", "radio"):
                self._form.controls.append((name, held.get("value", "on"), "checked" in held, kind))
            elif kind not in ("submit", "image", "reset", "button", "file"):
                self._form.controls.append((name, held.get("value") or "", True, kind))
            elif kind == "file":
                self._form.controls.append((name, "", False, kind))
        elif tag == "button" and name:
            self._form.controls.append((name, held.get("value", ""), False, "submit"))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select:
            chosen = next((i for i, (_, selected) in enumerate(self._options) if selected), 0)
            for index, (value, _) in enumerate(self._options):
                self._form.controls.append((self._select, value, index == chosen, "option"))
            self._select = None
        elif tag == "textarea" and self._textarea:
            self._form.controls.append((self._textarea[0], "".join(self._textarea[1]).removeprefix("\n"), True, "textarea"))
            self._textarea = None
        elif self._capture and tag == self._capture[0]:
            text = " ".join("".join(self._capture[1]).split())
            if tag == "title":
                self.title = text
            else:
                self.headings.append(text)
            self._capture = None

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1].append(data)
        if self._capture:
            self._capture[1].append(data)
        self.words.append(data)

    @property
    def content(self):
        return " ".join("".join(self.words).split())

    def form(self, *needed):
        """The first form that has all these controls."""
        return next((form for form in self.forms if set(needed) <= set(form.names())), None)
