"""What people do with incoming leads: accept, decline, link to what there is; and how long that takes them."""

from collections.abc import Mapping

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import between, one_of, word_among
from mock_amocrm.api_v4.incoming import (
    ACCEPTED,
    CATEGORIES,
    CHATS,
    DECLINED,
    KIND,
    MAIL,
    QUEUED,
    sort_out,
    uncover,
    waited,
    waiting,
)
from mock_amocrm.api_v4.linking import Pair, attach
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.fields import exists
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.tables.stages import INCOMING, entrance, pipelines_of
from mock_amocrm.api_v4.tables.unsorted import EMBEDDED, MISSING, embedded
from mock_amocrm.api_v4.view import ids, integer
from mock_amocrm.api_v4.writing import draft_of, refuse_bad, require, store
from mock_amocrm.state.account import Account, Row

LINKABLE = (CHATS, MAIL)
SORTED = {
    "type": "object",
    "properties": {
        "uid": {"type": "string"},
        "pipeline_id": {"type": "integer"},
        "category": {"enum": list(CATEGORIES)},
        "created_at": {"type": "integer"},
        "_embedded": EMBEDDED,
    },
    "required": ["uid", "pipeline_id", "category", "created_at", "_embedded"],
}
LINKED = {
    "type": "object",
    "properties": {"uid": {"type": "string"}, "_embedded": {"type": "object"}},
    "required": ["uid", "_embedded"],
}
_COUNT = {"type": "object", "properties": {"total": {"type": "integer"}}, "required": ["total"]}
SUMMARY = {
    "type": "object",
    "properties": {
        **{name: {"type": "integer"} for name in ("total", "accepted", "declined", "average_sort_time")},
        "categories": {
            "type": "object",
            "properties": dict.fromkeys(CATEGORIES, _COUNT),
            "required": list(CATEGORIES),
        },
    },
    "required": ["total", "accepted", "declined", "average_sort_time", "categories"],
}
USER = Field(name="user_id", choice=exists("users"), zero=True)
LINK = (
    Field(name="entity_id", required=True),
    Field(name="entity_type", type=Type.STRING, required=True, among=("leads", "customers")),
    Field(name="metadata", type=Type.OBJECT, fields=(Field(name="contact_id", choice=exists("contacts")),)),
)


def is_open_stage(account: Account, number: int) -> bool:
    """A stage that a lead can be accepted into: any but the incoming ones."""
    return any(row["type"] != INCOMING for row in pipelines_of(account, number).values())


def accept(call: Call, drafts: list[Draft]) -> Answer:
    """Accept an incoming lead: it moves on, its people become visible."""
    row, said = _entry(call), _said(drafts)
    pipeline, status = integer(row, "pipeline_id"), said.get("status_id")
    if isinstance(status, int):
        homes = pipelines_of(call.account, status)
        pipeline = pipeline if pipeline in homes else next(iter(homes))
    else:
        status = entrance(call.account, pipeline)
    place: dict[str, object] = {"pipeline_id": pipeline, "status_id": status}
    if said.get("user_id"):
        place["responsible_user_id"] = said["user_id"]  # that whoever accepts a lead gets it is a guess
    _change(call, LEADS, ids(row, "leads"), place, _user(call, said), needs="edit")
    uncover(call, row, _user(call, said))
    sort_out(call, row, ACCEPTED, _user(call, said))
    return _sorted_out(call, {**row, "pipeline_id": pipeline})


def decline(call: Call, drafts: list[Draft]) -> Answer:
    """Decline an incoming lead: it goes to the trash; that nobody sees its people later either is a guess."""
    row, user = _entry(call), _user(call, _said(drafts))
    _change(call, LEADS, ids(row, "leads"), {"is_deleted": True}, user, needs="delete")
    sort_out(call, row, DECLINED, user)
    return _sorted_out(call, row)


