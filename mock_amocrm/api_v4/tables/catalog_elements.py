"""Elements of catalogs: goods, invoices, suppliers, whatever an account lists."""

from dataclasses import replace

from mock_amocrm.api_v4.custom_fields import texts_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Parent, Type
from mock_amocrm.api_v4.filters import one_of
from mock_amocrm.api_v4.tables.catalogs import INVOICES
from mock_amocrm.api_v4.tables.fields import ACCOUNT, AUTHORSHIP, CUSTOM_FIELDS, ID
from mock_amocrm.api_v4.verbs import CHANGE_MANY_WHOLE, CHANGE_ONE_WHOLE, CREATE_WHOLE, LIST, ONE, showing
from mock_amocrm.api_v4.view import View, integer, text
from mock_amocrm.state.account import Row


def show_deleted(view: View, _: Row) -> object:
    """Nothing deletes an element. Reading says null, as samples do; the answers of writes say false."""
    return False if "is_deleted" in view.withs else None


def show_invoice_link(view: View, row: Row) -> object:
    """Where an invoice can be paid; other elements have no such place."""
    catalog = view.account.row("catalogs", integer(row, "catalog_id")) or {}
    return f"https://{view.account.host}/invoices/{row['id']}" if catalog.get("type") == INVOICES else None


def mark(draft: Draft, index: int) -> object:
    """An unmarked new element is answered with its index, a changed one with its id: numbers, unlike anywhere else."""
    sent = draft.sent.get("request_id")
    if isinstance(sent, str | int) and not isinstance(sent, bool):
        return sent
    return index if draft.before is None else draft.before["id"]


CATALOG_ELEMENTS = Entity(
    kind="catalog_elements",
    path="catalogs/{catalog_id}/elements",
    withs=("supplier_field_values",),  # what it adds isn't known
    verbs=(
        LIST,
        ONE,
        *showing(
            "is_deleted",
            *(replace(verb, envelope=Envelope.LINKS) for verb in (CREATE_WHOLE, CHANGE_MANY_WHOLE)),
            CHANGE_ONE_WHOLE,
        ),
    ),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        *AUTHORSHIP,
        Field(name="is_deleted", type=Type.BOOL, nullable=True, writable=False, show=show_deleted),
        CUSTOM_FIELDS,
        Field(name="catalog_id", writable=False),
        ACCOUNT,
        Field(name="invoice_link", type=Type.STRING, writable=False, show=show_invoice_link, asked=True),
    ),
    key="elements",
    parents=(Parent(kind="catalogs", key="catalog_id", missing="Catalog not found"),),
    filters={"id": one_of("id")},
    root_filters={"id": one_of("id")},
    search=lambda row: [text(row, "name"), *texts_of(row)],
    mark=mark,
)
