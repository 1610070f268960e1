"""Every type of event: its number, what its values look like, what it is called."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("types.csv")
LANGS = ("ru", "uk", "en", "es", "pt")
FIELD = "custom_field_value_changed"  # of any field; the events themselves are of one field each

OF_A_FIELD = re.compile(r"custom_field_([0-9]{1,18})_value_changed")


@dataclass(frozen=True, slots=True)
class EventType:
    """A type by its key. The numbers are those of real accounts."""

    key: str
    number: int
    shape: str  # of the elements of value_before and value_after; empty where both are always empty
    names: Mapping[str, str]  # by language


@cache
def event_types() -> Mapping[str, EventType]:
    """All of them, in amoCRM's order."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {
            row["key"]: EventType(row["key"], int(row["type"]), row["shape"], {lang: row[lang] for lang in LANGS})
            for row in csv.DictReader(table)
        }


@lru_cache(maxsize=1024)
def field_type(number: int) -> str:
    """The type of the events of one custom field; one string for all of them."""
    return f"custom_field_{number}_value_changed"


def field_of(key: str) -> int | None:
    """The custom field that a type of event is of."""
    found = OF_A_FIELD.fullmatch(key)
    return None if found is None else int(found[1])


def shape_of(key: str) -> str:
    """What the values of a type look like."""
    types = event_types()
    return (types.get(key) or types[FIELD]).shape
