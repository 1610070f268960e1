"""Salesbots of an account, made past the API, which only runs them."""

import secrets

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import fresh_row
from mock_amocrm.api_v4.tables.bots import BOTS, KIND, RUNS, WAITING
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.state.changes import Change

RUN = record(bot_id=INTEGER, entity_type=STRING, entity_id=INTEGER, state=STRING, continue_id=STRING)
NEW_BOT = (Field("name", Kind.STRING, "Invented unless given"),)


def create(fake: Extension, request: Request) -> object:
    """A bot, one run of which waits for a widget's answer."""
    account = named(fake, request)
    number, now = account.next_id(KIND), account.clock.now()
    name = request.text("name") or f"Bot {number}"
    row = fresh_row(BOTS, number, Author(user_id=0, now=now), {"name": name})
    account.commit(Change(KIND, None, row, 0, now))
    waiting = {
        "id": account.next_id(RUNS),
        "bot_id": number,
        "entity_type": "leads",
        "entity_id": 0,
        "state": WAITING,
        "continue_id": secrets.token_hex(8),
    }
    account.commit(Change(RUNS, None, waiting, 0, now))
    return {"id": number, "name": name, "continue_id": waiting["continue_id"]}


def runs(fake: Extension, request: Request) -> object:
    """Where bots run, wait or have stopped."""
    keys = ("bot_id", "entity_type", "entity_id", "state", "continue_id")
    return {"runs": [{key: row[key] for key in keys} for row in named(fake, request).rows(RUNS)]}


BOT_PATH = "/accounts/{subdomain}/bots"
OPERATIONS = (
    Operation(
        "POST",
        BOT_PATH,
        "Make a bot, of which one run waits to be continued",
        create,
        record(id=INTEGER, name=STRING, continue_id=STRING),
        status=201,
        body=NEW_BOT,
    ),
    Operation("GET", f"{BOT_PATH}/runs", "Where its bots run", runs, record(runs=listing(RUN))),
)
