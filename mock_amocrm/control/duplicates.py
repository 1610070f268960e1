"""Duplicate control of an account: whether what integrations add is looked for among what there is."""

from mock_amocrm.api_v4.duplicates import EVERYBODY, KIND, ROW
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import BOOLEAN, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account

CONTROL = record(on=BOOLEAN, clients=listing(STRING))
SWITCH = (
    Field("on", Kind.BOOLEAN, "Whether duplicates are looked for", required=True),
    Field("client_id", Kind.STRING, "For this integration alone; for all of them unless given"),
)


def switch(fake: Extension, request: Request) -> object:
    """On or off, for everybody or for one integration."""
    account, client = named(fake, request), request.text("client_id")
    if client and client not in fake.store.integrations:
        raise bad_field("client_id", f"{client!r} is no integration; {did_you_mean(client, fake.store.integrations)}")
    with account.lock:
        others = () if not client else tuple(one for one in _clients(account) if one != client)
        clients = (*others, client or EVERYBODY) if request.flag("on") else others
        account.put(KIND, [{"id": ROW, "clients": clients}])
    return _shown(account)


def read(fake: Extension, request: Request) -> object:
    """For whom duplicates are looked for."""
    return _shown(named(fake, request))


def _clients(account: Account) -> tuple[str, ...]:
    clients = (account.row(KIND, ROW) or {}).get("clients")
    return clients if isinstance(clients, tuple) else ()


def _shown(account: Account) -> dict[str, object]:
    clients = _clients(account)
    return {"on": bool(clients), "clients": list(clients)}


PATH = "/accounts/{subdomain}/duplicate_control"
OPERATIONS = (
    Operation("GET", PATH, "For whom duplicates are looked for; * is everybody", read, CONTROL),
    Operation("PUT", PATH, "Look for duplicates in POST /api/v4/leads/complex, or don't", switch, CONTROL, body=SWITCH),
)
