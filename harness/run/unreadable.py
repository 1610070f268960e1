"""Feature files that can't be collected: written down as events, so that no report looks greener than the run was."""

from pathlib import Path

import pytest


class UnreadableFiles:
    """Lives in the controller, which hears of each file once, however many workers have stumbled over it."""

    def __init__(self, folder: Path, *, root: Path, lang: str | None) -> None:
        self._folder = folder
        self._root = root
        self._lang = lang
        self._found: dict[str, str] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what its author has to mend."""
        if report.failed and report.nodeid.endswith(".feature"):
            self._found[report.nodeid] = str(report.longrepr)

    def _language(self, file: str) -> str:
        from harness.gherkin.source import told_in

        return self._lang or told_in(self._root / file)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Before the reports are made."""
        if not self._found:
            return
        from harness.events.file import EventFile
        from harness.events.model import FileUnreadable

        events = EventFile(self._folder / "events-collection.ndjson", run=self._folder.name, worker="collection")
        for file, message in self._found.items():
            events.write(FileUnreadable(file, message, self._language(file)))
        events.close()
