"""Purchases of customers: each raises what the customer is worth, until it is taken back."""

from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import moment
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Link, Parent, Special, Type
from mock_amocrm.api_v4.filters import one_of
from mock_amocrm.api_v4.tables.fields import ACCOUNT, AUTHORSHIP, DELETED, ID, show_elements
from mock_amocrm.api_v4.verbs import CREATE, LIST, ONE
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.api_v4.writing import remove
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND = "transactions"
BY_CUSTOMER = Arrangement(("customer_id",))


def show_customer(view: View, row: Row) -> object:
    """Who has bought."""
    return view.reference("customers", integer(row, "customer_id"))


def own_path(_: View, row: Row) -> str:
    """Not below the customer."""
    return f"customers/transactions/{row['id']}"


def count_purchase(call: Call, _: Draft, row: Row) -> None:
    """What the customer is worth follows from all purchases."""
    _count(call, integer(row, "customer_id"))


def uncount_purchase(call: Call, row: Row) -> None:
    """The same after one is taken back."""
    _count(call, integer(row, "customer_id"))


def _count(call: Call, customer_id: int) -> None:
    customer = call.account.row("customers", customer_id)
    if customer is None:
        return
    prices = [integer(row, "price") for row in call.account.index(KIND, BY_CUSTOMER).group(customer_id)]
    row = {
        **customer,
        "ltv": sum(prices),
        "purchases_count": len(prices),
        "average_check": round(sum(prices) / len(prices)) if prices else 0,
    }
    call.commit("customers", customer, row)


def delete_below(call: Call, _: list[Draft]) -> Answer:
    """Take a purchase of a customer back."""
    row = call.account.row(KIND, call.ids["id"])
    if row is None or row["customer_id"] != call.ids["customer_id"]:
        raise errors.missing("Transaction not found")
    remove(call, TRANSACTIONS, row)
    return NO_CONTENT


def delete(call: Call, _: list[Draft]) -> Answer:
    """Take a purchase back."""
    row = call.account.row(KIND, call.ids["id"])
    if row is None:
        raise errors.missing("Transaction not found")
    remove(call, TRANSACTIONS, row)
    return NO_CONTENT


FIELDS = (
    ID,
    Field(name="price", required=True),
    Field(name="comment", type=Type.STRING, nullable=True),
    Field(name="completed_at", default=moment),
    Field(name="customer_id", writable=False),
    *AUTHORSHIP,
    DELETED,
    ACCOUNT,
)
EMBEDS = (
    Embed(name="customer", show=show_customer),
    Embed(name="catalog_elements", show=show_elements, link=Link(kind="catalog_elements")),
)
TRANSACTIONS = Entity(
    kind=KIND,
    path="customers/transactions",
    verbs=(LIST, ONE),
    fields=FIELDS,
    embeds=EMBEDS,
    filters={"id": one_of("id")},
    missing="Transaction not found",
    self_path=own_path,
    removed=uncount_purchase,
)
OF_A_CUSTOMER = replace(
    TRANSACTIONS,
    path="customers/{customer_id}/transactions",
    verbs=(CREATE,),
    parents=(Parent(kind="customers", key="customer_id", missing="Customer not found"),),
    stored=count_purchase,
    created_keys=("id", "customer_id", "request_id"),
)
ENTITIES = (TRANSACTIONS, OF_A_CUSTOMER)
SPECIALS = (
    Special(method="DELETE", path="customers/transactions/{id}", handler=delete, status=204),
    Special(method="DELETE", path="customers/{customer_id}/transactions/{id}", handler=delete_below, status=204),
)
