"""Filters as amoCRM's lists take them; each reads its part of the query and answers a test of rows, or None."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4.query import Tree, leaves, numbers, values
from mock_amocrm.state.account import Row

Test = Callable[[Row], bool]
Filter = Callable[[Tree], Test | None]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A test whose numbers are known: rows can be looked up by them instead of being tested."""

    key: str
    numbers: frozenset[int]

    def __call__(self, row: Row) -> bool:
        return row.get(self.key) in self.numbers


@dataclass(frozen=True, slots=True)
class Among:
    """A test of several columns at once, whose values are known: rows can be looked up by them."""

    columns: tuple[str, ...]
    values: frozenset[tuple[Hashable, ...]]

    def __call__(self, row: Row) -> bool:
        return tuple(row.get(column) for column in self.columns) in self.values


@dataclass(frozen=True, slots=True)
class Between:
    """A test whose ends are known, both included: in rows that are sorted by the key they can be searched for."""

    key: str
    low: float | None
    high: float | None

    def __call__(self, row: Row) -> bool:
        value = row.get(self.key)
        if not isinstance(value, int | float):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def one_of(key: str) -> Filter:
    """`filter[id]=1`, `=1,2`, `[]=1`, `[0]=1`: the row's int is among them."""

    def read(tree: Tree) -> Test | None:
        return OneOf(key, frozenset(numbers(tree))) if values(tree) else None

    return read


def text_among(key: str) -> Filter:
    """`filter[name]=…`: the whole text, in any case; a comma is part of it."""

    def read(tree: Tree) -> Test | None:
        wanted = frozenset(value.casefold() for value in leaves(tree))
        if not wanted:
            return None
        return lambda row: str(row.get(key)).casefold() in wanted

    return read


def word_among(key: str) -> Filter:
    """`filter[note_type]=common`, `=common,call_in`, `[]=common`: the row's word is among them."""

    def read(tree: Tree) -> Test | None:
        wanted = frozenset(values(tree))
        return (lambda row: row.get(key) in wanted) if wanted else None

    return read


def flag(key: str) -> Filter:
    """`filter[is_completed]=1`, `=false`, `[]=0&[]=1`: the row's bool is among them."""

    def read(tree: Tree) -> Test | None:
        wanted = frozenset(value.lower() not in ("0", "false") for value in values(tree))
        return (lambda row: row.get(key) in wanted) if wanted else None

    return read


def exactly(key: str) -> Filter:
    """`filter[destination]=…`: the whole text, to the letter."""
    return lambda tree: (lambda row: row.get(key) == tree) if isinstance(tree, str) and tree else None


def between(key: str, *, plain_is_from: bool = False) -> Filter:
    """`filter[price][from]=1&filter[price][to]=9`, both ends included, either may be missing.

    A plain int means that very value on leads, contacts and companies, and "from then on" on tasks and notes.
    """

    def read(tree: Tree) -> Test | None:
        if isinstance(tree, Mapping):
            low, high = _bound(tree.get("from")), _bound(tree.get("to"))
        else:
            low = _bound(tree)
            high = None if plain_is_from else low
        if low is None and high is None:
            return None
        return Between(key, low, high)

    return read


def pairs_of(*keys: str) -> Filter:
    """`filter[statuses][0][pipeline_id]=1&filter[statuses][0][status_id]=2`: any whole pair; halves are ignored."""

    def read(tree: Tree) -> Test | None:
        if not isinstance(tree, Mapping):
            return None
        wanted = set()
        for pair in tree.values():
            if isinstance(pair, Mapping):
                numbers = tuple(_bound(pair.get(key)) for key in keys)
                if None not in numbers:
                    wanted.add(numbers)
        if not wanted:
            return None
        return lambda row: tuple(row.get(key) for key in keys) in wanted

    return read


def _bound(tree: Tree | None) -> float | None:
    try:
        return float(tree) if isinstance(tree, str) else None
    except ValueError:
        return None
