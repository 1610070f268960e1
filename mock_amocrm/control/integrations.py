"""Integrations: registered, listed without their secrets, and their grants taken back."""

from urllib.parse import urlsplit

from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.integration import DEFAULT_SCOPES, Integration

NEW_INTEGRATION = (
    Field("name", Kind.STRING, "Its name on the consent page", required=True),
    Field("redirect_uri", Kind.STRING, "Where the consent page sends the browser back to", required=True),
    Field("scopes", Kind.STRINGS, f"What it may do; {', '.join(DEFAULT_SCOPES)} unless given"),
    Field("client_id", Kind.STRING, "Made unless given; a registered one is changed"),
    Field("client_secret", Kind.STRING, "Made unless given"),
)
PUBLIC = {"client_id": STRING, "name": STRING, "redirect_uri": STRING, "scopes": listing(STRING)}
REVOCATION = (Field("client_id", Kind.STRING, "Whose grants; everybody's unless given"),)


def create(fake: Extension, request: Request) -> object:
    """Register an integration, or change one."""
    name, redirect_uri = request.text("name"), request.text("redirect_uri")
    if not name.strip():
        raise bad_field("name", "cannot be empty")
    complaint = wrong_redirect_uri(redirect_uri)
    if complaint:
        raise bad_field("redirect_uri", complaint)
    scopes = request.body.get("scopes")
    integration = fake.store.add_integration(
        name=name,
        redirect_uri=redirect_uri,
        scopes=tuple(scopes) if isinstance(scopes, list) else DEFAULT_SCOPES,
        client_id=request.text("client_id") or None,
        client_secret=request.text("client_secret") or None,
    )
    return {**_public(integration), "client_secret": integration.client_secret}


def all_of_them(fake: Extension, _: Request) -> object:
    """Every integration; a secret is told once, when it is made."""
    return {"integrations": [_public(each) for each in list(fake.store.integrations.values())]}


def revoke(fake: Extension, request: Request) -> object:
    """What an administrator does by switching an integration off: its codes and tokens die."""
    account = named(fake, request)
    client_id = request.text("client_id") or None
    if client_id is not None and client_id not in fake.store.integrations:
        raise bad_field(
            "client_id", f"{client_id!r} does not exist; {did_you_mean(client_id, fake.store.integrations)}"
        )
    return {"revoked": account.grants.revoke(now=account.clock.now(), client_id=client_id)}


def wrong_redirect_uri(uri: str) -> str | None:
    """Why amoCRM would not register this redirect URI, or None."""
    address = urlsplit(uri)
    if address.scheme not in ("http", "https") or not address.hostname:
        return f"must be an absolute http or https address, not {uri!r}"
    if not uri.isascii() or not uri.isprintable() or " " in uri:
        return "must be plain ASCII: amoCRM takes no Cyrillic domains"
    return "cannot have a fragment" if address.fragment else None


def _public(integration: Integration) -> dict[str, object]:
    return {
        "client_id": integration.client_id,
        "name": integration.name,
        "redirect_uri": integration.redirect_uri,
        "scopes": list(integration.scopes),
    }


OPERATIONS = (
    Operation(
        "POST",
        "/integrations",
        "Register an integration; the answer is the only one that tells its secret",
        create,
        record(**PUBLIC, client_secret=STRING),
        status=201,
        body=NEW_INTEGRATION,
    ),
    Operation("GET", "/integrations", "Every integration", all_of_them, record(integrations=listing(record(**PUBLIC)))),
    Operation(
        "POST",
        "/accounts/{subdomain}/revoke",
        "Switch an integration off in an account: its codes and tokens die",
        revoke,
        record(revoked=INTEGER),
        body=REVOCATION,
    ),
)
