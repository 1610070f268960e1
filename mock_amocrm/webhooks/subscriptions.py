"""Who wants to hear of what: an account's subscriptions as rows, made by the API and by the control plane alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change

KIND = "webhooks"
MOST = 100  # of one account


class TooManySubscriptions(Exception):
    """The account has as many addresses as it may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where word is to be sent, of what, and as which one of the account's subscriptions."""

    destination: str
    settings: tuple[str, ...]
    sort: int | None = None
    client_id: str = ""  # of the integration that asks; nobody's if a person does


def subscribe(account: Account, wish: Wish, author: Author) -> Row:
    """Store a subscription; the same address again is the same subscription with other settings, on again."""
    with account.lock:
        before = to(account, wish.destination)
        others = account.count(KIND) - (before is not None)
        if others >= MOST:
            raise TooManySubscriptions
        if before is not None and before["disabled"] is True:
            before = switch(account, before, is_on=True)
        # The sample of the documentation asks for place 10 and gets 1: places have no gaps.
        sort = others + 1 if wish.sort is None else max(1, min(wish.sort, others + 1))
        row: dict[str, object] = {
            "id": account.next_id(KIND) if before is None else before["id"],
            "destination": wish.destination,
            "created_at": author.now if before is None else before["created_at"],
            "updated_at": author.now,
            "created_by": author.user_id if before is None else before["created_by"],
            "sort": sort,
            "disabled": False,
            "settings": wish.settings,
            "client_id": wish.client_id,
        }
        account.commit(Change(KIND, before, row, author.user_id, author.now))
        return row


def interested(account: Account, codes: Sequence[str]) -> Iterator[tuple[Row, str]]:
    """Each subscription that is on, with each of the codes that it names."""
    if codes and account.count(KIND):
        for row in account.rows(KIND):
            wanted = row["settings"]
            assert isinstance(wanted, tuple)  # a Wish's
            if row["disabled"] is not True:
                yield from ((row, code) for code in codes if code in wanted)


def to(account: Account, destination: str) -> Row | None:
    """The subscription of an address."""
    return next((row for row in account.rows(KIND) if row["destination"] == destination), None)


def switch(account: Account, row: Row, *, is_on: bool) -> Row:
    """Switch a subscription on or off; what it still had to be told is withdrawn, as are the answers counted so far."""
    with account.lock:
        changed = {**row, "disabled": not is_on}
        account.commit(Change(KIND, row, changed, 0, account.clock.now()))
        account.deliveries.withdraw(integer(row, "id"))
        return changed


def end(account: Account, row: Row, *, user_id: int) -> None:
    """Forget a subscription, and what it still had to be told."""
    with account.lock:
        account.commit(Change(KIND, row, None, user_id, account.clock.now()))
        account.deliveries.withdraw(integer(row, "id"))
