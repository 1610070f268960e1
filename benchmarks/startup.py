"""What a scenario and a test session pay before their first request: a new account, a fixture."""

import statistics
import threading
import time
from collections.abc import Sequence

import requests

from benchmarks.figures import Benchmark, Figure, Pace, over_rounds
from benchmarks.server_process import MOCK, server_process
from benchmarks.visitor import Visitor
from mock_amocrm.server import MockAmoCRM

WORLDS = ("empty", "demo", "realty")


def measure(pace: Pace) -> Sequence[Figure]:
    """Medians of rounds; worlds take turns."""
    accounts: dict[str, list[float]] = {world: [] for world in WORLDS}
    with server_process([*MOCK, "--world=empty"]) as server:
        visitor = Visitor(server.address)
        for _ in range(pace.rounds):
            took: dict[str, list[float]] = {world: [] for world in WORLDS}
            for _ in range(pace.repeats):
                for world in WORLDS:
                    visitor.elapsed = 0
                    visitor.control("POST", "/accounts", {"world": world})
                    took[world].append(visitor.elapsed * 1000)
            for world, walks in took.items():
                accounts[world].append(statistics.median(walks))
        visitor.close()
    before = threading.active_count()
    starts, stops = zip(*(_fixture(pace.repeats) for _ in range(pace.rounds)), strict=True)
    return [
        *(over_rounds(f"a new account of the world “{world}” over HTTP", accounts[world], "ms") for world in WORLDS),
        over_rounds("MockAmoCRM: from the constructor to the first answer", starts, "ms"),
        over_rounds("MockAmoCRM: stop", stops, "ms"),
        Figure("threads left over", threading.active_count() - before, ""),
    ]


def _fixture(repeats: int) -> tuple[float, float]:
    started, stopped = [], []
    for _ in range(repeats):
        began = time.perf_counter()
        mock = MockAmoCRM().start()
        answer = requests.get(f"{mock.url}/_mock/health", timeout=10)
        ready = time.perf_counter()
        mock.stop()
        ended = time.perf_counter()
        assert answer.ok
        started.append((ready - began) * 1000)
        stopped.append((ended - ready) * 1000)
    return statistics.median(started), statistics.median(stopped)


BENCHMARK = Benchmark(
    "startup",
    "POST /_mock/accounts of mock-amocrm serve over a keep-alive connection; MockAmoCRM started, asked once with a"
    " connection of its own by `requests`, and stopped again, modules imported already.",
    measure,
)