def link(call: Call, drafts: list[Draft]) -> Answer:
    """Give what a chat or a letter brought to a lead or a customer; the lead that waited goes to the trash, a guess."""
    row, [draft] = _entry(call), drafts
    if row["category"] not in LINKABLE:
        raise errors.impossible("Only chats and mail can be linked")
    said = draft.values["link"]
    assert isinstance(said, Mapping)  # required
    kind, number, user = str(said["entity_type"]), integer(said, "entity_id"), _user(call, draft.values)
    if draft.seen(kind, number) is None:
        draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "link.entity_id")
    refuse_bad([draft])
    metadata = said.get("metadata")
    contacts = ids(row, "contacts")
    if isinstance(metadata, Mapping) and "contact_id" in metadata:
        _change(call, CONTACTS, contacts, {"is_deleted": True}, user, needs="edit")  # what it knew is the named one's
        contacts = (integer(metadata, "contact_id"),)
    _change(call, LEADS, ids(row, "leads"), {"is_deleted": True}, user, needs="edit")
    uncover(call, row, user)
    for contact in contacts:
        pair = Pair(kind=kind, id=number, to_kind="contacts", to_id=contact)
        attach(call.account, pair, Author(user_id=user, now=call.author.now))
    sort_out(call, row, ACCEPTED, user)
    return Answer({"uid": row["uid"], "_embedded": {kind: [call.view().reference(kind, number)]}})


def summarize(call: Call, _: list[Draft]) -> Answer:
    """How many incoming leads wait, and what has become of the others."""
    filters = {
        "uid": word_among("uid"),
        "created_at": between("created_at", plain_is_from=True),
        "pipeline_id": one_of("pipeline_id"),
    }
    asked = call.query.branch("filter")
    tests = [test for name, read in filters.items() if name in asked and (test := read(asked[name])) is not None]
    rows = [row for row in call.account.rows(KIND) if all(test(row) for test in tests)]
    # Whether the total counts what is sorted out already isn't told; in the one sample it is the sum of the categories.
    queued = [row for row in rows if row["state"] == QUEUED]
    times = [waited(row) for row in rows if row["state"] != QUEUED]
    return Answer(
        {
            "total": len(queued),
            "accepted": sum(row["state"] == ACCEPTED for row in rows),
            "declined": sum(row["state"] == DECLINED for row in rows),
            "average_sort_time": round(sum(times) / len(times)) if times else 0,
            "categories": {
                category: {"total": sum(row["category"] == category for row in queued)} for category in CATEGORIES
            },
        }
    )


def _entry(call: Call) -> Row:
    row = waiting(call.account, call.names["uid"])
    if row is None:
        raise errors.missing(MISSING)
    return row


def _said(drafts: list[Draft]) -> Mapping[str, object]:
    return drafts[0].values if drafts else {}


def _user(call: Call, said: Mapping[str, object]) -> int:
    user = said.get("user_id")
    return user if isinstance(user, int) else call.user_id


def _change(
    call: Call, entity: Entity, numbers: tuple[int, ...], values: Mapping[str, object], user: int, *, needs: str
) -> None:
    for number in numbers:
        draft = draft_of(call, {}, 0, kind=entity.kind)
        draft.author = Author(user_id=user, now=call.author.now)
        draft.before, draft.values = call.account.row(entity.kind, number), {**values}
        if draft.before is not None:
            require(call, needs, entity.kind, draft.before)
            store(call, entity, draft)


def _sorted_out(call: Call, row: Row) -> Answer:
    told = {name: row[name] for name in ("uid", "pipeline_id", "category", "created_at")}
    return Answer({**told, "_embedded": embedded(call.view(), row)})


BELOW = "leads/unsorted/{uid:string}"
SPECIALS = (
    Special(
        method="GET",
        path="leads/unsorted/summary",
        handler=summarize,
        answers=SUMMARY,
        query=("filter[uid]", "filter[created_at]", "filter[pipeline_id]"),
    ),
    Special(
        method="POST",
        path=f"{BELOW}/accept",
        handler=accept,
        takes=Takes.LEAVE,
        fields=(USER, Field(name="status_id", choice=is_open_stage)),
        answers=SORTED,
    ),
    Special(
        method="DELETE",
        path=f"{BELOW}/decline",
        handler=decline,
        takes=Takes.LEAVE,
        fields=(USER,),
        answers=SORTED,
    ),
    Special(
        method="POST",
        path=f"{BELOW}/link",
        handler=link,
        takes=Takes.OBJECT,
        fields=(USER, Field(name="link", type=Type.OBJECT, required=True, fields=LINK)),
        answers=LINKED,
    ),
)
