"""What is known of every address of the real service, whether the fake imitates it or not: 325 rows of data.

Sources: amoCRM's and Kommo's public documentation, the official PHP SDK, and what public integrations call.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("endpoints.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One documented method of one address."""

    method: str
    path: str  # with {placeholders}
    host: str  # "" is the account's own; front, shared, drive, amojo
    group: str
    priority: int  # 1 everybody needs it, 3 hardly anybody
    success: tuple[int, ...]
    errors: tuple[int, ...]  # besides the universal 402, 403, 405, 422, 429, 5xx
    takes: str  # array, object, either, raw, or nothing
    envelope: str  # paged, paged_totals, total, links, model, array, empty, html, custom
    embedded: str  # the key of `_embedded`
    missing_id: int | None  # what an id that does not exist is answered; None is not known
    most: int | None  # the largest batch or page
    is_admin_only: bool
    confidence: str  # high, medium, low
    query: tuple[str, ...]  # documented parameters, an index as 0; with=X is one of the values of `with`
    requires: tuple[str, ...]  # keys without which a body is refused
    usage: int  # how many of 39 public integrations call it

    @property
    def key(self) -> str:
        """`GET /api/v4/leads/{id}`"""
        return f"{self.method} {self.path}"


@cache
def catalogue() -> Mapping[str, Fact]:
    """Every fact by its key."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        facts = map(_fact, csv.DictReader(table))
        return {fact.key: fact for fact in facts}


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        method=row["method"],
        path=row["path"],
        host=row["host"],
        group=row["group"],
        priority=int(row["priority"]),
        success=_numbers(row["success"]),
        errors=_numbers(row["errors"]),
        takes=row["takes"],
        envelope=row["envelope"],
        embedded=row["embedded"],
        missing_id=int(row["missing_id"]) if row["missing_id"] else None,
        most=int(row["most"]) if row["most"] else None,
        is_admin_only=row["admin"] == "yes",
        confidence=row["confidence"],
        query=tuple(row["query"].split()),
        requires=tuple(row["requires"].split()),
        usage=int(row["usage"] or 0),
    )


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(map(int, cell.split()))
