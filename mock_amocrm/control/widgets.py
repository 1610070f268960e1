"""Widgets of an account: the API only installs what somebody has put there."""

import secrets

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import fresh_row
from mock_amocrm.api_v4.tables.widgets import KIND, WIDGETS
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.state.changes import Change

NEW_WIDGET = (
    Field("code", Kind.STRING, "Its code; invented unless given"),
    Field("client_id", Kind.STRING, "The integration that it belongs to"),
    Field("required", Kind.STRINGS, "Keys of the settings without which it can't be installed"),
)


def create(fake: Extension, request: Request) -> object:
    """A widget that can be installed."""
    account = named(fake, request)
    code = request.text("code") or f"widget_{secrets.token_hex(4)}"
    if any(row["code"] == code for row in account.rows(KIND)):
        raise bad_field("code", f"{code!r} is taken")
    required = request.body.get("required")
    keys = required if isinstance(required, list) else []
    values = {
        "code": code,
        "client_uuid": request.text("client_id") or None,
        "settings_template": tuple({"key": key, "name": key, "type": "text", "is_required": True} for key in keys),
    }
    now = account.clock.now()
    row = fresh_row(WIDGETS, account.next_id(KIND), Author(user_id=0, now=now), values)
    account.commit(Change(KIND, None, row, 0, now))
    return {"id": row["id"], "code": code}


OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/widgets",
        "Put a widget there, to be installed",
        create,
        record(id=INTEGER, code=STRING),
        status=201,
        body=NEW_WIDGET,
    ),
)
