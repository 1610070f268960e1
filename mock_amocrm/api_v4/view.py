"""How rows are printed for one answer: for whom, with what, and where links point."""

from collections.abc import Hashable
from dataclasses import dataclass

from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement


@dataclass(frozen=True, slots=True)
class View:
    """The reader's point of view. Use it under the account's lock, so that one revision is seen throughout."""

    account: Account
    user_id: int
    base: str  # "https://demo.amocrm.ru/api/v4/", as the caller reached us
    withs: frozenset[str]
    memo: Memo[object]
    suffix: str = ""  # "?page=1&limit=50" on links of items in a list

    def links(self, path: str) -> dict[str, object]:
        """The `_links` of something that lives at a path below /api/v4/."""
        return {"self": {"href": f"{self.base}{path}{self.suffix}"}}

    def reference(self, kind: str, number: int) -> dict[str, object]:
        """An entity named inside another one: its id and where it lives."""
        return {"id": number, "_links": self.links(f"{kind}/{number}")}

    def key(self, *parts: Hashable) -> Hashable:
        """A memo key of this account; what it holds is of one revision."""
        return (self.account.id, *parts)


def holders(account: Account, kind: str, key: str, number: int) -> list[Row]:
    """The rows of a kind that name an id under a key and aren't in the trash: leads of a contact."""
    rows = account.index(kind, Arrangement((key,), each=True)).group(number)
    return [row for row in rows if row.get("is_deleted") is not True]


def referring(view: View, kind: str, key: str, number: int) -> list[int]:
    """The ids of these rows."""
    return [integer(row, "id") for row in holders(view.account, kind, key, number)]


def integer(row: Row, key: str) -> int:
    """An int of a row; 0 if there is none."""
    value = row.get(key)
    return value if isinstance(value, int) else 0


def text(row: Row, key: str) -> str:
    """A string of a row; empty if there is none."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def ids(row: Row, key: str) -> tuple[int, ...]:
    """The ids that a row keeps under a key."""
    value = row.get(key)
    return value if isinstance(value, tuple) else ()
