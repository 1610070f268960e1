"""The rows of one kind by id, and the indexes that somebody has asked for."""

from collections.abc import Iterator, Mapping, Sequence

from mock_amocrm.state.index import Arrangement, Index, index_of, kept
from mock_amocrm.state.row import Row

MANY = 1000  # rows at once: sorting anew is cheaper than finding a place for each


class Table(Mapping[int, Row]):
    """Rows in the order of their creation. One that accounts share is never changed; they change a copy."""

    def __init__(self, rows: Mapping[int, Row], indexes: Mapping[Arrangement, Index] | None = None) -> None:
        self.rows = dict(rows)
        self._indexes = dict(indexes or {})

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def index(self, arrangement: Arrangement) -> Index:
        """The rows under an arrangement; the first to ask waits for them to be sorted."""
        index = self._indexes.get(arrangement)
        if index is None:
            index = self._indexes[arrangement] = index_of(self.rows.values(), arrangement)
        return index

    def put(self, rows: Sequence[Row]) -> None:
        """Store rows under their ids, in place of those that have them."""
        if len(rows) > MANY:
            self._indexes = {}
        for row in rows:
            number = row["id"]
            assert isinstance(number, int)  # Account.put refuses others
            before = self.rows.get(number)
            self.rows[number] = row
            for index in self._indexes.values():
                if before is not None:
                    index.remove(before)
                index.add(row)

    def remove(self, number: int) -> None:
        """Forget a row, if there is one."""
        row = self.rows.pop(number, None)
        if row is not None:
            for index in self._indexes.values():
                index.remove(row)

    def copy(self) -> "Table":
        """The same rows and indexes, to be changed: pointers are copied, and nothing is sorted."""
        indexes = {arrangement: index.copy() for arrangement, index in self._indexes.items()}
        with kept(self.rows):
            return Table(self.rows, indexes)
