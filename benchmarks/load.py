"""The load generator: one thread, raw sockets, the same for every side. A process of its own, so that it takes
nothing from whom it measures: `python -m benchmarks.load < order.json` prints what it saw as JSON.
"""

import json
import re
import selectors
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

BUFFER = 1 << 18
COUNTER = b"{n}"  # in a request: replaced by a number, so that no page is asked for twice
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close\r\n", re.IGNORECASE)
PATIENCE = 30  # seconds without any answer


class BadAnswer(Exception):
    """A server answered something else than 200, or nothing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to send, where, how long, over how many connections."""

    host: str
    port: int
    request: str
    connections: int
    seconds: float
    first: int = 0  # where the counter begins


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of it. `busy` is the generator's own share of a processor: near 1 it measured itself."""

    requests: int
    seconds: float
    busy: float
    median_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def generate(order: Order) -> Seen:
    """Let a process of its own send the load."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        timeout=order.seconds + 2 * PATIENCE,
        check=False,
    )
    if ran.returncode:
        raise BadAnswer(ran.stderr.strip().splitlines()[-1])
    return Seen(**json.loads(ran.stdout))


def send(order: Order) -> Seen:
    """Keep one request in flight on each connection until the time is over."""
    counter = order.first
    template = order.request.encode()
    latencies: list[float] = []
    with selectors.DefaultSelector() as ready:
        lines = [_Line((order.host, order.port), ready) for _ in range(order.connections)]
        for line in lines:
            counter += 1
            line.ask(template.replace(COUNTER, b"%09d" % counter))
        began, cpu_began = time.perf_counter(), time.process_time()
        deadline = began + order.seconds
        while (now := time.perf_counter()) < deadline:
            events = ready.select(PATIENCE)
            if not events:
                raise BadAnswer(f"no answer in {PATIENCE} s")
            for key, _ in events:
                line = key.data
                if line.read():
                    now = time.perf_counter()
                    latencies.append(now - line.asked)
                    counter += 1
                    line.ask(template.replace(COUNTER, b"%09d" % counter))
        seconds, busy = now - began, time.process_time() - cpu_began
        for line in lines:
            line.close()
    latencies.sort()
    return Seen(
        requests=len(latencies),
        seconds=seconds,
        busy=busy / seconds,
        median_ms=statistics.median(latencies) * 1000,
        p99_ms=latencies[int(len(latencies) * 0.99)] * 1000,
    )


class _Line:
    """One connection, kept alive as long as the server keeps it."""

    buffer = bytearray(BUFFER)  # shared: one thread, and nothing of it is kept but an unfinished head

    def __init__(self, address: tuple[str, int], ready: selectors.BaseSelector) -> None:
        self.asked = 0.0
        self._address = address
        self._ready = ready
        self._head = b""
        self._missing = -1  # bytes of the body; -1 while the head is not complete
        self._closes = False
        self._open()

    def ask(self, request: bytes) -> None:
        self.asked = time.perf_counter()
        if self._closes:
            self.close()
            self._open()
        self._head, self._missing = b"", -1
        self._socket.sendall(request)

    def read(self) -> bool:
        """Take what has arrived; whether the answer is complete."""
        count = self._socket.recv_into(self.buffer)
        if not count:
            raise BadAnswer("the server hung up in the middle")
        if self._missing >= 0:
            self._missing -= count
            return self._missing == 0
        self._head += bytes(memoryview(self.buffer)[:count])
        end = self._head.find(b"\r\n\r\n")
        if end < 0:
            return False
        length = LENGTH.search(self._head, 0, end + 2)
        if not self._head.startswith(b"HTTP/1.1 200 ") or length is None:
            raise BadAnswer(f"answered {self._head[:200]!r}")
        self._closes = CLOSES.search(self._head, 0, end + 2) is not None
        self._missing = int(length[1]) - (len(self._head) - end - 4)
        return self._missing == 0

    def close(self) -> None:
        self._ready.unregister(self._socket)
        self._socket.close()

    def _open(self) -> None:
        self._socket = socket.create_connection(self._address)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ready.register(self._socket, selectors.EVENT_READ, self)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(send(Order(**json.load(sys.stdin))))))
