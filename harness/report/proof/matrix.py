"""What a proof has shown, as its reports need it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.events.results import ScenarioResult

NAMED: Final = "●"  # killed, and the bug's own cause is named
KILLED: Final = "○"  # killed, without a cause
WRONG: Final = "✗"  # killed, and another cause is named
ALIVE: Final = "·"  # played, and green
UNPLAYED: Final = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps runs from being a proof: which text of the table, and the values that it needs."""

    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A bug, or two at once. `causes` are the right ones; `played` are its scenarios as they went.

    `title` by language; `lives` is whose mistake it is; `rows` are its places in this project's research.
    """

    id: str
    title: Mapping[str, str]
    lives: str
    rows: Sequence[str]
    switches: Sequence[str]
    causes: frozenset[str]
    played: Sequence[ScenarioResult]

    @property
    def red(self) -> list[ScenarioResult]:
        """The scenarios that killed it."""
        return [scenario for scenario in self.played if scenario.red]

    @property
    def named(self) -> list[str]:
        """What was named of it, in all scenarios."""
        return sorted({cause for scenario in self.red for cause in causes_of(scenario)})

    def mark(self, place: str) -> str:
        """How it went in the scenario that stands there."""
        scenario = next((one for one in self.played if one.place == place), None)
        if scenario is None:
            return UNPLAYED
        if not scenario.red:
            return ALIVE
        causes = set(causes_of(scenario))
        if not causes:
            return KILLED
        return NAMED if causes <= self.causes else WRONG


@dataclass(frozen=True, slots=True)
class Left:
    """A known bug that can't be switched on here, and why; `title` and `reason` by language."""

    id: str
    title: Mapping[str, str]
    lives: str
    rows: Sequence[str]
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole proof: `correct` are the scenarios of the correct pair, `problems` what keeps this from being one."""

    correct: Sequence[ScenarioResult]
    rows: Sequence[Row]
    left: Sequence[Left]
    problems: Sequence[Problem]
    seconds: float
    whole: bool

    @property
    def columns(self) -> Mapping[str, str]:
        """Place → name of every scenario, in the order of the files."""
        return names_of(self.correct)

    @property
    def runs(self) -> int:
        """How many times a scenario was played."""
        return len(self.correct) + sum(len(row.played) for row in self.rows)


def names_of(scenarios: Iterable[ScenarioResult]) -> dict[str, str]:
    """Place → name, in their order; of one that was repeated it is the first one's."""
    names: dict[str, str] = {}
    for scenario in scenarios:
        names.setdefault(scenario.place, scenario.name)
    return names


def causes_of(scenario: ScenarioResult) -> tuple[str, ...]:
    """What was named in a scenario, the earliest first."""
    return tuple(str(finding["cause"]) for finding in scenario.findings)
