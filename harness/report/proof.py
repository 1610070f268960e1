"""The kill matrix as text: bugs down, scenarios across, and which cause was named."""

from collections.abc import Mapping
from typing import Final

NAMED: Final = "●"  # killed, and the bug's own cause is named
KILLED: Final = "○"  # killed, without a cause
WRONG: Final = "✗"  # killed, and another cause is named
ALIVE: Final = "·"


def matrix_text(
    scenarios: Mapping[str, str],
    kills: Mapping[str, Mapping[str, tuple[str, ...]]],
    expected: Mapping[str, frozenset[str]],
) -> str:
    """Scenarios are numbered; the legend is below."""
    places = list(scenarios)
    width = max(len("bug"), *map(len, kills))
    header = " ".join(f"{number:>2}" for number in range(1, len(places) + 1))
    lines = [f"{'bug':<{width}}  {header}  cause named"]
    for bug, killed in kills.items():
        marks = " ".join(f" {_mark(killed.get(place), expected[bug])}" for place in places)
        named = sorted({cause for causes in killed.values() for cause in causes})
        lines.append(f"{bug:<{width}}  {marks}  {', '.join(named) or '–'}")
    lines += ["", f"{NAMED} killed and named   {KILLED} killed   {WRONG} wrong cause   {ALIVE} not killed", ""]
    lines += [f"{number:>2}  {place}  {scenarios[place]}" for number, place in enumerate(places, 1)]
    return "\n".join(lines)


def _mark(causes: tuple[str, ...] | None, wanted: frozenset[str]) -> str:
    if causes is None:
        return ALIVE
    if not causes:
        return KILLED
    return NAMED if set(causes) <= wanted else WRONG
