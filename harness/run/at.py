"""Scenarios chosen by where they stand: `amocrm-e2e run features/leads/list.feature:12`."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from harness.gherkin.item import ScenarioItem
from harness.gherkin.messages import say
from harness.run.arguments import split_place


def lines_wanted(places: Iterable[str], *, root: Path) -> Mapping[Path, set[int]]:
    """The lines asked for in each file."""
    wanted: dict[Path, set[int]] = {}
    for place in places:
        file, lines = split_place(place)
        wanted.setdefault((root / file).resolve(), set()).update(lines)
    return wanted


def stands_at(item: ScenarioItem, items: Sequence[pytest.Item], wanted: Mapping[Path, set[int]]) -> bool:
    """Whether a scenario, or a row of its examples, is at one of the lines; files not asked for by line stay whole."""
    lines = wanted.get(item.path.resolve())
    if lines is None:
        return True
    cases = [other.case for other in items if isinstance(other, ScenarioItem) and other.path == item.path]
    rows = {case.row for case in cases}
    # A line between two scenarios belongs to the one above it.
    begun = {line: max((case.line for case in cases if case.line <= line), default=None) for line in lines}
    return any(item.case.row == line if line in rows else begun[line] == item.case.line for line in lines)


def lines_nowhere(wanted: Mapping[Path, set[int]], items: Sequence[pytest.Item]) -> str:
    """What to say of lines at which no scenario stands; nothing where all lead somewhere.

    A file without any scenario is left to whoever tells why it has none.
    """
    told: list[str] = []
    for path, lines in wanted.items():
        cases = [item.case for item in items if isinstance(item, ScenarioItem) and item.path.resolve() == path]
        if not cases:
            continue
        end = len(path.read_text(encoding="utf-8", errors="replace").splitlines())
        first = min(case.line for case in cases)
        file = cases[0].place.rpartition(":")[0]
        told += [
            say(cases[0].lang, "no_scenario_at", place=f"{file}:{line}", first=first)
            for line in sorted(lines)
            if not first <= line <= end
        ]
    return "\n".join(told)
