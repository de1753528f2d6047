"""The two servers, one at a time, and what is measured of them."""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent


class Server:
    """A server that is running; `memory` asks the system what it holds. When it `passes` before what else the machine does, it
    does so in real time: the system then stops it for a twentieth of each second when it is loaded as much as it can be, so
    that only the median is to be read there (niceness would not do: it counts within one session only)."""

    def __init__(self, command, port, path, passes=False, log=None):
        self.port, self.passes = port, passes
        priority = ["chrt", "-r", "10"] if passes else []
        self.started = time.monotonic()
        self.process = subprocess.Popen([*priority, *map(str, command)], stdout=log or subprocess.DEVNULL, stderr=log or subprocess.DEVNULL)
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
                    answer.read()
                break
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None or time.monotonic() - self.started > 240:
                    self.stop()
                    sys.exit(f"{command[0]} does not answer on port {port}")
                time.sleep(0.05)
        # From the start of the program to the end of its first answer.
        self.ready = time.monotonic() - self.started

    def memory(self):
        """Megabytes now and at most."""
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}
        return found["VmRSS"], found["VmHWM"]

    def processor(self):
        """Seconds of processor since it started."""
        parts = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def flat_out(self, file, seconds, first, connections=16):
        """As many requests as it answers: per second, then milliseconds of half of them and of 99 in a hundred."""
        before, begun = self.processor(), time.monotonic()
        command = [*(["chrt", "-r", "10"] if self.passes else []), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(HERE / "charge.lua"),
                   f"http://127.0.0.1:{self.port}", "--", str(file), str(first)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        elapsed, used = time.monotonic() - begun, self.processor() - before
        line = [line for line in output.splitlines() if line.startswith("RESULT")][-1]
        requests, duration, size, failed, half, most = map(int, line.split()[1:])
        return {"rate": requests / (duration / 1e6), "p50": half / 1000, "p99": most / 1000, "failed": failed,
                "bytes": size / max(1, requests), "cost": used * 1000 / max(1, requests), "cores": used / elapsed}

    def steady(self, file, rate, seconds, first):
        command = [sys.executable, str(HERE / "cadence.py"), str(self.port), str(file), str(rate), str(seconds), str(first)]
        if self.passes:
            command = ["chrt", "-r", "10", *command]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])

    def one(self, path):
        """The bytes of an answer as it travels, and as it is."""
        def size(**headers):
            request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
            with urllib.request.urlopen(request, timeout=120) as answer:
                return len(answer.read())
        return size(**{"Accept-Encoding": "gzip"}), size()


def median(values):
    return sorted(values)[len(values) // 2]
