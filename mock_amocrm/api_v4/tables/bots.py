"""Salesbots: listed, started on leads and contacts, stopped, and continued where they wait for a widget's answer."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import text_among
from mock_amocrm.api_v4.tables.fields import ID, NAME, exists
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.api_v4.writing import refuse_bad
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND, RUNS = "bots", "bot_runs"
RUNNING, WAITING, STOPPED = "running", "waiting", "stopped"
BY_CONTINUATION = Arrangement(("continue_id",))
OF_AN_ENTITY = Arrangement(("bot_id", "entity_type", "entity_id"))
ENTITY_TYPES = ("leads", "contacts", "customers")
NUMBERED = {1: "contacts", 2: "leads"}  # entity types as version 2 of the API counts them


def run(call: Call, drafts: list[Draft]) -> Answer:
    """Start bots on entities; one bad item starts none."""
    for draft in drafts:
        _check_entity(draft, text(draft.values, "entity_type"))
    refuse_bad(drafts)
    for draft in drafts:
        bot = draft.values.get("bot_id", call.ids.get("id"))
        _start(call, bot, text(draft.values, "entity_type"), integer(draft.values, "entity_id"))
    return Answer(None, 202)


def run_numbered(call: Call, drafts: list[Draft]) -> Answer:
    """Start bots on entities, whose types are numbers here."""
    for draft in drafts:
        kind = NUMBERED.get(integer(draft.values, "entity_type"))
        if kind is None:
            draft.refuse("NotSupportedChoice", "entity_type")
        else:
            draft.values["entity_type"] = kind
    refuse_bad(drafts)
    return run(call, drafts)


def run_one(call: Call, drafts: list[Draft]) -> Answer:
    """Start one bot."""
    _bot(call)
    return run(call, drafts)


def stop(call: Call, drafts: list[Draft]) -> Answer:
    """Stop a bot that runs on an entity; one that doesn't is stopped already."""
    bot, [draft] = _bot(call), drafts
    where = (bot["id"], draft.values["entity_type"], draft.values["entity_id"])
    for row in list(call.account.index(RUNS, OF_AN_ENTITY).group(*where)):
        _settle(call, row, STOPPED)
    return Answer(None, 202)


def carry_on(call: Call, _: list[Draft]) -> Answer:
    """Continue a bot that waits; whatever the widget has answered is its own business."""
    waiting = call.account.index(RUNS, BY_CONTINUATION).group(call.names["continue_id"])
    row = next((each for each in waiting if each["bot_id"] == call.ids["bot_id"]), None)
    if row is None or row["state"] != WAITING:
        raise errors.missing("Bot is not waiting")
    _settle(call, row, RUNNING)
    return Answer(None, 202)


def _bot(call: Call) -> Row:
    bot = call.account.row(KIND, call.ids["id"])
    if bot is None:
        raise errors.missing("Bot not found")
    return bot


def _check_entity(draft: Draft, kind: str) -> None:
    number = integer(draft.values, "entity_id")
    if draft.seen(kind, number) is None:
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "entity_id")


def _start(call: Call, bot: object, kind: str, number: int) -> None:
    row = {
        "id": call.account.next_id(RUNS),
        "bot_id": bot,
        "entity_type": kind,
        "entity_id": number,
        "state": RUNNING,
        "continue_id": secrets.token_hex(8),
    }
    call.commit(RUNS, None, row)


def _settle(call: Call, before: Row, state: str) -> None:
    row = {**before, "state": state}
    call.commit(RUNS, before, row)


BOT = Field(name="bot_id", required=True, choice=exists(KIND))
ENTITY = (
    Field(name="entity_id", required=True),
    Field(name="entity_type", type=Type.STRING, required=True, among=ENTITY_TYPES),
)
BOTS = Entity(
    kind=KIND,
    path="bots",
    verbs=(LIST, ONE),
    fields=(
        ID,
        NAME,
        Field(name="type", type=Type.STRING, default=constant("salesbot")),
        Field(name="type_functionality", type=Type.STRING, default=constant("custom")),
        Field(name="is_active", type=Type.BOOL, default=constant(True)),
    ),
    key="items",  # not confirmed by a second source
    filters={"type_functionality": text_among("type_functionality")},
)
CONTINUE = Special(
    method="POST",
    path="salesbot/{bot_id}/continue/{continue_id:string}",
    handler=carry_on,
    status=202,
    takes=Takes.OBJECT,
    fields=(Field(name="data", type=Type.ANY), Field(name="execute_handlers", type=Type.ARRAY)),
)


def _starting(path: str, handler: Callable[[Call, list[Draft]], Answer], takes: Takes, *fields: Field) -> Special:
    return Special(method="POST", path=path, handler=handler, status=202, takes=takes, fields=fields, batch_max=100)


SPECIALS = (
    CONTINUE,
    replace(CONTINUE, path=CONTINUE.path.replace("salesbot", "marketingbot")),
    _starting("bots/run", run, Takes.ARRAY, BOT, *ENTITY),
    _starting("bots/{id}/run", run_one, Takes.EITHER, *ENTITY),
    _starting("bots/{id}/stop", stop, Takes.OBJECT, *ENTITY),
    _starting(
        "/api/v2/salesbot/run", run_numbered, Takes.ARRAY, BOT, ENTITY[0], Field(name="entity_type", required=True)
    ),
)
