"""What can become of a step or a scenario, and which of it is good."""

from typing import Final

PASSED: Final = "passed"
FAILED: Final = "failed"
UNDEFINED: Final = "undefined"  # nobody knows a sentence
AMBIGUOUS: Final = "ambiguous"  # a sentence has several meanings
PENDING: Final = "pending"  # tagged so, or a step isn't written yet
SKIPPED: Final = "skipped"
EXPECTED_FAILURE: Final = "expected_failure"  # failed as its tag says; a step never ends like this
NOT_RUN: Final = "not_run"  # a step behind one that ended its scenario; a scenario that the run never came to
NOT_ENDED: Final = "not_ended"  # the process died in the middle of the scenario
PASSED_ON_RETRY: Final = "passed_on_retry"  # red in one run and passed in a later one; runs that are merged know of it

RED: Final = frozenset({FAILED, UNDEFINED, AMBIGUOUS, NOT_ENDED, PASSED_ON_RETRY})
"""A run with any of these isn't green."""

ORDER: Final = (
    PASSED,
    FAILED,
    UNDEFINED,
    AMBIGUOUS,
    NOT_ENDED,
    PASSED_ON_RETRY,
    PENDING,
    SKIPPED,
    EXPECTED_FAILURE,
    NOT_RUN,
)
"""The order in which reports count them."""
