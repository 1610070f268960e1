"""Sources: where an integration's leads come from. Each integration sees and keeps only its own."""

from collections.abc import Mapping

from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import word_among
from mock_amocrm.api_v4.reading import find
from mock_amocrm.api_v4.tables.fields import ID, distinct, exists
from mock_amocrm.api_v4.tables.stages import main_pipeline
from mock_amocrm.api_v4.verbs import (
    CHANGE_MANY_WHOLE,
    CHANGE_ONE_WHOLE,
    CREATE_WHOLE,
    DELETE_ONE,
    LIST,
    ONE,
)
from mock_amocrm.api_v4.view import integer
from mock_amocrm.api_v4.writing import remove
from mock_amocrm.problems import Problem, problem
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

KIND = "sources"
OWNER = "client_id"
LONGEST_EXTERNAL_ID = 36
BY_EXTERNAL_ID = Arrangement((OWNER, "external_id"))
PAGE = tuple(Field(name=name, type=Type.STRING) for name in ("id", "name", "link"))
PARAMS = tuple(Field(name=name, type=Type.BOOL) for name in ("waba", "is_supports_list_message"))
SERVICE = (
    Field(name="type", type=Type.STRING, required=True),
    Field(name="params", type=Type.OBJECT, fields=PARAMS),
    Field(name="pages", type=Type.ARRAY, fields=PAGE),
)


def source_of(account: Account, client_id: str, external_id: str) -> Row | None:
    """A source of an integration by the code that the integration gave it."""
    found = account.index(KIND, BY_EXTERNAL_ID).group(client_id, external_id)
    return found[0] if found else None


def parse_external_id(draft: Draft, sent: object, path: str) -> object:
    """An ASCII text of the integration's own."""
    if not isinstance(sent, str):
        draft.refuse_type(Type.STRING.told, path)
    elif not sent.strip():
        draft.refuse("IsBlank", path)
    elif len(sent) > LONGEST_EXTERNAL_ID:
        draft.refuse("TooLong", path)
    elif not sent.isascii():
        draft.refuse("NotValid", path)
    return sent


def keeps_its_external_id(draft: Draft) -> None:
    """No two sources of an integration have one code, and none gets another; that a change ignores it is a guess."""
    sent = draft.values.get("external_id")
    if draft.before is not None:
        draft.values.pop("external_id", None)
    elif isinstance(sent, str) and source_of(draft.account, draft.client_id, sent) is not None:
        draft.refuse("NotUnique", "external_id")


def settle(draft: Draft, row: dict[str, object]) -> None:
    """Leads without any other place go to the main pipeline."""
    if row["pipeline_id"] is None:
        row["pipeline_id"] = main_pipeline(draft.account)


def keep_one_default(call: Call, _: Draft, row: Row) -> None:
    """A new default takes the place of the old one, which is a guess."""
    if row["default"] is not True:
        return
    for other in call.account.rows(KIND):
        if other[OWNER] == row[OWNER] and other["id"] != row["id"] and other["default"] is True:
            change = Change(KIND, other, {**other, "default": False}, call.user_id, call.account.clock.now())
            call.account.commit(change)


def delete_many(call: Call, drafts: list[Draft]) -> Answer:
    """Delete several sources, all or none."""
    rows = [find(call, SOURCES, integer(draft.values, "id")) for draft in drafts]
    wrong = [_not_found(draft) for draft, row in zip(drafts, rows, strict=True) if row is None]
    if wrong:
        refusal = problem(400, detail="Invalid request items")
        raise Problem(400, {"errors": wrong, **refusal.body})
    for row in {integer(row, "id"): row for row in rows if row is not None}.values():
        remove(call, SOURCES, row)
    return NO_CONTENT


def _not_found(draft: Draft) -> Mapping[str, object]:
    # One object where other refusals have a list: so says the documentation.
    detail = f"source with id = {draft.values['id']} not found"
    return {"request_id": draft.request_id, "errors": {"code": "EntityNotFound", "path": "id", "detail": detail}}


SOURCES = Entity(
    kind=KIND,
    path="sources",
    verbs=(LIST, ONE, CREATE_WHOLE, CHANGE_MANY_WHOLE, CHANGE_ONE_WHOLE, DELETE_ONE),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="pipeline_id", choice=exists("pipelines")),
        Field(name="external_id", type=Type.STRING, required=True, parse=parse_external_id),
        Field(name="default", type=Type.BOOL, default=constant(False)),
        Field(name="origin_code", type=Type.STRING, nullable=True),
        Field(name="services", type=Type.ARRAY, default=constant(()), fields=SERVICE),
    ),
    envelope=Envelope.TOTAL,
    owner=OWNER,
    filters={"external_id": word_among("external_id")},
    rules=(keeps_its_external_id,),
    batch_rules=(distinct("external_id"),),
    settle=settle,
    stored=keep_one_default,
)
ENTITIES = (SOURCES,)
SPECIALS = (
    Special(
        method="DELETE",
        path="sources",
        handler=delete_many,
        status=204,
        takes=Takes.ARRAY,
        fields=(Field(name="id", required=True),),
    ),
)
