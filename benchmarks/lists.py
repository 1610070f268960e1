"""A list of 50 leads under load: the fake on both of its servers, side by side with bare Flask."""

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios
from benchmarks.load import COUNTER, Order, generate
from benchmarks.server_process import MOCK, SAME_MOCK_IN_A_FIXTURE, ServerProcess, server_process
from benchmarks.visitor import Visitor, new_tenant

CONNECTIONS = 8
LEADS = 50
PATH = f"/api/v4/leads?limit={LEADS}"
FRESH = f"{PATH}&n={COUNTER.decode()}"  # an unknown parameter is ignored, as amoCRM does, but makes another page
OWN_SHARE = 0.85  # of a processor: above that the generator is what was measured


@dataclass
class Side:
    """One server with one request, and what its rounds gave."""

    name: str
    server: ServerProcess
    request: str
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # µs per request
    busy: list[float] = field(default_factory=list)

    def warm_up(self, *, seconds: float, first: int) -> None:
        """A round that nobody remembers."""
        host, port = self.server.address
        generate(Order(host, port, self.request, CONNECTIONS, seconds, first))

    def run(self, *, seconds: float, first: int) -> None:
        """One round."""
        before = self.server.cpu_seconds()
        host, port = self.server.address
        seen = generate(Order(host, port, self.request, CONNECTIONS, seconds, first))
        after = self.server.cpu_seconds()
        self.rates.append(seen.per_second)
        self.busy.append(seen.busy)
        if before is not None and after is not None:
            self.cpu.append((after - before) / seen.requests * 1e6)


def measure(pace: Pace) -> Sequence[Figure]:
    """Interleaved rounds; a warm-up of every side comes first and is thrown away."""
    with ExitStack() as stack:
        granian = stack.enter_context(server_process([*MOCK, "--world=empty"]))
        waitress = stack.enter_context(server_process(SAME_MOCK_IN_A_FIXTURE))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        tokens = {server.pid: _token(server) for server in (granian, waitress)}
        page = Path(folder) / "page.json"
        page.write_bytes(_page(granian, tokens[granian.pid]))
        flask = stack.enter_context(server_process([sys.executable, "-m", "benchmarks.bare_flask", str(page)]))
        sides = {
            name: Side(name, server, _request(path, tokens.get(server.pid, "none")))
            for name, server, path in (
                ("bare Flask", flask, PATH),
                ("waitress", waitress, PATH),
                ("granian", granian, PATH),
                ("waitress, every page another", waitress, FRESH),
                ("granian, every page another", granian, FRESH),
            )
        }
        numbers = count(0, 10_000_000)
        for side in sides.values():
            side.warm_up(seconds=min(0.3, pace.seconds), first=next(numbers))
        for _ in range(pace.rounds):
            for side in sides.values():
                side.run(seconds=pace.seconds, first=next(numbers))
    return _figures(sides)


def _figures(sides: dict[str, Side]) -> list[Figure]:
    base, *ours = sides.values()
    wanted = {"waitress": Wanted("≥", 2.5), "granian": Wanted("≥", 5)}
    figures = [
        ratios(f"{side.name} ÷ {base.name}, requests/s", side.rates, base.rates, wanted=wanted.get(side.name))
        for side in ours
    ]
    for side in sides.values():
        figures.append(over_rounds(f"{side.name}, requests/s", side.rates, "/s"))
        if side.cpu:
            figures.append(over_rounds(f"{side.name}, server's processor time per request", side.cpu, "µs"))
    busiest = max(sides.values(), key=lambda side: max(side.busy))
    share = max(busiest.busy)
    limit = "the ratio is at least that" if share > OWN_SHARE else "not the bottleneck"
    return [
        *figures,
        Figure(f"load generator's own share of a processor, at most ({busiest.name}; {limit})", share, ""),
    ]


def _token(server: ServerProcess) -> str:
    visitor = Visitor(server.address)
    pair = new_tenant(visitor, "realty", leads=120).connect(visitor)
    visitor.close()
    return str(pair["access_token"])


def _page(server: ServerProcess, token: str) -> bytes:
    visitor = Visitor(server.address)
    answer, content = visitor.ask("GET", PATH, headers={"Authorization": f"Bearer {token}"})
    visitor.close()
    assert answer.status == 200, content
    return content


def _request(path: str, token: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nAccept: */*\r\n\r\n"


BENCHMARK = Benchmark(
    "lists",
    f"GET {PATH}, {CONNECTIONS} keep-alive connections, one load generator process for all sides. The fake under"
    " waitress (MockAmoCRM, as in fixtures) and under granian (mock-amocrm serve), token checked and journal written;"
    " bare Flask + werkzeug threads + json of the standard library encodes the same page each time and checks nothing"
    " (werkzeug closes every connection, so there the generator opens a new one, as clients do)."
    " The fake remembers a page until its account changes; “every page another” asks each time for one that was never"
    " asked for.",
    measure,
)
