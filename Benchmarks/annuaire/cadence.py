#!/usr/bin/env python3
"""Asks a server at a constant rate, whatever it answers: cadence.py PORT FILE RATE SECONDS [FIRST].

wrk waits for an answer before it asks again, so that a slow answer also spares the server; people do not wait for one
another. Here every request has its instant, and what is measured runs from that instant, not from when a connection was free
to send it. The last line is JSON: milliseconds at 50, 99 and 99.9 %, requests that failed, and how late the generator
itself was in sending (its own precision, which the answers' times include).
"""

import collections
import json
import select
import socket
import sys
import time

CONNECTIONS = 64


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.intended = 0.0
        self.bytes = bytearray()
        self.needed = None

    def fileno(self):
        return self.socket.fileno()

    def ask(self, request, intended):
        self.intended, self.needed = intended, None
        self.bytes.clear()
        self.socket.sendall(request)

    def read(self):
        """The status once the whole answer is there; None before; 0 when the connection has ended."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            return 0
        self.bytes += piece
        if self.needed is None:
            end = self.bytes.find(b"\r\n\r\n")
            if end < 0:
                return None
            head = bytes(self.bytes[:end]).lower()
            place = head.find(b"content-length:")
            self.needed = end + 4 + int(head[place + 15:].split(b"\r\n", 1)[0]) if place >= 0 else -1
        if self.needed < 0:
            whole = self.bytes.endswith(b"0\r\n\r\n")
        else:
            whole = len(self.bytes) >= self.needed
        return int(self.bytes[9:12]) if whole else None


def run(port, paths, rate, seconds, first=0):
    requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode() for path in paths]
    total = int(rate * seconds)
    idle = collections.deque(Connection(port) for _ in range(CONNECTIONS))
    waiting, busy, late, times, failed, asked = collections.deque(), [], [], [], 0, 0
    start = time.perf_counter() + 0.05
    end = start + seconds + 15
    while len(times) + failed < total and time.perf_counter() < end:
        now = time.perf_counter()
        while asked < total and start + asked / rate <= now:
            waiting.append(asked)
            # Late for want of a free connection is the server's doing.
            if idle and len(waiting) <= len(idle):
                late.append(time.perf_counter() - (start + asked / rate))
            asked += 1
        while waiting and idle:
            number, connection = waiting.popleft(), idle.popleft()
            connection.ask(requests[(first + number) % len(requests)], start + number / rate)
            busy.append(connection)
        pause = max(0.0, start + asked / rate - time.perf_counter()) if asked < total else 0.5
        # select counts in microseconds; epoll would round to a millisecond.
        for connection in select.select(busy, [], [], pause)[0]:
            status = connection.read()
            if status is None:
                continue
            busy.remove(connection)
            if status == 200:
                times.append(time.perf_counter() - connection.intended)
            else:
                failed += 1
            idle.append(connection if status else Connection(port))
    failed += total - len(times) - failed
    times.sort()
    late.sort()

    def at(values, share):
        return round(values[min(len(values) - 1, int(len(values) * share))] * 1000, 3) if values else float("nan")

    return {"p50": at(times, 0.5), "p99": at(times, 0.99), "p999": at(times, 0.999), "failed": failed,
            "late99": at(late, 0.99), "rate": rate}


def main():
    port, file, rate, seconds = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
    with open(file, encoding="utf-8") as lines:
        paths = lines.read().split("\n")[:-1]
    print(json.dumps(run(port, paths, rate, seconds, int(sys.argv[5]) if len(sys.argv) > 5 else 0)))


if __name__ == "__main__":
    main()
