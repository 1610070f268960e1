"""What `amocrm-e2e run` prints: progress on standard error while it runs, the report on standard output at its end."""

import io
import os
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import IO, Final

import pytest

from harness.events.results import RunResult, read_run
from harness.events.status import NOT_RUN
from harness.run.endings import INTERRUPTED
from harness.run.interrupts import Interrupts
from harness.run.progress import Progress, is_live
from harness.run.shown import show
from harness.run.under_way import UnderWay

LINE: Final = "scenario_line"
COULD_NOT_RUN: Final = "amocrm_e2e_could_not_run"
"""The key under which a worker of pytest-xdist tells the controller why nothing can be run."""


class ScenarioLines:
    """Replaces pytest's dots. On a terminal the progress is one line that goes away; elsewhere a plain line each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._progress = Progress(_own_stderr(), UnderWay(folder), live=is_live(sys.stderr))
        self._pytest_says = io.StringIO()
        self._could_not_run: str | None = None
        self._interrupted = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """From here on pytest and pytest-xdist write into a drawer."""
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None and not session.config.option.collectonly:
            from _pytest._io import TerminalWriter

            # There is no option for it: even `-qq` prints banners, a blank line and what workers do.
            reporter._tw = TerminalWriter(self._pytest_says)  # noqa: SLF001 - as pytest-sugar and others do

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """How many there are."""
        self._progress.total = len(session.items)
        if session.items and not session.config.option.collectonly and not session.config.option.usepdb:
            self._begin()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """The controller of pytest-xdist collects nothing itself."""
        self._progress.total = len(ids)
        self._begin()

    def _begin(self) -> None:
        self._progress.begin()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """A worker that couldn't run says why; the first reason is enough."""
        said = getattr(node, "workeroutput", {}).get(COULD_NOT_RUN)
        self._could_not_run = self._could_not_run or said

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No dots."""
        return (report.outcome if report.when == "call" or report.failed else "", "", "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario has ended."""
        line = dict(report.user_properties).get(LINE)
        if line:
            self._progress.ended(str(line), red=report.failed)
        elif report.failed and report.when != "call":
            self._progress.say(str(report.longrepr))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that can't be collected."""
        if report.failed:
            self._progress.say(str(report.longrepr))

    def pytest_internalerror(self, excrepr: object) -> bool:
        """The one time when pytest's own words are needed."""
        self._say(str(excrepr))
        return True

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Either somebody pressed Ctrl-C, or the run can't go on; pytest-xdist has an interruption of its own."""
        if isinstance(excinfo.value, pytest.exit.Exception):
            self._could_not_run = self._could_not_run or str(excinfo.value.msg)
        self._interrupted = type(excinfo.value) is KeyboardInterrupt

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """pytest has one exit code for everything that ends a run early; ours tell them apart."""
        if self._interrupted:
            session.exitstatus = INTERRUPTED
        elif self._could_not_run is not None:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR  # whatever a step has given to pytest.exit()
        elif session.exitstatus == pytest.ExitCode.INTERRUPTED and session.testsfailed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, config: pytest.Config, exitstatus: int) -> Generator[None, object, object]:
        """The end of the run, and below it what other plugins add to theirs (`--durations`, say)."""
        before = self._pytest_says.tell()
        result = yield
        self._progress.end()
        if self._could_not_run is not None:
            self._say(f"could not run: {self._could_not_run}")
            self._forget_what_never_ran()
            return result
        run = read_run(sorted(self._folder.glob("events-*.ndjson")))
        if run.scenarios or run.unreadable:
            self._conclude(run, config)
        elif exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and not config.option.collectonly:
            from harness.run.nothing import nothing_collected

            self._say(nothing_collected(config))
        added = self._pytest_says.getvalue()[before:].strip("\n")
        sys.stdout.write(f"\n{added}\n" if added else "")
        return result

    def _conclude(self, run: RunResult, config: pytest.Config) -> None:
        """What the run has come to."""
        heard = any(isinstance(plugin, Interrupts) and plugin.heard for plugin in config.pluginmanager.get_plugins())
        show(run, interrupted=self._interrupted or heard, colour=config.option.color)

    def _forget_what_never_ran(self) -> None:
        """One process has listed what another couldn't run: a report would be made of that."""
        files = list(self._folder.glob("events-*.ndjson"))
        if all(scenario.verdict == NOT_RUN for scenario in read_run(files).scenarios):
            for file in files:
                file.unlink()

    def _say(self, text: str) -> None:
        sys.stderr.write(f"amocrm-e2e: {text}\n")
        sys.stderr.flush()


def _own_stderr() -> IO[str]:
    """Standard error as it was before pytest, while a test runs, puts a file in its place."""
    try:
        return os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8", errors="backslashreplace")
    except (OSError, ValueError):
        return sys.stderr  # whoever runs us has put something else there
