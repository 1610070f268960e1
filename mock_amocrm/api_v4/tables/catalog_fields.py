"""The fields that a catalog of goods or of invoices has from the beginning."""

from collections.abc import Mapping

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import fresh_row
from mock_amocrm.api_v4.tables.custom_fields import CATALOG_FIELDS
from mock_amocrm.languages import LANGUAGES
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change

# Codes and types as public integrations meet them; of an invoice the official library names the codes. The types of
# older accounts differ: PRICE was numeric once.
OF_TYPE: Mapping[str, Mapping[str, str]] = {
    "products": {
        "SKU": "text",
        "DESCRIPTION": "textarea",
        "PRICE": "price",
        "SPECIAL_PRICE_1": "price",
        "GROUP": "category",
        "EXTERNAL_ID": "text",
        "UNIT": "text",
    },
    "invoices": {
        "BILL_STATUS": "select",
        "PAYER": "payer",
        "SUPPLIER": "supplier",
        "ITEMS": "items",
        "BILL_VAT_TYPE": "select",
        "BILL_PRICE": "numeric",
        "BILL_PAYMENT_DATE": "date",
        "BILL_COMMENT": "textarea",
    },
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "BILL_STATUS": ("created", "paid"),
    "BILL_VAT_TYPE": ("vat_exempt", "vat_included", "vat_not_included"),
}


def add_fields(account: Account, catalog: Row, author: Author) -> None:
    """Give a new catalog the fields of its type; the others begin without any."""
    names = LANGUAGES[account.lang].catalog_fields
    for sort, (code, kind) in enumerate(OF_TYPE.get(str(catalog["type"]), {}).items(), start=1):
        choices = tuple(
            {"id": account.next_id("enums"), "value": names[choice], "sort": at, "code": choice}
            for at, choice in enumerate(CHOICES.get(code, ()), start=1)
        )
        values = {
            "catalog_id": catalog["id"],
            "name": names[code],
            "code": code,
            "type": kind,
            "sort": sort,
            "is_predefined": True,
            "is_deletable": False,
            "enums": choices or None,
            "nested": () if kind == "category" else None,
        }
        row = fresh_row(CATALOG_FIELDS, account.next_id("custom_fields"), author, values)
        account.commit(Change("custom_fields", None, row, author.user_id, author.now))
