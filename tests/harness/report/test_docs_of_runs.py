"""What of several runs `amocrm-e2e docs` tells: nothing that failed is hidden, nothing that proves nothing is proof."""

from dataclasses import replace

import pytest
import run_results

from harness.commands.docs import _pages
from harness.events.results import RunResult, ScenarioResult
from harness.report.docs.messages import MESSAGES
from harness.report.messages import say

CATCHES_NOTHING = MESSAGES["uk"]["catches_nothing"]


def page(*scenarios: ScenarioResult) -> str:
    made = _pages(RunResult(list(scenarios)))
    assert made is not None
    return made["features-a.html"]


def played(verdict: str, *bugs: str) -> ScenarioResult:
    return replace(run_results.scenario(verdict=verdict), bugs=bugs)


@pytest.mark.parametrize("verdicts", [("failed", "passed"), ("passed", "failed")])
def test_of_several_rounds_or_browsers_the_red_one_is_told(verdicts: tuple[str, str]) -> None:
    told = page(*map(played, verdicts))

    assert f"<b>{say('uk')['failed']}</b>" in told
    assert told.count("<section") == 1


def test_a_scenario_that_failed_with_a_bug_and_only_with_it_has_caught_it_once() -> None:
    told = page(played("passed"), played("failed", "seed"), played("failed", "seed"))

    assert told.count("<code>seed</code>") == 1
    assert CATCHES_NOTHING not in told


@pytest.mark.parametrize("with_bug", ["undefined", "ambiguous", "not_ended", "passed_on_retry", "not_run", "passed"])
def test_what_was_cut_off_or_is_not_understood_has_caught_nothing(with_bug: str) -> None:
    assert CATCHES_NOTHING in page(played("passed"), played(with_bug, "seed"))


def test_what_fails_without_a_bug_too_has_caught_nothing() -> None:
    assert CATCHES_NOTHING in page(played("failed"), played("failed", "seed"))
