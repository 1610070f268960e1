"""One amoCRM account in memory: its rows by kind, its clock, its grants; rows are replaced, never mutated."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mock_amocrm.clock import AccountClock
from mock_amocrm.state.changes import Change
from mock_amocrm.state.grants import Grants
from mock_amocrm.state.ids import Ids

Row = Mapping[str, object]
"""An entity as stored. Whoever changes it puts a new mapping in its place."""


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
        self.lock = threading.RLock()
        self.revision = 0
        self._tables: dict[str, dict[int, Row]] = {}
        self._ids = ids or Ids()
        self._baseline = baseline
        self._watchers = watchers
        self.restore()

    @property
    def host(self) -> str:
        """The account's own host, as `referer` of a redirect names it."""
        return f"{self.subdomain}.{self.domain}"

    def rows(self, kind: str) -> list[Row]:
        """Every row of a kind, in the order of their creation."""
        with self.lock:
            return list(self._tables.get(kind, {}).values())

    def row(self, kind: str, number: int) -> Row | None:
        """One row, or None."""
        return self._tables.get(kind, {}).get(number)

    def count(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return len(self._tables.get(kind, {}))

    def next_id(self, kind: str) -> int:
        """A fresh id of a kind; no other account of the fake has it or will get it."""
        return self._ids.take(kind, at_least=self._baseline.next_ids.get(kind, 1))

    def put(self, kind: str, rows: Iterable[Row]) -> None:
        """Store rows (each has an int `id`), all or none visible at once, and move the revision."""
        with self.lock:
            table = self._tables.setdefault(kind, {})
            for row in rows:
                number = row["id"]
                if not isinstance(number, int):
                    raise TypeError(f"a row of {kind} needs an int id, not {number!r}")
                table[number] = row
            self.revision += 1

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
            self._tables.get(kind, {}).pop(number, None)
            self.revision += 1

    def restore(self) -> None:
        """Back to the world the account was made from, every grant revoked; copies pointers, not rows."""
        with self.lock:
            self._tables = {kind: dict(rows) for kind, rows in self._baseline.tables.items()}
            self.grants = Grants()
            self.revision += 1
