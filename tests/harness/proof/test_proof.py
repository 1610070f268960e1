"""The verdict of a proof: what is one, and everything that is called a problem."""

from collections.abc import Mapping

import pytest

from harness.events.results import RunResult, ScenarioResult
from harness.proof.catalogue import BUGS, CATALOGUE, switches
from harness.proof.variant import Variant, everything, pairs, variant
from harness.proof.weigh import Proof, matrix, weigh
from harness.report.proof.matrix import ALIVE, KILLED, NAMED, UNPLAYED, WRONG
from harness.report.proof.messages import worded
from harness.settings import SettingsError

ONE = Variant("one", ("one",), (frozenset({"cause_one"}),), frozenset({"another"}), {"a.feature": ("Перший",)})
TWO = Variant("two", ("two",), (frozenset({"cause_two"}),), frozenset(), {"b.feature": ("Second",)})
BOTH = Variant("one+two", ("one", "two"), (*ONE.causes, *TWO.causes), frozenset(), {"a.feature": ("Перший",)})
PLACES = {"Перший": "features/a.feature:3", "Second": "features/b.feature:4"}


def result(name: str, verdict: str, *causes: str, bugs: tuple[str, ...] = ()) -> ScenarioResult:
    findings: list[Mapping[str, object]] = [{"cause": cause} for cause in causes]
    id_ = f"{name} {bugs}"
    return ScenarioResult(
        id_, name, "f", PLACES.get(name, f"{name}:1"), "en", bugs=bugs, verdict=verdict, findings=findings
    )


CORRECT = [result("Перший", "passed"), result("Second", "passed")]
KILLED_ONE = result("Перший", "failed", "cause_one", bugs=("one",))
KILLED_TWO = result("Second", "failed", "cause_two", bugs=("two",))


def proof(*played: ScenarioResult, variants: tuple[Variant, ...] = (ONE, TWO), whole: bool = True) -> Proof:
    return weigh(RunResult([*CORRECT, *played]), variants, whole=whole)


def told_of(weighed: Proof) -> list[str]:
    return [worded(problem, "en") for problem in weighed.problems()]


def test_a_proof_has_no_problems() -> None:
    assert told_of(proof(KILLED_ONE, KILLED_TWO)) == []


@pytest.mark.parametrize("bad", [result("Second", "failed"), result("Second", "undefined")])
def test_a_failing_correct_pair_is_no_proof(bad: ScenarioResult) -> None:
    told = told_of(weigh(RunResult([CORRECT[0], bad, KILLED_ONE]), [ONE], whole=False))

    assert told == [f"the correct pair fails features/b.feature:4: {bad.verdict}"]


def test_a_file_that_could_not_be_read_is_no_proof() -> None:
    run = RunResult([*CORRECT, KILLED_ONE], unreadable={"c.feature": "c.feature:1: what is this?\nand more"})

    assert told_of(weigh(run, [ONE], whole=False)) == ["the correct pair fails c.feature: c.feature:1: what is this?"]


def test_what_was_never_played_is_no_proof() -> None:
    run = RunResult([CORRECT[0], result("Second", "not_run"), KILLED_ONE])

    assert told_of(weigh(run, [ONE], whole=False)) == ["the correct pair fails features/b.feature:4: not_run"]


def test_what_was_never_played_with_a_bug_is_no_proof_of_it() -> None:
    never = ScenarioResult("n", "Second", "f", PLACES["Second"], "en", bugs=("one",), verdict="not_run")

    assert told_of(weigh(RunResult([*CORRECT, KILLED_ONE, never]), [ONE], whole=False)) == [
        "one: features/b.feature:4 (Second) was to fail and is not_run"
    ]


def test_a_test_beside_the_features_that_fails_is_no_proof() -> None:
    run = RunResult([*CORRECT, KILLED_ONE], outside={"test_x.py::test_y": "assert 1 == 2"})

    assert told_of(weigh(run, [ONE], whole=False)) == ["the correct pair fails test_x.py::test_y: assert 1 == 2"]


def test_a_scenario_that_was_repeated_keeps_its_name() -> None:
    again = ScenarioResult("2", "Перший · 2/2", "f", PLACES["Перший"], "en", verdict="passed")
    repeated = weigh(RunResult([*CORRECT, again]), [], whole=True)

    assert dict(matrix(repeated, seconds=1).columns) == {place: name for name, place in PLACES.items()}
    assert told_of(repeated) == [f"no bug kills {place} ({name})" for name, place in PLACES.items()]


def test_a_bug_that_nothing_kills_is_a_problem_and_so_is_the_scenario_that_nothing_fails() -> None:
    survived = result("Second", "passed", bugs=("two",))

    assert told_of(proof(KILLED_ONE, survived)) == [
        "nothing kills two",
        "two: features/b.feature:4 (Second) was to fail and is passed",
        "no bug kills features/b.feature:4 (Second)",
    ]


