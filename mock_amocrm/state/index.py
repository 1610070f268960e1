"""Rows of one kind in groups, each group in order: what lists are cut from, however many rows there are."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from mock_amocrm.heap import here_to_stay
from mock_amocrm.state.row import Row

LARGE = 20_000  # rows: Python's search for garbage would need milliseconds to look through their pointers


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which columns make a row's group, and by which the rows of a group are sorted; two may not be equal there."""

    groups: tuple[str, ...] = ()
    order: tuple[str, ...] = ("id",)
    each: bool = False  # the one group column holds several values, and the row is in the group of each
    derived: Callable[[Row], tuple[Hashable, ...]] | None = None  # groups worked out of a row, in place of columns


class Index:
    """The rows of a table under one arrangement, kept up to date: a change costs a search, not a sort."""

    def __init__(
        self,
        arrangement: Arrangement,
        groups: dict[Hashable, list[Row]],
        *,
        borrowed: Mapping[Hashable, list[Row]] | None = None,
    ) -> None:
        self._arrangement = arrangement
        self._groups_of = _groups_of(arrangement)
        # Any: a column holds whatever can be compared with others of the same column.
        self._key: Callable[[Row], Any] = itemgetter(*arrangement.order)
        self._groups = groups
        self._borrowed = borrowed or {}  # lists that are another index's as well

    def group(self, *values: Hashable) -> Sequence[Row]:
        """The rows of a group in order, as they are now: look at them under the account's lock, and change nothing."""
        return self._groups.get(values[0] if len(values) == 1 else values, ())

    def add(self, row: Row) -> None:
        """Put a row in its place."""
        key = self._key(row)
        for group in self._groups_of(row):
            members = self._changeable(group)
            members.insert(bisect_right(members, key, key=self._key), row)

    def remove(self, row: Row) -> None:
        """Take out a row that was added."""
        key = self._key(row)
        for group in self._groups_of(row):
            members = self._changeable(group)
            at = bisect_left(members, key, key=self._key)
            while members[at] is not row:
                at += 1
            del members[at]

    def copy(self) -> "Index":
        """Another one, which changes by itself: it copies a group's list when it first changes it."""
        self._borrowed = self._groups
        return Index(self._arrangement, dict(self._groups), borrowed=self._groups)

    def _changeable(self, group: Hashable) -> list[Row]:
        members = self._groups.get(group)
        if members is None or members is self._borrowed.get(group):
            with kept(members or ()):
                members = self._groups[group] = list(members or ())
        return members


def index_of(rows: Collection[Row], arrangement: Arrangement) -> Index:
    """Rows as they are now, grouped and sorted."""
    groups: dict[Hashable, list[Row]] = {}
    groups_of = _groups_of(arrangement)
    with kept(rows):
        for row in rows:
            for group in groups_of(row):
                groups.setdefault(group, []).append(row)
        for members in groups.values():
            members.sort(key=itemgetter(*arrangement.order))
    return Index(arrangement, groups)


def kept(rows: Collection[object]) -> AbstractContextManager[None]:
    """Around making something that points to all these rows and will be kept."""
    return here_to_stay() if len(rows) > LARGE else nullcontext()


def _groups_of(arrangement: Arrangement) -> Callable[[Row], Iterable[Hashable]]:
    columns = arrangement.groups
    if arrangement.derived is not None:
        return arrangement.derived
    if not columns:
        everything = ((),)
        return lambda _: everything
    if arrangement.each:
        [column] = columns
        return lambda row: _several(row.get(column))
    if len(columns) == 1:
        [column] = columns
        return lambda row: (row.get(column),)
    return lambda row: (tuple([row.get(column) for column in columns]),)


def _several(value: object) -> tuple[Hashable, ...]:
    return value if isinstance(value, tuple) else ()
