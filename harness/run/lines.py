"""What `amocrm-e2e run` prints: progress on standard error while it runs, the report on standard output at its end."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from harness.events.results import read_run
from harness.report.terminal import report as run_report

LINE: Final = "scenario_line"
WIDEST = 110


class ScenarioLines:
    """Replaces pytest's dots. On a terminal the progress is one line that goes away; elsewhere a plain line each."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._total = 0
        self._done = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """How many there are."""
        self._total = len(session.items)

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No dots."""
        return (report.outcome if report.when == "call" or report.failed else "", "", "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario has ended."""
        line = dict(report.user_properties).get(LINE)
        if report.when == "call" and line:
            self._done += 1
            self._show(f"[{self._done}/{self._total}] {line}" if self._total else str(line))
        elif report.failed and report.when != "call":
            self._show(str(report.longrepr))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that can't be collected."""
        if report.failed:
            self._show(str(report.longrepr))
            sys.stderr.write("\n" if self._live else "")

    def print_report(self, files: Sequence[Path]) -> None:
        """The end of the run."""
        if self._live:
            sys.stderr.write("\r\033[K")
        run = read_run(files)
        if run.scenarios:
            width = min(WIDEST, shutil.get_terminal_size((WIDEST, 40)).columns)
            sys.stdout.write(run_report(run, width=width) + "\n")

    def _show(self, text: str) -> None:
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\033[K{text[:width]}")
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()
