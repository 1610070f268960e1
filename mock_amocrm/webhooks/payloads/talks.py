"""Talks and their messages in webhooks, and the reviews that templates of chat messages were sent for."""

from collections.abc import Mapping

from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Row
from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import UNITS, Column, News, Read, own

KINDS: Mapping[str, str] = {"lead": "leads", "customer": "customers"}  # what a talk may be about
INTERNAL = "internal"  # who wrote is a manager


def _talk(news: News) -> Row:
    return news.account.row("talks", integer(news.row, "talk_id")) or {}


def _of_the_talk(column: str) -> Read:
    return lambda news: _talk(news).get(column)


def _unit(news: News) -> object:
    return UNITS.get(KINDS.get(str(_talk(news).get("entity_type")), ""))


def _direction(news: News) -> str:
    return "outgoing" if news.row.get("author_type") == INTERNAL else "incoming"


def _author(news: News) -> object:
    number, kind = news.row.get("author_id"), news.row.get("author_type")
    if kind == INTERNAL:
        known = news.account.row("users", number) if isinstance(number, int) else None
    else:
        known = news.account.row("contacts", integer(_talk(news), "contact_id"))
    named = {} if known is None else {"name": text(known, "name")}
    return {**({} if number is None else {"id": number}), "type": kind, **named}


def _of_the_template(column: str) -> Read:
    def read(news: News) -> object:
        template = news.account.row("chat_templates", integer(news.row, "template_id"))
        return None if template is None else template.get(column)

    return read


TALK = (
    own("talk_id", "id"),
    columns.CREATED,
    columns.UPDATED,
    own("rate"),
    own("contact_id"),
    own("chat_id"),
    own("entity_id"),
    own("entity_type"),
    own("is_in_work"),
    own("is_read"),
    own("origin"),
)
# The documentation has no sample: the keys are those that published receivers read, their order is a guess.
MESSAGE = (
    own("id", "uid"),
    own("chat_id"),
    own("talk_id"),
    Column("contact_id", _of_the_talk("contact_id")),
    own("text"),
    columns.CREATED,
    Column("element_type", _unit),
    Column("entity_type", _of_the_talk("entity_type")),
    Column("element_id", _of_the_talk("entity_id")),
    Column("entity_id", _of_the_talk("entity_id")),
    Column("type", _direction),
    Column("author", _author),
    Column("origin", _of_the_talk("origin")),
)
# No capture is known: the keys are the API's, a guess.
REVIEW = (
    columns.ID,
    columns.ACCOUNT,
    own("template_id"),
    Column("name", _of_the_template("name")),
    Column("external_id", _of_the_template("external_id")),
    own("status"),
    own("reject_reason"),
)
