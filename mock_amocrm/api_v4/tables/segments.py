"""Segments of customers: groups with a name and a colour; a customer may be in many."""

from dataclasses import replace

from mock_amocrm.api_v4.author import constant, moment
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.custom_fields import parse_values, show_values
from mock_amocrm.api_v4.customers_mode import only_with_segments
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Takes, Type
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View, holders, ids, integer
from mock_amocrm.state.account import Row
from mock_amocrm.state.changes import Change

# Hex without a number sign; the palette is the one of the interface, as the documentation lists it.
COLORS = (
    *("10599d", "2176ff", "006acc", "07a0c3", "247ba0", "177e89", "046e8f", "598381", "0c7c59", "495f41"),
    *("00a44b", "08605f", "bf2600", "06d6a0", "e14945", "79b473", "ae003f", "6a0f49", "832161", "9d2b32"),
)


def show_customers_count(view: View, row: Row) -> object:
    """How many customers are in it."""
    return len(holders(view.account, "customers", "segments", integer(row, "id")))


def let_go(call: Call, row: Row) -> None:
    """A segment that is gone is nobody's."""
    number = integer(row, "id")
    for customer in list(holders(call.account, "customers", "segments", number)):
        left = tuple(one for one in ids(customer, "segments") if one != number)
        change = Change("customers", customer, {**customer, "segments": left}, call.user_id, call.author.now)
        call.account.commit(change)


SEGMENTS = Entity(
    kind="segments",
    path="customers/segments",
    verbs=(
        LIST,
        ONE,
        *for_admins(replace(CREATE_WHOLE, takes=Takes.OBJECT, envelope=None), CHANGE_ONE_WHOLE, DELETE_ONE),
    ),
    fields=(
        ID,
        Field(name="created_at", default=moment, writable=False),
        Field(name="updated_at", default=moment, touch=moment, writable=False),
        ACCOUNT,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="color", type=Type.STRING, default=constant(COLORS[0]), among=COLORS),
        Field(name="available_products_price_types", type=Type.ARRAY, nullable=True),
        Field(name="customers_count", show=show_customers_count, writable=False),
        Field(name="custom_fields_values", type=Type.ARRAY, parse=parse_values, show=show_values),
    ),
    envelope=Envelope.PAGED_TOTALS,
    missing="Segment not found",
    opened=only_with_segments,
    removed=let_go,
)
