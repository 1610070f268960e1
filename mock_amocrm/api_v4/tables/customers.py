"""Customers: people who buy again, with what they have bought; and the switch that says how an account keeps them."""

from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.custom_fields import texts_of
from mock_amocrm.api_v4.customers_mode import DISABLED, MODES, PERIODICITY, UNAVAILABLE, customers_mode
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Link, Special, Takes, Type
from mock_amocrm.api_v4.filters import between, one_of, text_among
from mock_amocrm.api_v4.linking import COMPANY, CONTACTS
from mock_amocrm.api_v4.reading import seen
from mock_amocrm.api_v4.tables.account import ACCOUNT_ROW
from mock_amocrm.api_v4.tables.customer_statuses import first_status, provide_statuses
from mock_amocrm.api_v4.tables.fields import (
    ACCOUNT,
    AUTHORSHIP,
    BY_VALUES,
    CLOSEST_TASK,
    CUSTOM_FIELDS,
    DELETED,
    GROUP,
    ID,
    RESPONSIBLE,
    TAGS,
    exists,
    settle_group,
    show_elements,
    show_linked,
)
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import View, ids, integer, text
from mock_amocrm.api_v4.writing import require
from mock_amocrm.state.account import Row

BONUS = "bonus_points"
MODE = {
    "type": "object",
    "properties": {"mode": {"enum": list(MODES)}, "is_enabled": {"type": "boolean"}},
    "required": ["mode", "is_enabled"],
}


def show_segments(view: View, row: Row) -> object:
    """The segments of a customer."""
    return [{"id": number, "_links": view.links(f"customers/segments/{number}")} for number in ids(row, "segments")]


def show_contacts(view: View, row: Row) -> object:
    """Contacts of a customer: ids only, one of them the main one."""
    main = row.get("main_contact_id")
    return [
        {"id": number, "is_main": number == main, "_links": view.links(f"contacts/{number}")}
        for number in ids(row, "contacts")
    ]


def settle(draft: Draft, row: dict[str, object]) -> None:
    """In periodicity a customer is in a stage; its purchases are counted, not sent."""
    settle_group(draft, row)
    if draft.before is None:
        row[BONUS] = 0
        if row["status_id"] is None and customers_mode(draft.account) == PERIODICITY:
            row["status_id"] = first_status(draft.account)


def change_mode(call: Call, drafts: list[Draft]) -> Answer:
    """Switch customers on or off, and choose how they are kept."""
    [draft] = drafts
    if customers_mode(call.account) == UNAVAILABLE:
        raise errors.unpaid()
    mode, enabled = text(draft.values, "mode"), draft.values["is_enabled"] is True
    account = call.account
    before = account.row("account", ACCOUNT_ROW) or {"id": ACCOUNT_ROW}
    row = {**before, "customers_mode": mode if enabled else DISABLED}
    call.commit("account", before, row)
    if enabled and mode == PERIODICITY:
        provide_statuses(account)
    return Answer({"mode": mode, "is_enabled": enabled})


def bonus_points(call: Call, drafts: list[Draft]) -> Answer:
    """Earn or redeem bonus points of a customer."""
    [draft] = drafts
    customer = seen(call, "customers", call.ids["id"])
    if customer is None:
        raise errors.missing("Customer not found")
    require(call, "edit", "customers", customer)
    moves = {name: integer(draft.values, name) for name in ("earn", "redeem") if name in draft.values}
    if len(moves) != 1:
        raise errors.refused("FieldMissing" if not moves else "NotSupportedChoice", "earn")
    [(name, points)] = moves.items()
    left = integer(customer, BONUS) + (points if name == "earn" else -points)
    if points <= 0 or left < 0:  # that one can't redeem what one hasn't got is a guess
        raise errors.refused("TooLow", name)
    row = {**customer, BONUS: left}
    call.commit("customers", customer, row)
    return Answer({BONUS: left})


CUSTOMERS = Entity(
    kind="customers",
    path="customers",
    verbs=OFTEN,
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True),
        Field(name="next_price", default=constant(0)),
        Field(name="next_date"),
        RESPONSIBLE,
        replace(GROUP, asked=True),
        Field(name="status_id", nullable=True, choice=exists("customer_statuses")),
        Field(name="periodicity", default=constant(0)),
        *AUTHORSHIP,
        CLOSEST_TASK,
        DELETED,
        CUSTOM_FIELDS,
        Field(name="ltv", default=constant(0), writable=False),
        Field(name="purchases_count", default=constant(0), writable=False),
        Field(name="average_check", default=constant(0), writable=False),
        ACCOUNT,
    ),
    embeds=(
        Embed(name="segments", show=show_segments, link=Link(kind="segments")),
        TAGS,
        Embed(name="contacts", show=show_contacts, asked_by="contacts", link=CONTACTS),
        Embed(name="companies", show=show_linked("companies"), asked_by="companies", link=COMPANY),
        Embed(name="catalog_elements", show=show_elements, asked_by="catalog_elements"),
    ),
    tagged=True,
    filters={
        **{key: one_of(key) for key in ("id", "status_id", "created_by", "updated_by", "responsible_user_id")},
        **{key: between(key) for key in ("next_price", "next_date", "created_at", "updated_at", "closest_task_at")},
        "name": text_among("name"),
    },
    account_filters=BY_VALUES,
    orders=("created_at", "updated_at", "id"),
    default_order=("updated_at", "id"),
    search=lambda row: [text(row, "name"), str(row["id"]), *texts_of(row)],
    trash=True,
    links_repeat_query=True,
    settle=settle,
)
SPECIALS = (
    Special(
        method="PATCH",
        path="customers/mode",
        handler=change_mode,
        admin_only=True,
        takes=Takes.OBJECT,
        fields=(
            Field(name="mode", type=Type.STRING, required=True, among=MODES),
            Field(name="is_enabled", type=Type.BOOL, required=True),
        ),
        answers=MODE,
    ),
    Special(
        method="POST",
        path="customers/{id}/bonus_points",
        handler=bonus_points,
        takes=Takes.OBJECT,
        fields=(Field(name="earn"), Field(name="redeem")),
        answers={"type": "object", "properties": {BONUS: {"type": "integer"}}, "required": [BONUS]},
    ),
)
