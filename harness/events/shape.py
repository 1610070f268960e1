"""What the lines of an event file may hold, read off the values that are written: reports rely on it."""

import dataclasses
import reprlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from harness.events.model import ScenarioEnded, StepEnded
from harness.events.status import ORDER
from harness.wire.exchange import Facts

# A moment of either clock is told as a date: far enough from the calendar's ends that any span of the other fits in.
YEARS: Final = range(1900, 9000)
_LARGEST: Final = 2**63 - 1
_DATED: Final = ("wall", "started")
_UNIX: Final = "account_time"
_FACTS: Final = "facts"
_JUDGED: Final[Mapping[type, str]] = {StepEnded: "status", ScenarioEnded: "verdict"}
_WORDS: Final[Mapping[type, str]] = {
    str: "text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
    NoneType: "null",
}

Misfit = tuple[str, str]
"""Where in a value, and what is wrong there."""
_Within = Callable[[Any], Misfit | None]


class _Shape(NamedTuple):
    """Of which of JSON's types a value is, and what else must be true of it."""

    kinds: frozenset[type]
    within: _Within | None = None

    def misfit(self, value: object) -> Misfit | None:
        if type(value) not in self.kinds:
            wanted = [word for kind, word in _WORDS.items() if kind in self.kinds]
            return "", f"is {_shown(value)}, and not {' or '.join(wanted)}"
        return self.within(value) if self.within else None


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a JSON object must and may have; fields that a newer version has added are all right."""

    required: frozenset[str]
    shapes: Sequence[tuple[str, _Shape]]

    def misfit(self, told: Mapping[str, object]) -> Misfit | None:
        for name, shape in self.shapes:
            if name not in told:
                continue
            value = told[name]
            # Most values are plain text or numbers; a call for each would show in a run of thousands.
            if (type(value) not in shape.kinds or shape.within) and (wrong := shape.misfit(value)):
                return f".{name}{wrong[0]}", wrong[1]
        return None

    def whole(self, told: Mapping[str, object]) -> Misfit | None:
        if missing := sorted(self.required - told.keys()):
            return "", f"lacks {', '.join(missing)}"
        return self.misfit(told)


def misshapen(event: Mapping[str, object], made: type) -> str:
    """Which field of this value's line holds what could never have been written; "" if none does."""
    wrong = _fields(made, ours=True).misfit(event)
    return f"“{wrong[0][1:]}” {wrong[1]}" if wrong else ""


def required(made: type) -> frozenset[str]:
    """What even the oldest file has of it."""
    return frozenset(
        field.name
        for field in dataclasses.fields(made)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )


@cache
def _fields(made: type, *, ours: bool) -> _Fields:
    """`ours` are numbers that the harness has counted or measured; others may be anything."""
    hints, judged = get_type_hints(made), _JUDGED.get(made)
    shapes = {name: _shape(told, ours=ours) for name, told in hints.items()}
    for field in dataclasses.fields(made):
        if field.name in _DATED:
            shapes[field.name] = _Shape(frozenset({str}), _dated(empty=field.default == ""))
        elif field.name == _UNIX:
            shapes[field.name] = _Shape(shapes[field.name].kinds, _unless_null(_unix))
        elif field.name == _FACTS:
            told = {name: _shape(one, ours=False) for name, one in get_type_hints(Facts).items()}
            shapes[field.name] = _Shape(frozenset({dict}), _Fields(frozenset(), tuple(told.items())).misfit)
        elif field.name == judged:
            shapes[field.name] = _Shape(frozenset({str}), _one_of(ORDER))
    return _Fields(required(made), tuple(shapes.items()))


def _shape(told: Any, *, ours: bool) -> _Shape:
    origin, of = get_origin(told), get_args(told)
    if origin is UnionType:
        every = [_shape(one, ours=ours) for one in of]
        kinds = frozenset[type]().union(*(one.kinds for one in every))
        return _Shape(kinds, _unless_null(next((one.within for one in every if one.within), None)))
    if origin is tuple:
        return _Shape(frozenset({list}), _each(_shape(of[0], ours=ours), enumerate))
    if origin is Literal:
        return _Shape(frozenset({str}), _one_of(of))
    if dataclasses.is_dataclass(told):
        return _Shape(frozenset({dict}), _fields(told, ours=False).whole)  # type: ignore[arg-type]  # never an instance
    if told in (int, float):
        return _Shape(frozenset({int, told}), _counted if ours else None)
    if told is object:
        return _Shape(frozenset(_WORDS))
    if told in (str, bool, NoneType):
        return _Shape(frozenset({told}))
    return _Shape(frozenset({dict}), _each(_shape(of[1], ours=ours), dict.items))


def _unless_null(within: _Within | None) -> _Within | None:
    return within and (lambda value: None if value is None else within(value))


def _each(shape: _Shape, of: Callable[[Any], Iterable[tuple[object, object]]]) -> _Within:
    def within(values: Any) -> Misfit | None:
        for name, value in of(values):
            if wrong := shape.misfit(value):
                return f"[{name!r:.40}]{wrong[0]}", wrong[1]
        return None

    return within


def _one_of(choices: Sequence[str]) -> _Within:
    def within(value: str) -> Misfit | None:
        if value in choices:
            return None
        near = get_close_matches(value[:80], choices, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(choices)}"
        return "", f"is {_shown(value)}; {hint}"

    return within


def _dated(*, empty: bool) -> _Within:
    def within(value: str) -> Misfit | None:
        try:
            right = (empty and not value) or datetime.fromisoformat(value).astimezone(UTC).year in YEARS
        except (ValueError, OverflowError):
            right = False
        return None if right else ("", f"is {_shown(value)}, and not a date from {YEARS.start} to {YEARS.stop}")

    return within


def _unix(value: int) -> Misfit | None:
    try:
        right = datetime.fromtimestamp(value, UTC).year in YEARS
    except (ValueError, OverflowError, OSError):
        right = False
    return None if right else ("", f"is {_shown(value)}, and not a moment from {YEARS.start} to {YEARS.stop}")


def _counted(value: float) -> Misfit | None:
    # NaN isn't between anything.
    right = -_LARGEST <= value <= _LARGEST
    return None if right else ("", f"is {_shown(value)}, and not a number that was ever counted or measured")


def _shown(value: object) -> str:
    return f"{reprlib.repr(value):.60}"
