"""Times one scenario again and again in one process, and after each round the same thing done in another way."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.run.rig import Rig

FEATURE = "features/connect/deep_link_uk.feature"


@dataclass
class Stopwatch:
    """A pytest plugin: times every scenario from set-up to tear-down, then the other way; both in milliseconds.

    `other` does it while everything still runs and answers its seconds; `during` is open while a scenario is played.
    """

    other: Callable[["Rig"], float]
    during: Callable[[], AbstractContextManager[object]] = nullcontext
    scenarios: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
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
        """One scenario, then the other way; with the last scenario the session ends, and its systems with it."""
        with self.during():
            began = time.perf_counter()
            result = yield
            took = time.perf_counter() - began
        if nextitem is not None:
            assert self.rig is not None
            self.scenarios.append(took * 1000)
            self.others.append(self.other(self.rig) * 1000)
            self.rig.journal_cursor = self.rig.crm.journal_end()  # or the next scenario is held to account for this
        return result


def run(stopwatch: Stopwatch, *, browser: str, count: int, told: Callable[[], Mapping[str, object]] = dict) -> int:
    """Play so many scenarios that are followed by the other way, and print all of it as JSON."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        options = ["--rootdir=.", "--amocrm-e2e", f"--browser={browser}", "-qq", "-p", "no:cacheprovider"]
        words = [FEATURE, *options, f"--repeat={count + 1}", f"--run-folder={folder}"]
        code = pytest.main(words, plugins=[stopwatch])
    figures = {"scenarios": stopwatch.scenarios, "others": stopwatch.others, **told()}
    sys.stdout.write(f"\n{json.dumps(figures)}\n")
    return int(code)
