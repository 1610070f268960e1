"""From pytest's report to a scenario's verdict."""

from collections.abc import Mapping
from typing import Final

import pytest

from harness.events.status import AMBIGUOUS, EXPECTED_FAILURE, FAILED, PASSED, PENDING, SKIPPED, UNDEFINED
from harness.gherkin.expressions import Pending
from harness.gherkin.messages import say
from harness.gherkin.tags import tag_of
from harness.run.scenario import RunningScenario

# pytest's category (which decides whether the failure is printed), its letter, its colour.
LETTERS: Final[Mapping[str, tuple[str, str, str]]] = {
    UNDEFINED: ("failed", "?", "red"),
    AMBIGUOUS: ("failed", "!", "red"),
    PENDING: ("pending", "P", "yellow"),
    EXPECTED_FAILURE: ("xfailed", "x", "yellow"),
}


def verdict_of(
    report: pytest.TestReport, running: RunningScenario, *, raised: BaseException | None
) -> tuple[str, str | None]:
    """The verdict and what to say of it; `report` is pytest's, tags that pytest understands included."""
    case = running.case
    if report.when == "teardown":  # what steps have borrowed could not be given back
        return FAILED, "\n".join(filter(None, (running.error, f"teardown: {raised}")))
    if running.status in (UNDEFINED, AMBIGUOUS):
        # An expected failure is a bug that is known, never a sentence that nobody understands.
        return running.status, running.error
    if hasattr(report, "wasxfail") and report.skipped:
        tag = tag_of(case.tags, "expected-failure")
        return EXPECTED_FAILURE, f"@{tag}: {running.error}" if tag else running.error
    if report.failed and raised is None:
        tag = tag_of(case.tags, "expected-failure") or "xfail"
        return FAILED, f"{case.place}: " + say(case.lang, "unexpected_pass", tag=tag)
    if report.skipped and running.status not in (SKIPPED, PENDING):  # before the first step, by a mark
        skip = tag_of(case.tags, "skip")
        return SKIPPED, f"@{skip}" if skip else _reason(report)
    if report.failed and running.status == PASSED:  # before the first step or behind the last one
        return FAILED, report.longreprtext
    return running.status, running.error


def worded_error(error: BaseException, lang: str) -> str:
    """An exception as its author reads it."""
    return str(error) or (say(lang, "not_written") if isinstance(error, Pending) else type(error).__name__)


def _reason(report: pytest.TestReport) -> str:
    said = report.longrepr
    return str(said[2]).removeprefix("Skipped: ") if isinstance(said, tuple) else str(said)
