"""The proof: a catalogue that fits the systems, and a verdict that calls everything else a problem."""

import subprocess
import sys
from dataclasses import replace

import pytest

from harness.diagnosis.rules import RULES
from harness.events.results import RunResult, ScenarioResult
from harness.proof.catalogue import BUGS, switches
from harness.proof.matrix import Proof, _weigh
from harness.report.proof import ALIVE, KILLED, NAMED, WRONG, matrix_text
from harness.settings import SettingsError
from simulated_client import list_bugs


def backend_switches() -> set[str]:
    """What the backend itself lists."""
    command = [sys.executable, "-m", "reference_backend", "--list-bugs"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split())


def test_every_switch_of_the_catalogue_exists_and_every_existing_one_is_in_the_catalogue() -> None:
    assert {switch for bug in BUGS.values() for switch in bug.switches.backend} == backend_switches()
    assert {switch for bug in BUGS.values() for switch in bug.switches.client} == set(list_bugs())


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS.keys())
def test_a_bug_switches_something_and_names_causes_that_exist(bug: object) -> None:
    from harness.proof.catalogue import Bug

    assert isinstance(bug, Bug)
    assert bug.causes
    assert bug.causes | bug.also <= set(RULES)


def test_every_cause_is_the_cause_of_some_bug() -> None:
    assert {cause for bug in BUGS.values() for cause in bug.causes} == set(RULES)


def test_the_switches_of_several_bugs_are_put_together_each_once() -> None:
    both = switches(["seed", "code-in-deep-link", "status-not-refreshed"])

    assert both.backend == ("code-in-deep-link",)
    assert both.client == ("client-exchanges-code", "status-not-refreshed")
    assert switches([]).backend == ()


def test_an_unknown_bug_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="--bug sed: no such bug; did you mean “seed”"):
        switches(["sed"])


PLACES = {f"f.feature:{number}": f"scenario {number}" for number in range(len(BUGS))}
OF_SEED, OF_STATE = (list(PLACES)[list(BUGS).index(bug)] for bug in ("seed", "state-not-verified"))
# Each bug is killed by a scenario of its own and named.
GOOD = Proof(
    scenarios=PLACES,
    kills={bug.id: {place: (min(bug.causes),)} for bug, place in zip(BUGS.values(), PLACES, strict=True)},
    expected={bug.id: bug.causes for bug in BUGS.values()},
    correct_failures={},
)


def without(bug: str, kills: dict[str, tuple[str, ...]]) -> Proof:
    return replace(GOOD, kills={**GOOD.kills, bug: kills})


def test_a_proof_has_no_problems() -> None:
    assert GOOD.problems() == []


def test_a_failing_correct_pair_is_no_proof() -> None:
    assert replace(GOOD, correct_failures={"f.feature:1": "refused"}).problems() == [
        "the correct pair fails f.feature:1: refused"
    ]


def test_a_bug_that_nothing_kills_is_a_problem_and_so_is_the_scenario_that_nothing_fails() -> None:
    assert without("seed", {}).problems() == ["nothing kills seed", f"no bug kills {OF_SEED} ({PLACES[OF_SEED]})"]


def test_a_bug_that_is_killed_without_its_cause_is_a_problem() -> None:
    assert without("seed", {OF_SEED: ()}).problems() == [
        "seed is killed, but its cause (code_exchanged_twice) is never named"
    ]


def test_a_wrong_cause_is_a_problem_even_beside_the_right_one() -> None:
    told = without("seed", {OF_SEED: ("code_exchanged_twice", "token_lost")}).problems()

    assert told == [f"seed: {OF_SEED} names the wrong cause token_lost"]


def test_a_cause_that_may_be_named_too_is_no_problem_and_no_proof() -> None:
    assert without("state-not-verified", {OF_STATE: ("state_not_verified", "code_exchanged_twice")}).problems() == []
    assert without("state-not-verified", {OF_STATE: ("code_exchanged_twice",)}).problems() == [
        "state-not-verified is killed, but its cause (state_not_verified) is never named"
    ]


def test_a_scenario_that_no_bug_kills_is_no_problem_when_only_some_bugs_were_tried() -> None:
    some = replace(GOOD, kills={"seed": GOOD.kills["seed"]}, expected={"seed": BUGS["seed"].causes})

    assert some.problems() == []


def test_the_matrix_has_a_row_for_each_bug_and_a_mark_for_each_scenario() -> None:
    kills = {"one": {"a:1": ("x",), "a:2": ()}, "another": {"a:3": ("y",), "a:1": ("x", "y")}}
    text = matrix_text(
        {f"a:{n}": f"scenario {n}" for n in (1, 2, 3)}, kills, {"one": frozenset("x"), "another": frozenset("x")}
    )
    rows = {row.split()[0]: row for row in text.splitlines() if row}

    assert rows["one"].split()[1:] == [NAMED, KILLED, ALIVE, "x"]
    assert rows["another"].split()[1:] == [WRONG, ALIVE, WRONG, "x,", "y"]
    assert "2  a:2  scenario 2" in text


def test_only_what_the_correct_pair_passes_has_to_be_killed() -> None:
    def run(**verdicts: str) -> RunResult:
        return RunResult(
            [ScenarioResult(name, name, "f", f"{name}:1", "en", verdict=verdict) for name, verdict in verdicts.items()]
        )

    bug = BUGS["seed"]
    rest = {"skipped": "skipped", "pending": "pending", "known": "expected_failure", "red": "undefined"}
    proof = _weigh({"correct": run(good="passed", **rest), "seed": run(good="failed", **rest)}, [bug])

    assert list(proof.scenarios) == ["good:1"]
    assert proof.correct_failures == {"red:1": "undefined"}
    assert set(proof.kills["seed"]) == {"good:1", "red:1"}
