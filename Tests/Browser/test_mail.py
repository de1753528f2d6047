"""Mail as it leaves: taken by a real SMTP server, whole, with nothing added by what people type."""

import email
import email.policy
import re
import time

import pytest
from aiosmtpd.controller import Controller

from kit.client import Client
from kit.program import Program, free_port


class Mailbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def wait(self, count, seconds=30):
        deadline = time.monotonic() + seconds
        while len(self.messages) < count and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(self.messages) == count
        return [email.message_from_bytes(content, policy=email.policy.default) for _, _, content in self.messages]


@pytest.fixture
def mailbox():
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@pytest.fixture
def program(tmp_path, executable, mailbox):
    program = Program(tmp_path / "donnees", executable, {"MAILLAGE_SMTP": f"smtp://127.0.0.1:{mailbox.port}"})
    program.initialise()
    program.start()
    yield program
    program.kill()


def ask(client, path, **values):
    form = next(form for form in client.get(path).page().forms if set(values) <= {name for name, _ in form.values()})
    return client.submit(form, values)


def test_a_link_leaves_by_smtp_and_opens_the_account(program, mailbox):
    ask(Client(program.port), "/inscription", nom="Zoé L’Hévéder", courriel="zoe@example.org")
    (message,) = mailbox.wait(1)
    assert message["To"].addresses[0].display_name == "Zoé L’Hévéder"
    link = re.search(r"http\S+/lien\?cle=\S+", message.get_content()).group(0)
    client = Client(program.port)
    client.sign_in(link.removeprefix(program.base))
    assert "Zoé L’Hévéder" in client.get("/compte").text


def test_what_is_typed_adds_no_header_and_no_recipient(program, mailbox):
    ask(Client(program.port), "/inscription", nom="Zoé\r\nBcc: eve@example.org", courriel="zoe@example.org")
    ask(Client(program.port), "/inscription", nom="Z>, <eve@example.org", courriel="yves@example.org")
    for message in mailbox.wait(2):
        assert message["Bcc"] is None
        assert len(message["To"].addresses) == 1
    assert [recipients for _, recipients, _ in mailbox.messages] == [["zoe@example.org"], ["yves@example.org"]]


def test_no_header_of_a_request_gets_into_a_letter(program, mailbox):
    client = Client(program.port)
    token = re.search(r'name="jeton" value="([^"]+)"', client.get("/connexion").text).group(1)
    client.request(
        "POST", "/connexion/lien", body=f"courriel=premiere@example.org&jeton={token}",
        headers={
            "Host": "evil.test", "X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test",
            "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    (message,) = mailbox.wait(1)
    assert program.base in message.get_content()
    assert "evil" not in message.as_string()


def test_a_server_that_refuses_is_shown_and_tried_again(tmp_path, executable):
    program = Program(tmp_path / "donnees", executable, {"MAILLAGE_SMTP": f"smtp://127.0.0.1:{free_port()}"})
    links = program.initialise()
    program.start()
    try:
        ask(Client(program.port), "/inscription", nom="Zoé", courriel="zoe@example.org")
        client = Client(program.port)
        client.sign_in(links[0][1])
        deadline = time.monotonic() + 30
        while "nouvel essai" not in client.get("/reseau/pilotage/courriels").text and time.monotonic() < deadline:
            time.sleep(0.5)
        assert "nouvel essai prévu" in client.get("/reseau/pilotage/courriels").text
    finally:
        program.kill()
