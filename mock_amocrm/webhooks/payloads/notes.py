"""Notes in webhooks: v2's number of the type, the content as one text, the author inside `metadata`."""

from collections.abc import Mapping

import orjson

from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import MOSCOW, UNITS, Column, News, constant, moment, own, shown

# v2's numbers; what has none of its own there was a service message.
TYPES: Mapping[str, int] = {"common": 4, "attachment": 5, "call_in": 10, "call_out": 11, "sms_in": 102, "sms_out": 103}
SERVICE = 25
# A call's parameters are JSON inside the text, under names of their own.
CALL = {"uniq": "UNIQ", "duration": "DURATION", "source": "SRC", "link": "LINK", "phone": "PHONE"}


def _params(news: News) -> Mapping[str, object]:
    params = news.row.get("params")
    return params if isinstance(params, Mapping) else {}


def _type(news: News) -> object:
    return TYPES.get(text(news.row, "note_type"), SERVICE)


def _text(news: News) -> str:
    params = _params(news)
    if text(news.row, "note_type") in ("call_in", "call_out"):
        return orjson.dumps({name: params.get(key) for key, name in CALL.items()}).decode()
    said = params.get("original_name") or params.get("file_name") or params.get("text")
    return said if isinstance(said, str) else ""


def _attachment(news: News) -> str:
    file, version = _params(news).get("file_uuid"), _params(news).get("version_uuid")
    return f"drive/{file}/{version}" if file else ""


def _metadata(news: News) -> str:
    number = integer(news.row, "created_by")
    author = text(news.account.row("users", number) or {}, "name")
    return orjson.dumps({"event_source": {"id": number, "author_name": author, "type": 1}}).decode()


NOTE = (
    Column("text", _text),
    Column("attachement", _attachment),  # as the service spells it
    moment("date_create", "created_at", zone=MOSCOW),
    Column("note_type", _type),
    Column("element_type", lambda news: UNITS.get(text(news.row, "entity_type"))),
    own("element_id", "entity_id"),
    constant("catalog_id", 0),
    own("group_id"),
    moment("timestamp_x", "updated_at", zone=MOSCOW),
    columns.ACCOUNT,
    Column("metadata", _metadata),
    own("created_by"),
    own("modified_by", "updated_by"),
    own("main_user_id", "responsible_user_id"),
    columns.ID,
    columns.CREATED,
    columns.UPDATED,
)


def _whole(news: News) -> object:
    return shown(NOTE, news)


def _owner(news: News) -> object:
    return {"contacts": "contact", "companies": "company"}.get(text(news.row, "entity_type"))


NOTE_OF = (Column("note", _whole), Column("type", _owner))
"""The note of a lead, contact, company or customer; the last two share a key, and so a `type` tells which it is."""
