"""The rows: what is documented, whether it is served, who has tried it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import orjson

from mock_amocrm.catalogue import TABLE, Fact, catalogue
from mock_amocrm.endpoint import Endpoint

VISITED = TABLE.with_name("visited.txt")  # keys that the generated test visits; it fails where this is not true
CONFIRMED = TABLE.with_name("confirmed.json")  # key → the published clients that have used it against the fake


@dataclass(frozen=True, slots=True)
class Row:
    """One documented address."""

    fact: Fact
    is_implemented: bool
    is_tested: bool
    clients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows of a group, or of all, are implemented, tested and confirmed."""

    rows: int
    implemented: int
    tested: int
    confirmed: int


def rows(endpoints: Iterable[Endpoint]) -> list[Row]:
    """Every documented address, in the catalogue's order."""
    served = {f"{endpoint.method} {endpoint.plain_path}" for endpoint in endpoints}
    visited, confirmed = _visited(), _confirmed()
    return [
        Row(fact, key in served, key in served and key in visited, tuple(confirmed.get(key, ())))
        for key, fact in catalogue().items()
    ]


def grouped(all_rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their group."""
    groups: dict[str, list[Row]] = {}
    for row in all_rows:
        groups.setdefault(row.fact.group, []).append(row)
    return groups


def total(some: Iterable[Row]) -> Total:
    """The sums of some rows."""
    counted = list(some)
    return Total(
        rows=len(counted),
        implemented=sum(row.is_implemented for row in counted),
        tested=sum(row.is_tested for row in counted),
        confirmed=sum(bool(row.clients) for row in counted),
    )


@cache
def _visited() -> frozenset[str]:
    return frozenset(VISITED.read_text(encoding="utf-8").splitlines())


@cache
def _confirmed() -> Mapping[str, list[str]]:
    known: Mapping[str, list[str]] = orjson.loads(CONFIRMED.read_bytes()) if CONFIRMED.is_file() else {}
    return known
