"""What the lines of an event file may hold, read off the values that are written: reports rely on it."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Final, Literal, get_args, get_origin

from harness.events.model import ScenarioEnded, StepEnded
from harness.events.status import ORDER

_PLAIN: Final = (str, int, bool, NoneType)
_DATED: Final = ("wall", "started")
_JUDGED: Final[Mapping[type, str]] = {StepEnded: "status", ScenarioEnded: "verdict"}


def misshapen(event: Mapping[str, object], made: type) -> str:
    """Which field of this value's line holds what could never have been written; "" if none does.

    Fields that a newer version has added are all right.
    """
    for name, kinds in _fields(made):
        if name in event and not (_is(event[name], kinds) and (name not in _DATED or _is_date(str(event[name])))):
            return f"“{name}” is {event[name]!r:.60}"
    judged = _JUDGED.get(made)
    return f"“{judged}” is {event[judged]!r:.60}" if judged and event.get(judged) not in ORDER else ""


@cache
def _fields(made: type) -> list[tuple[str, tuple[Any, ...]]]:
    """Each field's name, and what its value may be."""
    return [(field.name, tuple(_kinds(field.type))) for field in dataclasses.fields(made)]


def _kinds(told: Any) -> Iterator[Any]:
    """The classes that JSON has for a type; of a list, as a pair, also of what it holds."""
    origin = get_origin(told)
    if origin is UnionType:
        for one in get_args(told):
            yield from _kinds(one)
    elif origin is tuple:
        yield list, tuple(_kinds(get_args(told)[0]))
    elif origin is Literal:
        yield str
    elif told is float:
        yield from (float, int)
    else:
        yield told if told in _PLAIN else dict


def _is(value: object, kinds: tuple[Any, ...]) -> bool:
    if isinstance(value, float) and not isfinite(value):
        return False
    for kind in kinds:
        if isinstance(kind, tuple):
            if isinstance(value, kind[0]) and all(_is(one, kind[1]) for one in value):
                return True
        elif isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return True
    return False


def _is_date(text: str) -> bool:
    try:
        return not text or bool(datetime.fromisoformat(text))
    except ValueError:
        return False
