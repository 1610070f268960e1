"""One amoCRM account in memory: its rows by kind, its clock, its grants; rows are replaced, never mutated."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mock_amocrm.clock import AccountClock
from mock_amocrm.state.changes import Change
from mock_amocrm.state.deliveries import Deliveries
from mock_amocrm.state.grants import Grants
from mock_amocrm.state.ids import Ids
from mock_amocrm.state.index import Arrangement, Index
from mock_amocrm.state.row import Row
from mock_amocrm.state.table import Table

__all__ = ["Account", "Baseline", "Row", "Watcher"]

Watcher = Callable[["Account", Change], None]
"""Hears of each change under the account's lock: quick, and without a word to the network."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A frozen world: what accounts made from it share until they change something. Keyed by kind, then id."""

    tables: Mapping[str, Mapping[int, Row]]
    next_ids: Mapping[str, int]


class Account:
    """All state of one account. Take `lock` around read-modify-write; single calls are safe by themselves."""

    def __init__(
        self,
        *,
        number: int,
        subdomain: str,
        domain: str,
        lang: str,
        name: str,
        clock: AccountClock,
        baseline: Baseline,
        ids: Ids | None = None,
        watchers: Sequence[Watcher] = (),
    ) -> None:
        self.id = number
        self.subdomain = subdomain
        self.domain = domain  # "amocrm.ru" or "kommo.com"
        self.lang = lang  # of error texts and default names: "ru", "uk" or "en"
        self.name = name
        self.clock = clock
        self.grants = Grants()
        self.unwritten: list[Change] = []  # what no event has been made of yet
        self.deliveries = Deliveries()
        self.lock = threading.RLock()
        self.revision = 0
        self._ids = ids or Ids()
        self._baseline = baseline
        self._world = {kind: _table(rows) for kind, rows in baseline.tables.items()}
        self._tables: dict[str, Table] = {}
        self._revisions: dict[str, int] = {}
        self._watchers = watchers
        self.restore()

    @property
    def host(self) -> str:
        """The account's own host, as `referer` of a redirect names it."""
        return f"{self.subdomain}.{self.domain}"

    def move(self, subdomain: str) -> None:
        """Live at another host from now on; the store sees to it that it is free."""
        with self.lock:
            self.subdomain = subdomain
            self.revision += 1

    def rows(self, kind: str) -> list[Row]:
        """Every row of a kind, in the order of their creation."""
        with self.lock:
            return list(self.table(kind).rows.values())

    def table(self, kind: str) -> Table:
        """All rows of a kind by id, as they are now: look at them under the account's lock, and change nothing."""
        with self.lock:
            found = self._tables.get(kind)
            return self._tables.setdefault(kind, Table({})) if found is None else found

    def row(self, kind: str, number: int) -> Row | None:
        """One row, or None."""
        table = self._tables.get(kind)
        return None if table is None else table.rows.get(number)

    def count(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return len(self.table(kind))

    def index(self, kind: str, arrangement: Arrangement) -> Index:
        """The rows of a kind in groups and in order; it is kept up to date from the first time on."""
        with self.lock:
            return self.table(kind).index(arrangement)

    def revision_of(self, kind: str) -> int:
        """The revision of the account in which rows of a kind changed last."""
        return self._revisions.get(kind, 0)

    def next_id(self, kind: str) -> int:
        """A fresh id of a kind; no other account of the fake has it or will get it."""
        return self.next_ids(kind, 1)[0]

    def next_ids(self, kind: str, count: int) -> range:
        """That many fresh ids of a kind."""
        return self._ids.take(kind, at_least=self._baseline.next_ids.get(kind, 1), count=count)

    def put(self, kind: str, rows: Iterable[Row]) -> None:
        """Store rows (each has an int `id`), all or none visible at once, and move the revision."""
        stored = list(rows)
        for row in stored:
            if not isinstance(row["id"], int):
                raise TypeError(f"a row of {kind} needs an int id, not {row['id']!r}")
        with self.lock:
            self._changeable(kind).put(stored)

    def commit(self, change: Change) -> None:
        """Store what has become of a row, and tell whoever watches."""
        with self.lock:
            if change.after is not None:
                self.put(change.kind, [change.after])
            elif isinstance(number := change.row["id"], int):
                self.remove(change.kind, number)
            self.tell([change])

    def tell(self, changes: Iterable[Change]) -> None:
        """Let whoever watches know what was stored; `changes` is not looked at where nobody does."""
        if self._watchers:
            for change in changes:
                for watch in self._watchers:
                    watch(self, change)

    def remove(self, kind: str, number: int) -> None:
        """Forget a row for good."""
        with self.lock:
            self._changeable(kind).remove(number)

    def restore(self) -> None:
        """Back to the world the account was made from, no grant and no news left; nothing is copied."""
        with self.lock:
            kinds = {*self._tables, *self._world}
            self._tables = dict(self._world)
            self.grants = Grants()
            self.unwritten = []
            self.deliveries = Deliveries()
            self.revision += 1
            self._revisions = dict.fromkeys(kinds, self.revision)

    def _changeable(self, kind: str) -> Table:
        """The account's own table of a kind, copied from the world's at the first change."""
        self.revision += 1
        self._revisions[kind] = self.revision
        table = self.table(kind)
        if table is self._world.get(kind):
            table = self._tables[kind] = table.copy()
        return table


def _table(rows: Mapping[int, Row]) -> Table:
    return rows if isinstance(rows, Table) else Table(rows)
