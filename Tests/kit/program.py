"""Runs the built program as a user would: on its own data folder, on a free port."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"https?://\S+")
STARTUP_SECONDS = 60


def real_data():
    """The folder of real public data, beside the repository, or None: it is never part of the project."""
    folder = Path(os.environ.get("MAILLAGE_DONNEES_REELLES", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


def binary():
    """MAILLAGE_BINAIRE, or what the debug build left."""
    given = os.environ.get("MAILLAGE_BINAIRE")
    if given:
        return Path(given)
    folder = subprocess.run(
        ["swift", "build", "--package-path", str(ROOT), "--show-bin-path"],
        check=True, capture_output=True, text=True, timeout=300,
    ).stdout.strip()
    return Path(folder) / "maillage"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """One data folder, the commands run on it, and at most one server over it."""

    def __init__(self, data, executable, environment=None):
        self.data = Path(data)
        self.executable = str(executable)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "MAILLAGE_URL": self.base, "MAILLAGE_SCRYPT": "10", **(environment or {})}
        self.environment.pop("MAILLAGE_DONNEES", None)
        self.server = None
        self.log = self.data.with_name(self.data.name + ".log")

    def command(self, *words, data=None):
        return [self.executable, *map(str, words), "--donnees", str(data or self.data)]

    def run(self, *words, data=None, check=True, timeout=300, stdin=None):
        done = subprocess.run(
            self.command(*words, data=data), env=self.environment, capture_output=True, text=True,
            timeout=timeout, input=stdin,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"maillage {' '.join(map(str, words))} : {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def initialise(self, demonstration=False):
        """Creates the data and returns the printed one-time links as (what stands before the link, path)."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        words = ["initialiser"] + (["--demonstration"] if demonstration else [])
        return printed_links(self.run(*words).stdout)

    def start(self, data=None, environment=None):
        """Starts the server and waits until /sante answers 200."""
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                self.command("servir", "--adresse", "127.0.0.1", "--port", self.port, data=data),
                env={**self.environment, **(environment or {})}, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise AssertionError(f"the server ended with {self.server.returncode}:\n{self.tail()}")
            try:
                with urllib.request.urlopen(self.base + "/sante", timeout=5) as answer:
                    if answer.status == 200:
                        return self
            except OSError:
                time.sleep(0.05)
        self.kill()
        raise AssertionError(f"/sante did not answer in {STARTUP_SECONDS} s:\n{self.tail()}")

    def stop(self):
        """SIGTERM: the server finishes what it has in hand, then ends."""
        return self._end(signal.SIGTERM)

    def kill(self):
        return self._end(signal.SIGKILL)

    def _end(self, how):
        server, self.server = self.server, None
        if server is None:
            return None
        if server.poll() is None:
            server.send_signal(how)
        try:
            return server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            raise AssertionError("the server did not end within 30 s of its signal") from None

    def tail(self, count=40):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:]) if self.log.exists() else ""


def printed_links(text):
    """The one-time links of an output, each with the words around it and its path alone."""
    found = []
    words = ""
    for line in text.splitlines():
        match = LINK.search(line)
        if not match:
            words = line.strip()
            continue
        before = line[: match.start()].strip() or words
        address = match.group(0)
        path = "/" + address.split("/", 3)[3] if address.count("/") > 2 else "/"
        found.append((before, path))
    return found
