"""What a proof prints while it runs: one line for each bug, as soon as all its scenarios are played."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from harness.events.results import RunResult
from harness.run.copies import WITH
from harness.run.lines import LINE, ScenarioLines

CORRECT: Final = "the correct pair"


class ProofLines(ScenarioLines):
    """On a terminal the line says where the proof is; elsewhere there is one for each bug."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._left: Counter[str] = Counter()
        self._red: Counter[str] = Counter()
        self._played: Counter[str] = Counter()
        self._variants = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """What there is to play, in one process."""
        super().pytest_collection_finish(session)
        self._expect([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """What there is to play, in several."""
        super().pytest_xdist_node_collection_finished(ids)
        self._expect(ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario has ended, and with it perhaps what is known of a bug."""
        if LINE not in dict(report.user_properties):
            super().pytest_runtest_logreport(report)
            return
        variant = _variant(report.nodeid)
        self._played[variant] += 1
        self._red[variant] += report.failed
        self._left[variant] -= 1
        over = self._left[variant] == 0
        if over:
            del self._left[variant]
        place = f"[{self._variants - len(self._left)}/{self._variants}]"
        line = f"{place} {variant}: {self._red[variant]} of {self._played[variant]} red"
        if self._progress.live:
            self._progress.draw(line)
        elif over:
            self._progress.say(line)

    def _begin(self) -> None:
        """Which scenario is under way says nothing of how far a proof has come."""

    def _expect(self, ids: Sequence[str]) -> None:
        self._left = Counter(map(_variant, ids))
        self._variants = len(self._left)

    def _conclude(self, run: RunResult, config: pytest.Config) -> None:
        """Nothing: the matrix says it."""


def _variant(nodeid: str) -> str:
    return nodeid.rpartition(WITH)[2] if WITH in nodeid else CORRECT
