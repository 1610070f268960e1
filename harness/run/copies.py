"""Scenarios that are played more than once: so many times over, or once more with each known bug."""

from dataclasses import dataclass, replace
from typing import Final, Self

import pytest

from harness.gherkin.item import ScenarioItem
from harness.proof.variant import Variant, variant

WITH: Final = " ⟵ "
"""Between a test's name and the bugs that it is played with."""


@dataclass(frozen=True, slots=True)
class Often:
    """How often each scenario is played: `repeat` times as it is, and with each variant that it is to catch."""

    repeat: int = 1
    against: tuple[Variant, ...] = ()
    everywhere: bool = False

    @classmethod
    def of(cls, config: pytest.Config) -> Self:
        """As the command line says."""
        wanted = tuple(variant(name) for name in config.getoption("--against"))
        return cls(config.getoption("--repeat"), wanted, config.getoption("--everywhere"))


def multiply(items: list[pytest.Item], often: Often) -> None:
    """Put the copies after what they are copies of: first everything as it is, then bug by bug."""
    scenarios = [item for item in items if isinstance(item, ScenarioItem)]
    for number in range(2, often.repeat + 1):
        items += [_again(item, number, of=often.repeat) for item in scenarios]
    for wanted in often.against:
        items += [_with(item, wanted) for item in _to_catch(wanted, scenarios, often)]


def _to_catch(wanted: Variant, scenarios: list[ScenarioItem], often: Often) -> list[ScenarioItem]:
    """Those that are to catch it; all of them where none is known to, as with features of somebody's own."""
    known = [item for item in scenarios if wanted.is_to_fail(item.case.place.rpartition(":")[0], item.case.name)]
    return scenarios if often.everywhere or not known else known


def _again(item: ScenarioItem, number: int, *, of: int) -> ScenarioItem:
    return _copy(item, f"{item.case.name} · {number}/{of}", item.bugs, name=f"{item.name} · {number}")


def _with(item: ScenarioItem, wanted: Variant) -> ScenarioItem:
    return _copy(item, item.case.name, wanted.bugs, name=f"{item.name}{WITH}{wanted.id}")


def _copy(item: ScenarioItem, title: str, bugs: tuple[str, ...] | None, *, name: str) -> ScenarioItem:
    assert item.parent is not None, "a scenario stands in a file"
    return ScenarioItem.of(item.parent, replace(item.case, name=title), name=name, bugs=bugs)
