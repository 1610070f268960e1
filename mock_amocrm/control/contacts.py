"""Contacts of an account, looked at past the API."""

from collections import Counter

from mock_amocrm.api_v4.view import ids
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, Operation, Request, listing, nullable, record
from mock_amocrm.extension import Extension
from mock_amocrm.worlds.adding import email_of, phone_of

CONTACT = record(
    id=INTEGER,
    name=nullable("string"),
    phone=nullable("string"),
    email=nullable("string"),
    leads=INTEGER,
    updated_at=INTEGER,
)


def all_of_them(fake: Extension, request: Request) -> object:
    """The contacts that are not in the trash, and of how many leads each is one."""
    account = named(fake, request)
    living = (row for row in account.rows("leads") if not row.get("is_deleted"))
    leads = Counter(number for row in living for number in ids(row, "contacts"))
    return {
        "contacts": [
            {
                "id": row["id"],
                "name": row.get("name"),
                "phone": phone_of(account, row),
                "email": email_of(account, row),
                "leads": leads[number] if isinstance(number := row["id"], int) else 0,
                "updated_at": row["updated_at"],
            }
            for row in account.rows("contacts")
            if not row.get("is_deleted")
        ]
    }


OPERATIONS = (
    Operation(
        "GET",
        "/accounts/{subdomain}/contacts",
        "Its contacts",
        all_of_them,
        record(contacts=listing(CONTACT)),
    ),
)
