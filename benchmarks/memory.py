"""Resident memory of `mock-amocrm serve`: idle, after the first token, after a long run of everything."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from urllib.parse import quote

from benchmarks.figures import Benchmark, Figure, Pace, Wanted
from benchmarks.server_process import MOCK, ServerProcess, resident_mib, server_process
from benchmarks.visitor import Tenant, Visitor, new_tenant

Request = tuple[str, str, object]
# Twenty requests of a test run: mostly reads, a tenth writes (each makes every page a new one), some that are refused.
MIX: tuple[Request, ...] = (
    ("GET", "/api/v4/leads?limit=50", None),
    ("GET", "/api/v4/leads?limit=50&with=contacts", None),
    ("GET", "/api/v4/leads/{lead}", None),
    ("GET", "/api/v4/account", None),
    ("GET", "/api/v4/leads?limit=250", None),
    ("GET", "/api/v4/leads/pipelines", None),
    ("POST", "/api/v4/leads", [{"name": "Лід {n}", "price": 100}]),
    ("GET", "/api/v4/contacts?limit=50", None),
    ("GET", "/api/v4/leads?page=2&limit=50", None),
    ("GET", "/api/v4/leads?filter[price][from]=5&limit=50&n={n}", None),
    ("GET", "/api/v4/users", None),
    ("GET", "/api/v4/leads/1", None),
    ("GET", "/oauth?client_id={client_id}&state={n}", None),
    ("GET", "/api/v4/companies", None),
    ("PATCH", "/api/v4/leads/{lead}", {"price": 300}),
    ("GET", "/api/v4/leads?query=Лід&limit=50", None),
    ("GET", "/api/v4/nothing", None),
    ("GET", "/api/v4/leads?page=3&limit=50&n={n}", None),
    ("POST", "/api/v4/leads", [{"name": "no", "status_id": 5}]),
    ("POST", "/oauth2/access_token", {"grant_type": "refresh_token"}),
)


def measure(pace: Pace) -> Sequence[Figure]:
    """Two processes, one after the other: as it is served, and with a journal that keeps nothing."""
    if resident_mib(os.getpid()) is None:
        return [Figure("memory is read from /proc, which this system does not have", 0, "")]
    served = _life([], requests=pace.requests)
    forgetful = _life(["--journal=1"], requests=pace.requests)
    long_run = f"{pace.requests:,} requests"
    return [
        Figure("worker, before the first token", served.idle, "MiB", wanted=Wanted("≤", 40)),
        Figure("worker, after the first token", served.begun, "MiB", wanted=Wanted("≤", 50)),
        Figure("worker, with Faker and an invented world", served.ready, "MiB"),
        Figure(f"worker, growth over {long_run}", served.growth, "MiB", wanted=Wanted("≤", 20)),
        Figure("… of which in the last quarter", served.grown[-1] - served.grown[-2], "MiB"),
        Figure("… without a journal", forgetful.growth, "MiB"),
        Figure("all processes, before the first token", served.totals[0], "MiB"),
        Figure("all processes, after the first token", served.totals[1], "MiB"),
        Figure(f"all processes, after {long_run}", served.totals[2], "MiB"),
    ]


@dataclass(frozen=True, slots=True)
class Life:
    """Resident MiB of one process from its start on; `grown` after each quarter of the long run."""

    idle: float
    begun: float
    ready: float
    grown: tuple[float, ...]
    totals: tuple[float, float, float]

    @property
    def growth(self) -> float:
        """By the long run."""
        return self.grown[-1] - self.ready


def _life(options: Sequence[str], *, requests: int) -> Life:
    with server_process([*MOCK, *options]) as server:
        visitor = Visitor(server.address)
        worker = int(str(visitor.control("GET", "/health")["pid"]))
        idle, idle_total = _known(worker), _total(server)
        new_tenant(visitor, "demo").connect(visitor)
        begun, begun_total = _known(worker), _total(server)
        # Its people are invented, so Faker is loaded here: that is no growth by requests.
        tenant = new_tenant(visitor, "realty")
        pair = tenant.connect(visitor)
        ready = _known(worker)
        grown = []
        for _ in range(4):
            _work(visitor, tenant, pair, requests=requests // 4)
            grown.append(_known(worker))
        visitor.close()
        return Life(idle, begun, ready, tuple(grown), (idle_total, begun_total, _total(server)))


def _work(visitor: Visitor, tenant: Tenant, pair: dict[str, object], *, requests: int) -> None:
    lead = _first_lead(visitor, pair)
    numbers = count(1)
    for method, path, body in islice(cycle(MIX), requests):
        names = {"lead": str(lead), "n": str(next(numbers)), "client_id": str(tenant.integration["client_id"])}
        if path == "/oauth2/access_token":
            pair.update(tenant.redeem(visitor, grant_type="refresh_token", refresh_token=str(pair["refresh_token"])))
            continue
        sent = None if body is None else json.dumps(body).replace("{n}", names["n"])
        answer, content = visitor.ask(
            method, quote(path.format_map(names), safe="/?&=[]"), body=sent, headers=_bearer(pair)
        )
        assert answer.status < 500, content


def _first_lead(visitor: Visitor, pair: dict[str, object]) -> int:
    _, content = visitor.ask("GET", "/api/v4/leads?limit=1", headers=_bearer(pair))
    found: int = json.loads(content)["_embedded"]["leads"][0]["id"]
    return found


def _bearer(pair: dict[str, object]) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair['access_token']}"}


def _known(pid: int) -> float:
    found = resident_mib(pid)
    assert found is not None
    return found


def _total(server: ServerProcess) -> float:
    return sum(resident_mib(pid) or 0.0 for pid in server.pids())


BENCHMARK = Benchmark(
    "memory",
    "Resident memory (VmRSS) of mock-amocrm serve: its worker process, which holds the state, and all its processes"
    f" together (what they share counts in each). The long run is a mix of {len(MIX)} requests in turn over one"
    " connection to an account of the world “realty”: lists, searches, single items, consent pages, refusals,"
    " refreshes, and a tenth writes that make every remembered page stale, so that 120 leads become 620.",
    measure,
)
