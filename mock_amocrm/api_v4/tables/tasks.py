"""Tasks: what has to be done by when, with which entity; completing one takes a result."""

from collections.abc import Mapping
from itertools import product

from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Type
from mock_amocrm.api_v4.filters import Among, Test, between, flag, one_of, pairs_of, word_among
from mock_amocrm.api_v4.query import Tree, numbers, values
from mock_amocrm.api_v4.tables.fields import ACCOUNT, AUTHORSHIP, GROUP, ID, RESPONSIBLE, exists, settle_group
from mock_amocrm.api_v4.validation import checked_object
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Account, Row

ENTITY_TYPES = ("leads", "contacts", "companies", "customers")
FOLLOW_UP = 1  # the type of a task unless told otherwise
RESULT = (Field(name="text", type=Type.STRING),)


def parse_result(draft: Draft, value: object, path: str) -> object:
    """The text of a result; clients send back the empty array that they read from an open task."""
    return checked_object(draft, RESULT, value, path).get("text")


def show_result(_: View, row: Row) -> object:
    """PHP's empty array while there is none."""
    text = row.get("result")
    return [] if text is None else {"text": text}


def check_entity(draft: Draft) -> None:
    """A task is with an entity that exists, or with none at all: then it has neither type nor id."""
    keys = {"entity_id", "entity_type"}
    if not keys & draft.values.keys() or any(error["path"] in keys for error in draft.errors):
        return
    kind, number = draft.current("entity_type"), draft.current("entity_id") or None
    if number is None and draft.values.get("entity_type") is None:
        draft.values |= {"entity_id": None, "entity_type": None}
    elif not isinstance(kind, str):
        draft.refuse("FieldMissing", "entity_type")
    elif not isinstance(number, int):
        draft.refuse("FieldMissing", "entity_id")
    elif number < 0:
        draft.refuse("TooLow", "entity_id")
    elif draft.seen(kind, number) is None:
        draft.refuse("NotSupportedChoice", "entity_id")


def with_its_type(sent: Mapping[str, Tree]) -> Test | None:
    """The id of an entity means nothing without its type; what amoCRM does with one alone isn't known: a guess."""
    kinds, ids = values(sent.get("entity_type", "")), numbers(sent.get("entity_id", ""))
    if not kinds or not ids:
        return None
    return Among(("entity_type", "entity_id"), frozenset(product(kinds, ids)))


def of_leads_in(account: Account, tree: Tree) -> Test | None:
    """Tasks of leads that are in one of the stages."""
    is_there = pairs_of("pipeline_id", "status_id")(tree)
    if is_there is None:
        return None
    return lambda row: row["entity_type"] == "leads" and is_there(_lead(account, row))


def _lead(account: Account, task: Row) -> Row:
    return account.row("leads", integer(task, "entity_id")) or {}


TASKS = Entity(
    kind="tasks",
    path="tasks",
    verbs=OFTEN,
    fields=(
        ID,
        *AUTHORSHIP,
        RESPONSIBLE,
        GROUP,
        Field(name="entity_id", nullable=True),
        Field(name="entity_type", type=Type.STRING, nullable=True, among=ENTITY_TYPES),
        Field(name="duration", default=constant(0)),
        Field(name="is_completed", type=Type.BOOL, default=constant(False)),
        Field(name="task_type_id", default=constant(FOLLOW_UP), choice=exists("task_types")),
        Field(name="text", type=Type.STRING, required=True),
        # An object when there is a result, an empty array when there is none: real answers have both.
        Field(name="result", type=Type.ANY, fields=RESULT, nullable=True, parse=parse_result, show=show_result),
        Field(name="complete_till", required=True),
        ACCOUNT,
    ),
    filters={
        **{key: one_of(key) for key in ("id", "responsible_user_id", "created_by", "task_type_id")},
        "task_type": one_of("task_type_id"),  # the documentation's name; the SDK sends both
        "is_completed": flag("is_completed"),
        "entity_type": word_among("entity_type"),
        "updated_at": between("updated_at", plain_is_from=True),
    },
    account_filters={"lead_statuses": of_leads_in},
    joint_filters={"entity_id": with_its_type},
    orders=("created_at", "complete_till", "id"),
    rules=(check_entity,),
    settle=settle_group,
)
