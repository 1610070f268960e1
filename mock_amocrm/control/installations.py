"""Integrations in an account: installed, switched off, and grants taken back."""

from mock_amocrm.control.accounts import named
from mock_amocrm.control.integrations import KINDS, at_home, registered
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.control.users import chosen_user
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.oauth import installation
from mock_amocrm.problems import problem

CLIENT_ID = Field("client_id", Kind.STRING, "Which integration", required=True)
USER_ID = Field("user_id", Kind.INTEGER, "Who does it; the first administrator unless given")
REVOCATION = (
    Field("client_id", Kind.STRING, "Whose grants; every integration's unless given"),
    Field("user_id", Kind.INTEGER, "One user's grants only; the integration stays installed"),
)
INSTALLATION = record(client_id=STRING, name=STRING, kind={"enum": list(KINDS)}, state={"enum": ["on", "off"]})


def install(fake: Extension, request: Request) -> object:
    """What pressing Install does, the code that the redirect URI gets included."""
    account = named(fake, request)
    integration = registered(fake, request.text("client_id"))
    at_home(fake, integration, account)
    who = chosen_user(account, request)
    if not who.is_admin:
        raise bad_field("user_id", f"{who.id} is no administrator, and only those install")
    reply = installation.install(fake, account, integration, who)
    return {"answered": reply.status, "reason": reply.reason}


def disable(fake: Extension, request: Request) -> object:
    """What an administrator does by switching an integration off."""
    account = named(fake, request)
    integration = registered(fake, request.text("client_id"))
    if integration.client_id not in account.grants.installed:
        detail = f"{integration.client_id} is not installed in {account.subdomain!r}"
        raise problem(409, detail=detail, field="client_id")
    return {"revoked": installation.disable(fake, account, integration)}


def revoke(fake: Extension, request: Request) -> object:
    """Codes and tokens die; without a user this switches integrations off."""
    account, client_id = named(fake, request), request.text("client_id") or None
    integrations = fake.store.integrations
    if client_id is not None and client_id not in integrations:
        raise bad_field("client_id", f"{client_id!r} does not exist; {did_you_mean(client_id, integrations)}")
    now = account.clock.now()
    if "user_id" in request.body:
        who = chosen_user(account, request)
        return {"revoked": account.grants.revoke(now=now, client_id=client_id, user_id=who.id)}
    chosen = sorted(account.grants.installed) if client_id is None else [client_id]
    off = sum(installation.disable(fake, account, integrations[each]) for each in chosen)
    return {"revoked": off + account.grants.revoke(now=now, client_id=client_id)}


def all_of_them(fake: Extension, request: Request) -> object:
    """What the account has or had."""
    account = named(fake, request)
    states = {**dict.fromkeys(account.grants.disabled, "off"), **dict.fromkeys(account.grants.installed, "on")}
    return {"installations": [_shown(fake, *each) for each in sorted(states.items())]}


def _shown(fake: Extension, client_id: str, state: str) -> dict[str, object]:
    integration = fake.store.integrations[client_id]
    return {"client_id": client_id, "name": integration.name, "kind": integration.kind, "state": state}


OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/install",
        "Install an integration; its redirect URI gets a code with from_widget=1",
        install,
        record(answered=INTEGER, reason=STRING),
        body=(CLIENT_ID, USER_ID),
    ),
    Operation(
        "POST",
        "/accounts/{subdomain}/disable",
        "Switch an integration off: its codes and tokens die, its disable_uri is told",
        disable,
        record(revoked=INTEGER),
        body=(CLIENT_ID,),
    ),
    Operation(
        "POST",
        "/accounts/{subdomain}/revoke",
        "Take grants back: a user's, or all by switching integrations off",
        revoke,
        record(revoked=INTEGER),
        body=REVOCATION,
    ),
    Operation(
        "GET",
        "/accounts/{subdomain}/installations",
        "Integrations that are or were installed",
        all_of_them,
        record(installations=listing(INSTALLATION)),
    ),
)
