"""Time travel, forwards only: one account's, or everybody's."""

from collections.abc import Callable

from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.expiries import expired
from mock_amocrm.extension import Extension
from mock_amocrm.state.account import Account

CENTURY = 100 * 365 * 24 * 60 * 60  # longer journeys end beyond what dates and databases can tell
SECONDS = (Field("seconds", Kind.NUMBER, "How far time moves", required=True, least=0, most=CENTURY),)
EXPIRY = record(at=INTEGER, what=STRING, account=STRING, integration=STRING, fingerprint=STRING)
MOVED = record(now=INTEGER, fired=listing(EXPIRY))


def advance_account(fake: Extension, request: Request) -> object:
    """Move one account's time."""
    account = named(fake, request)
    fired = _moving([account], lambda: account.clock.advance(_seconds(request)))
    return {"now": account.clock.now(), "fired": fired}


def advance_all(fake: Extension, request: Request) -> object:
    """Move everybody's time."""
    fired = _moving(fake.store.accounts(), lambda: fake.store.clock.advance(_seconds(request)))
    return {"now": int(fake.store.clock.now()), "fired": fired}


def _moving(accounts: list[Account], move: Callable[[], float]) -> list[dict[str, object]]:
    before = [account.clock.now() for account in accounts]
    move()
    return [
        expiry.document()
        for account, then in zip(accounts, before, strict=True)
        for expiry in expired(account, after=then, until=account.clock.now())
    ]


def _seconds(request: Request) -> float:
    seconds = request.body["seconds"]
    assert isinstance(seconds, int | float)  # checked against SECONDS
    return seconds


OPERATIONS = (
    Operation(
        "POST", "/accounts/{subdomain}/clock/advance", "Move an account's time", advance_account, MOVED, body=SECONDS
    ),
    Operation("POST", "/clock/advance", "Move everybody's time", advance_all, MOVED, body=SECONDS),
)
