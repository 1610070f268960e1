"""Runs one scenario many times in one process and replays its calls after each: `python -m benchmarks.journey_run N`.

Prints, per scenario, the milliseconds of the scenario and of its replay, and how many calls there were, as JSON.
"""

import json
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from benchmarks.replay import Call, recorded, replay

if TYPE_CHECKING:
    from harness.run.rig import Rig

FEATURE = Path("features/connect/deep_link_uk.feature")
JOURNAL = "/_mock/journal"  # the harness's own reading of the evidence: its cost, no part of the journey


@dataclass
class Stopwatch:
    """A pytest plugin: times every scenario from set-up to tear-down, then replays it."""

    scenarios: list[float] = field(default_factory=list)
    replays: list[float] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    readings: int = 0
    rig: "Rig | None" = None

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self) -> Generator[None, object, object]:
        """Remember the session's systems."""
        from harness.run.rig import Rig  # not earlier: pytest rewrites the asserts of plugins when it imports them

        result = yield
        if isinstance(result, Rig):
            self.rig = result
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, nextitem: pytest.Item | None) -> Generator[None, object, object]:
        """One scenario, then its replay while everything still runs; with the last one the session ends."""
        self.calls, self.readings = [], 0
        with self._listening():
            began = time.perf_counter()
            result = yield
            took = time.perf_counter() - began
        if nextitem is not None:
            self.scenarios.append(took * 1000)
            self.replays.append(replay(self.calls) * 1000)
            assert self.rig is not None
            self.rig.journal_cursor = self.rig.crm.journal_end()  # or the next scenario is held to account for this
        return result

    @contextmanager
    def _listening(self) -> Iterator[None]:
        send = requests.Session.send

        def listen(session: requests.Session, request: requests.PreparedRequest, **how: Any) -> requests.Response:
            answer = send(session, request, **how)
            if JOURNAL in (request.url or ""):
                self.readings += 1
            else:
                self.calls.append(recorded(request, answer, how.get("proxies")))
            return answer

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(requests.Session, "send", listen)
            yield


def main(count: int) -> int:
    """Run so many scenarios that are followed by a replay, and print."""
    stopwatch = Stopwatch()
    source = FEATURE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(count + 1):
            (Path(folder) / f"{number:03}.feature").write_text(source, encoding="utf-8")
        options = ["--rootdir=.", "--amocrm-e2e", "--browser=form", "-qq", "-p", "no:cacheprovider"]
        code = pytest.main([folder, *options, f"--run-folder={folder}/run"], plugins=[stopwatch])
    told = {
        "scenarios": stopwatch.scenarios,
        "replays": stopwatch.replays,
        "calls": len(stopwatch.calls),
        "readings": stopwatch.readings,
    }
    sys.stdout.write(f"\n{json.dumps(told)}\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
