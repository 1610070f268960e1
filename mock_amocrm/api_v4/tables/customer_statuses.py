"""Stages of customers who buy periodically."""

from dataclasses import replace

from mock_amocrm import messages
from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.customers_mode import only_with_periodicity
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Type
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row

KIND = "customer_statuses"
# A guess: which stages a fresh account has isn't documented, only that one is the default and that types run to 4.
FRESH = (("customer_new", "#99ccff", 0), ("customer_bought", "#ccff66", 1), ("customer_lost", "#d5d8db", 2))


def provide_statuses(account: Account) -> None:
    """The stages that an account begins with, unless it has some."""
    if account.count(KIND):
        return
    account.put(
        KIND,
        [
            {
                "id": account.next_id(KIND),
                "name": messages.text(name, lang=account.lang),
                "sort": 10 * (at + 1),
                "is_default": at == 0,
                "conditions": (),
                "color": color,
                "type": kind,
            }
            for at, (name, color, kind) in enumerate(FRESH)
        ],
    )


def first_status(account: Account) -> int | None:
    """Where new customers are put."""
    rows = sorted(account.rows(KIND), key=lambda row: (row["is_default"] is not True, integer(row, "sort")))
    return integer(rows[0], "id") if rows else None


def refuse_default(_: Call, row: Row) -> None:
    """The stage that new customers are put into stays."""
    if row["is_default"] is True:
        raise errors.refused("NotSupportedChoice", "id")


def settle(draft: Draft, row: dict[str, object]) -> None:
    """Nobody makes another default stage."""
    row["conditions"] = row["conditions"] or ()
    row["is_default"] = row["is_default"] is True and draft.before is not None


CUSTOMER_STATUSES = Entity(
    kind=KIND,
    path="customers/statuses",
    verbs=(LIST, ONE, *for_admins(replace(CREATE, envelope=Envelope.TOTAL), CHANGE_ONE_WHOLE, DELETE_ONE)),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="sort", required=True),
        Field(name="is_default", type=Type.BOOL, default=constant(False), writable=False),
        Field(name="conditions", type=Type.ARRAY),
        Field(name="color", type=Type.STRING, default=constant("#fffeb2")),
        Field(name="type", default=constant(0), writable=False),
        ACCOUNT,
    ),
    envelope=Envelope.TOTAL,
    key="statuses",
    default_order=("sort", "id"),
    shows_empty=True,
    missing="Status not found",
    opened=only_with_periodicity,
    removable=refuse_default,
    settle=settle,
)
