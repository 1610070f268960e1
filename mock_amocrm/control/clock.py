"""Time travel, forwards only: one account's, or everybody's."""

from collections.abc import Callable, Sequence

from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.passing.journey import PATIENCE, StillUnderWay, travel
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account

CENTURY = 100 * 365 * 24 * 60 * 60  # longer journeys end beyond what dates and databases can tell
SECONDS = (Field("seconds", Kind.NUMBER, "How far time moves", required=True, least=0, most=CENTURY),)
FIRED = record(
    at=INTEGER,
    what=STRING,
    account=STRING,
    integration=nullable("string"),
    fingerprint=nullable("string"),
    delivery=nullable("integer"),
    status=nullable("integer"),
)
MOVED = record(now=INTEGER, fired=listing(FIRED))


def one(fake: Extension, request: Request) -> object:
    """What time it is in an account."""
    return {"now": named(fake, request).clock.now()}


def advance_account(fake: Extension, request: Request) -> object:
    """Move one account's time."""
    account = named(fake, request)
    fired = _fired(fake, [account], account.clock.advance, request)
    return {"now": account.clock.now(), "fired": fired}


def advance_all(fake: Extension, request: Request) -> object:
    """Move everybody's time."""
    fired = _fired(fake, fake.store.accounts(), fake.store.clock.advance, request)
    return {"now": int(fake.store.clock.now()), "fired": fired}


def _fired(
    fake: Extension, accounts: Sequence[Account], move: Callable[[float], object], request: Request
) -> list[dict[str, object]]:
    seconds = request.body["seconds"]
    assert isinstance(seconds, int | float)  # checked against SECONDS
    try:
        return [each.document() for each in travel(fake, accounts, move=move, seconds=seconds)]
    except StillUnderWay as error:
        raise problem(504, detail=f"webhooks of {error} are still under way after {PATIENCE} s") from None


OPERATIONS = (
    Operation("GET", "/accounts/{subdomain}/clock", "An account's time", one, record(now=INTEGER)),
    Operation(
        "POST", "/accounts/{subdomain}/clock/advance", "Move an account's time", advance_account, MOVED, body=SECONDS
    ),
    Operation("POST", "/clock/advance", "Move everybody's time", advance_all, MOVED, body=SECONDS),
)
