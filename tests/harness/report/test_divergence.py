"""Where a scenario goes wrong: the first refusal of the evidence; without a cause the first that nobody asked for."""

from collections.abc import Sequence

import pytest
import run_results
import story

from harness.report.html.divergence import divergence
from harness.wire.exchange import Exchange

# The phone asks (№1), the backend is refused meanwhile (№2) and passes it on; what comes later is all right.
STORY = story.timeline(
    story.exchange_code(10, 60, status=403), story.token(20, 40, status=400), story.status(70, True)
).every(Exchange)


@pytest.mark.parametrize(
    ("evidence", "number"),
    [([1, 2, 3], 2), ([1, 3], 1), ([3], 3), ([], 2)],
    ids=["the first to arrive", "of the evidence only", "without a refusal the last", "without a cause"],
)
def test_it_is(evidence: Sequence[int], number: int) -> None:
    findings = [run_results.finding("any", evidence=evidence)] if evidence else []

    assert divergence(run_results.scenario(findings=findings), STORY) == number


def test_what_the_author_has_asked_for_by_name_is_not_it() -> None:
    result = run_results.scenario()
    result.wanted = (2,)

    assert divergence(result, STORY) == 1


def test_a_scenario_that_passed_or_was_refused_nothing_has_none() -> None:
    assert divergence(run_results.scenario(verdict="passed"), STORY) is None
    assert divergence(run_results.scenario(), STORY[2:]) is None
