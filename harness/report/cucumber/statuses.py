"""Our statuses in Cucumber's words."""

from collections.abc import Mapping
from typing import Final

from harness.events.results import ScenarioResult
from harness.events.status import (
    AMBIGUOUS,
    EXPECTED_FAILURE,
    FAILED,
    NOT_ENDED,
    NOT_RUN,
    PASSED,
    PASSED_ON_RETRY,
    PENDING,
    SKIPPED,
    UNDEFINED,
)

# Of a scenario Cucumber shows the worst status among its steps, and knows fewer of them than we do.
STATUSES: Final[Mapping[str, str]] = {
    PASSED: "PASSED",
    FAILED: "FAILED",
    UNDEFINED: "UNDEFINED",
    AMBIGUOUS: "AMBIGUOUS",
    PENDING: "PENDING",
    SKIPPED: "SKIPPED",
    EXPECTED_FAILURE: "SKIPPED",
    NOT_RUN: "SKIPPED",
    NOT_ENDED: "FAILED",
    PASSED_ON_RETRY: "FAILED",
}


def hook_status(result: ScenarioResult) -> str:
    """That of the hook behind the last step; of unknown sentences a step tells already, and Cucumber lets no hook."""
    return STATUSES[SKIPPED if result.verdict in (UNDEFINED, AMBIGUOUS) else result.verdict]


def step_status(result: ScenarioResult, status: str) -> str:
    """That of a step; one that failed as its scenario's tag says is no failure."""
    if result.verdict == EXPECTED_FAILURE and status == FAILED:
        return STATUSES[EXPECTED_FAILURE]
    return STATUSES[status]
