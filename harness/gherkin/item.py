"""One scenario as a test: what keeps it from being played, and how it is played by pytest-bdd, step by step."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

import pytest
from pytest_bdd.parser import Scenario, Step

# pytest-bdd's own way to take a step whose function is known. Its public entry looks every sentence up again, among
# all fixtures, at every step; ours are found once, at collection. A test holds this name against new versions.
from pytest_bdd.scenario import _execute_step_function as take_step

from harness.gherkin.expressions import Pending
from harness.gherkin.tags import tag_of
from harness.gherkin.vocabulary import Definition, Vocabulary


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario, or one row of its examples, ready to be played; `meanings` has the definitions of each step."""

    id: str
    name: str
    place: str
    line: int
    lang: str
    tags: frozenset[str]
    scenario: Scenario
    meanings: list[list[Definition]]
    vocabulary: Vocabulary

    @property
    def row(self) -> int:
        """The line where it stands: of an outline, the row's own."""
        return int(self.place.rpartition(":")[2])

    def problems(self) -> dict[int, "Problem"]:
        """Steps that nobody knows, or that mean several things, by their number from 0."""
        return {
            number: _problem(self, step, meanings)
            for number, (step, meanings) in enumerate(zip(self.scenario.steps, self.meanings, strict=True))
            if len(meanings) != 1
        }


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a step can't be taken: `status` is undefined or ambiguous."""

    status: str
    message: str


class Unplayable(Exception):
    """A scenario that was not begun, because some of its steps can't be taken; `problems` by number of the step."""

    def __init__(self, problems: dict[int, Problem]) -> None:
        super().__init__("\n".join(problem.message for problem in problems.values()))
        self.problems = problems

    @property
    def status(self) -> str:
        """undefined where any step is."""
        statuses = {problem.status for problem in self.problems.values()}
        return "undefined" if "undefined" in statuses else "ambiguous"


class ScenarioItem(pytest.Function):
    """Plays one case."""

    case: Case
    bugs: tuple[str, ...] | None = None
    """The known bugs that are switched on for it; None leaves that to the command line."""

    @classmethod
    def of(cls, parent: pytest.Collector, case: Case, *, name: str, bugs: tuple[str, ...] | None = None) -> Self:
        """The test of a case, with the marks of its tags."""
        run = _player()
        for tag in sorted(case.tags):
            parent.config.hook.pytest_bdd_apply_tag(tag=tag, function=run)
        item = cls.from_parent(parent, name=name, callobj=run)
        item.case = case
        item.bugs = bugs
        # `--lf` compares ids by their parts, and has read the other one from a text: a bracket or `::` in a name must
        # fall into the same parts here.
        item._id = type(item.id).parse(item.nodeid)  # noqa: SLF001 - there is no other way to give an item its id
        return item

    def play(self, request: pytest.FixtureRequest) -> None:
        """Every step in turn, unless it is known beforehand that one can't be taken."""
        __tracebackhide__ = True
        case, hook = self.case, self.config.hook
        if problems := case.problems():
            raise Unplayable(problems)
        if tag := tag_of(case.tags, "pending"):
            raise Pending(f"@{tag}")
        scenario = case.scenario
        hook.pytest_bdd_before_scenario(request=request, feature=scenario.feature, scenario=scenario)
        try:
            for step, meanings in zip(scenario.steps, case.meanings, strict=True):
                context = meanings[0].context
                take_step(request, scenario, step, replace(context, step_func=_done_at_once(context.step_func)))
        finally:
            hook.pytest_bdd_after_scenario(request=request, feature=scenario.feature, scenario=scenario)

    def reportinfo(self) -> tuple[str, int, str]:
        """Where it stands: file, line from 0, and what it is called."""
        return str(self.path), self.case.row - 1, self.case.name


def _player() -> Callable[..., None]:
    def run(request: pytest.FixtureRequest) -> None:
        item: ScenarioItem = request.node
        item.play(request)

    return run


@cache
def _done_at_once(function: Callable[..., object]) -> Callable[..., object]:
    """The function, which fails if it only makes something that nobody waits for: it would do nothing and pass."""
    if inspect.isgeneratorfunction(function):
        return function

    @functools.wraps(function)
    def take(*arguments: object, **values: object) -> object:
        made = function(*arguments, **values)
        if inspect.isawaitable(made):
            if inspect.iscoroutine(made):
                made.close()
            raise TypeError(f"{function.__name__}() answers something to await, and nobody would")
        return made

    return take


def _problem(case: Case, step: Step, meanings: list[Definition]) -> Problem:
    from harness.gherkin.undefined import ambiguous_step, undefined_step

    file = case.place.rpartition(":")[0]
    told = {"file": file, "lang": case.lang, "language": case.scenario.feature.language}
    if meanings:
        return Problem("ambiguous", ambiguous_step(step, meanings, **told))
    return Problem("undefined", undefined_step(step, case.vocabulary, **told))
