"""An account of a million leads beside one of a thousand: how it is made, what it weighs, what a deep page costs."""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle

from benchmarks.figures import Benchmark, Figure, Pace, Wanted, over_rounds, ratios
from benchmarks.server_process import MOCK, ServerProcess, resident_mib, server_process
from benchmarks.visitor import Tenant, Visitor, new_tenant

WORLD = "realty"
MANY, FEW = 1_000_000, 1_000
PAGE = 250
PATIENCE = 300  # seconds for an answer: a million leads are made in one


@dataclass
class Reader:
    """An account, somebody with a token for it, and the pages that are asked for in turn."""

    visitor: Visitor
    token: str
    lead: int  # whose budget is changed between pages
    pages: Iterator[int]

    def page(self, number: int, *, more: str = "") -> float:
        """Milliseconds for a page of leads."""
        return self._sent("GET", f"/api/v4/leads?limit={PAGE}&page={number}{more}", holds=PAGE)

    def change(self, price: int) -> float:
        """Milliseconds for a change of one lead, which makes every remembered page stale."""
        return self._sent("PATCH", f"/api/v4/leads/{self.lead}", body={"price": price})

    def _sent(self, method: str, path: str, *, body: object = None, holds: int = 0) -> float:
        self.visitor.elapsed = 0
        sent = None if body is None else json.dumps(body)
        answer, content = self.visitor.ask(method, path, body=sent, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status == 200, content
        assert not holds or len(json.loads(content)["_embedded"]["leads"]) == holds
        return self.visitor.elapsed * 1000


def measure(pace: Pace) -> Sequence[Figure]:
    """One server with both accounts; requests to one and the other take turns."""
    many = MANY if pace.seconds > 1 else MANY // 50
    with server_process([*MOCK, "--world=empty"]) as server:
        visitor = Visitor(server.address, patience=PATIENCE)
        small = _reader(visitor, new_tenant(visitor, WORLD, leads=FEW), deep=range(1, 2))
        made, tenant = _made(server, visitor, many)
        pages = many // PAGE
        large = _reader(visitor, tenant, deep=range(pages // 2, pages // 2 + pages // 4))
        again = [_seconds(lambda: new_tenant(visitor, WORLD, leads=many)) * 1000 for _ in range(pace.rounds)]
        compared = _compared(large, small, pace)
        visitor.close()
    return [*made, over_rounds("a further account of that world, with an integration", again, "ms"), *compared]


def _made(server: ServerProcess, visitor: Visitor, leads: int) -> tuple[list[Figure], Tenant]:
    worker = int(str(visitor.control("GET", "/health")["pid"]))
    memory, processor, began = resident_mib(worker), server.cpu_seconds(), time.perf_counter()
    tenant = new_tenant(visitor, WORLD, leads=leads)
    made = [Figure(f"making {leads:,} leads", time.perf_counter() - began, "s", wanted=Wanted("≤", 60))]
    after, used = resident_mib(worker), server.cpu_seconds()
    if memory is not None and processor is not None and after is not None and used is not None:
        made += [
            Figure("… of processor time", used - processor, "s"),
            Figure("memory for each, its contact included", (after - memory) * 1024 / leads, "KiB"),
        ]
    return made, tenant


def _compared(large: Reader, small: Reader, pace: Pace) -> list[Figure]:
    unasked, prices = count(), count(1)

    def never_asked(reader: Reader) -> float:
        return reader.page(next(reader.pages), more=f"&n={next(unasked)}")

    def asked_before(reader: Reader) -> float:
        number = next(reader.pages)
        reader.page(number)
        return reader.page(number)

    def after_a_write(reader: Reader) -> float:
        reader.change(next(prices))
        return reader.page(next(reader.pages))

    first_change = large.change(next(prices))
    figures = []
    for name, ask in (
        ("never asked before", never_asked),
        ("right after a write", after_a_write),
        ("asked before", asked_before),
    ):
        deep, first = _in_turn(ask, large, small, pace)
        figures += [
            ratios(f"deep page ÷ first page of {FEW:,}, {name}", deep, first, wanted=Wanted("≤", 2)),
            over_rounds(f"deep page, {name}", deep, "ms"),
        ]
    changes, _ = _in_turn(lambda reader: reader.change(next(prices)), large, small, pace)
    return [
        *figures,
        over_rounds("a change of one lead", changes, "ms"),
        Figure("the first change, by which the account gets tables of its own", first_change, "ms"),
    ]


def _in_turn(
    ask: Callable[[Reader], float], large: Reader, small: Reader, pace: Pace
) -> tuple[list[float], list[float]]:
    """The median of each round, of one and the other."""
    deep: list[float] = []
    first: list[float] = []
    for _ in range(pace.rounds):
        took = [(ask(large), ask(small)) for _ in range(pace.repeats)]
        for medians, times in zip((deep, first), zip(*took, strict=True), strict=True):
            medians.append(statistics.median(times))
    return deep, first


def _reader(visitor: Visitor, tenant: Tenant, *, deep: range) -> Reader:
    visitor.cookie = ""  # somebody else's account, so somebody else signs in
    pair = tenant.connect(visitor)
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    _, content = visitor.ask("GET", f"/api/v4/leads?limit=1&page={deep.start * PAGE}", headers=bearer)
    lead: int = json.loads(content)["_embedded"]["leads"][0]["id"]
    return Reader(visitor, str(pair["access_token"]), lead, cycle(deep))


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


BENCHMARK = Benchmark(
    "million",
    f"mock-amocrm serve with an account of {MANY:,} leads and one of {FEW:,}, both of the world “{WORLD}”, made over"
    f" the control API; resident memory (VmRSS) of the worker before and after. Pages of {PAGE} leads over one"
    " keep-alive connection, the two accounts in turn: of the large one, pages from its middle on, of the small one the"
    " first. “Never asked before”: with an unknown parameter of its own, so that the page is made. “Asked before”: the"
    " page is remembered as it was sent. Each round's medians are divided.",
    measure,
)