def test_a_scenario_that_was_to_fail_and_didnt_is_a_problem_though_another_one_kills() -> None:
    wide = Variant("two", ("two",), TWO.causes, frozenset(), {"b.feature": ("Second",), "a.feature": ("Перший",)})
    told = told_of(proof(KILLED_ONE, KILLED_TWO, result("Перший", "passed", bugs=("two",)), variants=(ONE, wide)))

    assert told == ["two: features/a.feature:3 (Перший) was to fail and is passed"]


def test_a_bug_that_is_killed_without_its_cause_is_a_problem() -> None:
    assert told_of(proof(result("Перший", "failed", bugs=("one",)), KILLED_TWO)) == [
        "one is killed, but its cause (cause_one) is never named"
    ]


def test_a_wrong_cause_is_a_problem_even_beside_the_right_one() -> None:
    told = told_of(proof(result("Перший", "failed", "cause_one", "cause_two", bugs=("one",)), KILLED_TWO))

    assert told == ["one: features/a.feature:3 names the wrong cause cause_two"]


def test_a_cause_that_may_be_named_too_is_no_problem_and_no_proof() -> None:
    both = result("Перший", "failed", "cause_one", "another", bugs=("one",))
    other = result("Перший", "failed", "another", bugs=("one",))

    assert told_of(proof(both, KILLED_TWO)) == []
    assert told_of(proof(other, KILLED_TWO)) == ["one is killed, but its cause (cause_one) is never named"]


def test_of_two_bugs_both_are_named_and_the_earlier_one_first() -> None:
    def told(*causes: str) -> list[str]:
        return told_of(proof(result("Перший", "failed", *causes, bugs=("one", "two")), variants=(BOTH,), whole=False))

    never = ["one+two is killed, but its cause (cause_one → cause_two) is never named"]
    assert told("cause_one", "cause_two") == []
    assert told("cause_two", "cause_one") == never
    assert told("cause_one") == never


def test_a_scenario_that_no_bug_kills_is_no_problem_when_only_some_bugs_were_tried() -> None:
    assert told_of(proof(KILLED_ONE, variants=(ONE,), whole=False)) == []


def test_only_what_the_correct_pair_passes_has_to_be_killed() -> None:
    rest = [result(verdict, verdict) for verdict in ("skipped", "pending", "expected_failure")]
    run = RunResult([*CORRECT, *rest, KILLED_ONE, KILLED_TWO])

    assert told_of(weigh(run, [ONE, TWO], whole=True)) == []


def test_every_row_of_an_outline_is_to_fail() -> None:
    assert ONE.is_to_fail("features/a.feature", "Перший")
    assert ONE.is_to_fail("a.feature", "Перший [1-2]")
    assert not ONE.is_to_fail("features/a.feature", "Перший раз")
    assert not ONE.is_to_fail("features/aa.feature", "Перший")


def test_the_matrix_marks_what_each_scenario_did() -> None:
    seed = variant("seed")
    right = min(seed.causes[0])
    played = [result("Перший", "failed", right, bugs=("seed",)), result("Second", "failed", "another", bugs=("seed",))]
    more = [result("third", "failed", bugs=("seed",)), result("fourth", "passed", bugs=("seed",))]
    names = ("third", "fourth", "fifth")
    run = RunResult([*CORRECT, *(result(name, "passed") for name in names), *played, *more])
    shown = matrix(weigh(run, [seed], whole=False), seconds=3)

    assert list(shown.columns.values()) == ["Перший", "Second", "third", "fourth", "fifth"]
    assert [shown.rows[0].mark(place) for place in shown.columns] == [NAMED, WRONG, KILLED, ALIVE, UNPLAYED]
    assert shown.rows[0].named == sorted(["another", right])


def test_the_switches_of_several_bugs_are_put_together_each_once() -> None:
    both = switches(["seed", "code-in-deep-link", "status-not-refreshed"])

    assert both.backend == ("code-in-deep-link",)
    assert both.client == ("client-exchanges-code", "status-not-refreshed")
    assert switches([]).backend == ()


def test_an_unknown_bug_is_answered_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="--bug sed: no such bug; did you mean “seed”"):
        switches(["sed"])
    with pytest.raises(SettingsError, match="--bug sed: no such bug; did you mean “seed”"):
        variant("token-shared+sed")


def test_a_bug_that_cannot_be_switched_on_says_why() -> None:
    for id_, bug in CATALOGUE.unswitched.items():
        with pytest.raises(SettingsError) as told:
            variant(id_)
        assert bug.reason["en"] in str(told.value)


def test_two_bugs_make_one_variant_in_the_order_they_are_written() -> None:
    one, two = BUGS["token-lost"], BUGS["seed"]
    made = variant("token-lost + seed")

    assert (made.id, made.bugs, made.causes) == ("token-lost+seed", ("token-lost", "seed"), (one.causes, two.causes))


def test_everything_is_each_bug_and_each_pair() -> None:
    assert [one.id for one in everything()] == [*BUGS, *pairs()]
