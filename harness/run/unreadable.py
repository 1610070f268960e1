"""Feature files that can't be collected: written down as events, so that no report looks greener than the run was."""

from pathlib import Path
from typing import Final

import pytest

VERDICT: Final = "verdict"
"""The user property that carries a scenario's verdict from a worker of pytest-xdist to its controller."""


class UnreadableFiles:
    """Lives in the controller, which hears of each file once, however many workers have stumbled over it."""

    def __init__(self, folder: Path, *, root: Path, lang: str | None) -> None:
        self._folder = folder
        self._root = root
        self._lang = lang
        self._found: dict[str, str] = {}
        self._outside: dict[str, str] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what its author has to mend."""
        if report.failed:
            found = self._found if report.nodeid.endswith(".feature") else self._outside
            found[report.nodeid or "."] = report.longreprtext

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what failed and isn't written down as a scenario."""
        if report.failed and VERDICT not in dict(report.user_properties):
            self._outside[report.nodeid] = report.longreprtext

    def _language(self, file: str) -> str:
        from harness.gherkin.source import told_in

        return self._lang or told_in(self._root / file)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Before the reports are made."""
        if not (self._found or self._outside):
            return
        from harness.events.file import EventFile
        from harness.events.model import FailedOutside, FileUnreadable

        events = EventFile(self._folder / "events-collection.ndjson", run=self._folder.name, worker="collection")
        for file, message in self._found.items():
            events.write(FileUnreadable(file, message, self._language(file)))
        for test, message in self._outside.items():
            events.write(FailedOutside(test, message))
        events.close()
