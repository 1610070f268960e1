"""Integrations: registered, changed, listed without their secrets."""

import uuid
from dataclasses import replace
from urllib.parse import urlsplit

from mock_amocrm.control.accounts import named_subdomain
from mock_amocrm.control.operation import BOOLEAN, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import DEFAULT_SCOPES, Integration
from mock_amocrm.state.integration import Kind as IntegrationKind
from mock_amocrm.state.store import new_secret

KINDS = tuple(IntegrationKind)
NEW_INTEGRATION = (
    Field("name", Kind.STRING, "Its name on the consent page", required=True),
    Field("redirect_uri", Kind.STRING, "Where the consent page sends the browser back to", required=True),
    Field("kind", Kind.STRING, f"Who may install it; {KINDS[0]} unless given", choices=KINDS),
    Field("account", Kind.STRING, "The only account, by subdomain, of one that is not public"),
    Field("scopes", Kind.STRINGS, f"What it may do; {', '.join(DEFAULT_SCOPES)} unless given"),
    Field("description", Kind.STRING, "A line about it"),
    Field("logo", Kind.STRING, "Address of its logo"),
    Field("disable_uri", Kind.STRING, "Address that hears when an account switches it off"),
    Field("lenient_refresh", Kind.BOOLEAN, "Whether a refresh may name another redirect URI; no unless given"),
    Field("client_id", Kind.STRING, "Made unless given; a registered one is changed, and keeps what is not given"),
    Field("client_secret", Kind.STRING, "Made unless given"),
)
PUBLIC = {
    "client_id": STRING,
    "name": STRING,
    "kind": {"enum": list(KINDS)},
    "account": nullable("string"),
    "redirect_uri": STRING,
    "scopes": listing(STRING),
    "description": STRING,
    "logo": STRING,
    "disable_uri": STRING,
    "secrets_uri": STRING,
    "lenient_refresh": BOOLEAN,
}
TOLD = record(**PUBLIC, client_secret=STRING)


def create(fake: Extension, request: Request) -> object:
    """Register an integration, or change one."""
    known = fake.store.integrations.get(request.text("client_id"))
    name, redirect_uri = request.text("name"), request.text("redirect_uri")
    if not name.strip():
        raise bad_field("name", "cannot be empty")
    for field in ("redirect_uri", "disable_uri", "logo"):
        complaint = wrong_redirect_uri(request.text(field)) if request.text(field) or field == "redirect_uri" else None
        if complaint:
            raise bad_field(field, complaint)
    integration = known or Integration(
        client_id=request.text("client_id") or str(uuid.uuid4()),
        client_secret=new_secret(),
        name=name,
        redirect_uri=redirect_uri,
    )
    scopes = request.body.get("scopes")
    kind = IntegrationKind(request.text("kind") or integration.kind)
    changed = replace(
        integration,
        name=name,
        redirect_uri=redirect_uri,
        scopes=tuple(scopes) if isinstance(scopes, list) else integration.scopes,
        kind=kind,
        account_id=_only_account(fake, request, integration, kind),
        description=request.text("description", integration.description),
        logo=request.text("logo", integration.logo),
        disable_uri=request.text("disable_uri", integration.disable_uri),
        client_secret=request.text("client_secret") or integration.client_secret,
        lenient_refresh=request.body.get("lenient_refresh", integration.lenient_refresh) is True,
    )
    return _told(fake, fake.store.put_integration(changed))


def regenerate(fake: Extension, request: Request) -> object:
    """Another secret; the old one is wrong from now on."""
    integration = registered(fake, request.path["client_id"])
    return _told(fake, fake.store.put_integration(replace(integration, client_secret=new_secret())))


def all_of_them(fake: Extension, _: Request) -> object:
    """Every integration; a secret is told once, when it is made."""
    return {"integrations": [_public(fake, each) for each in list(fake.store.integrations.values())]}


def registered(fake: Extension, client_id: str) -> Integration:
    """The integration of an id, or a 404 with the nearest one."""
    integration = fake.store.integrations.get(client_id)
    if integration is None:
        nearest = did_you_mean(client_id, fake.store.integrations)
        raise problem(404, detail=f"there is no integration {client_id!r}; {nearest}", field="client_id")
    return integration


def at_home(fake: Extension, integration: Integration, account: Account) -> None:
    """Refuse an account that an integration is not for."""
    if integration.account_id not in (None, account.id):
        owner = fake.store.account_by_id(integration.account_id or 0)
        where = owner.subdomain if owner else "nobody"
        detail = f"{integration.client_id} is {integration.kind}: it can be installed in {where!r} only"
        raise problem(409, detail=detail, field="client_id")


def wrong_redirect_uri(uri: str) -> str | None:
    """Why amoCRM would not register this redirect URI, or None."""
    try:
        address = urlsplit(uri)
        is_address = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        return f"must be an absolute http or https address, not {uri!r}"
    if not uri.isascii() or not uri.isprintable() or " " in uri:
        return "must be plain ASCII: amoCRM takes no Cyrillic domains"
    return "cannot have a fragment" if address.fragment else None


def _only_account(fake: Extension, request: Request, known: Integration, kind: IntegrationKind) -> int | None:
    subdomain = request.text("account")
    if kind is IntegrationKind.PUBLIC:
        if subdomain:
            raise bad_field("account", "is for private and external integrations; a public one is for every account")
        return None
    if subdomain:
        return named_subdomain(fake, subdomain, field="account").id
    if known.account_id is None:
        raise bad_field("account", f"is required: a {kind} integration belongs to one account")
    return known.account_id


def _told(fake: Extension, integration: Integration) -> dict[str, object]:
    return {**_public(fake, integration), "client_secret": integration.client_secret}


def _public(fake: Extension, integration: Integration) -> dict[str, object]:
    owner = fake.store.account_by_id(integration.account_id) if integration.account_id else None
    return {
        "client_id": integration.client_id,
        "name": integration.name,
        "kind": integration.kind,
        "account": owner.subdomain if owner else None,
        "redirect_uri": integration.redirect_uri,
        "scopes": list(integration.scopes),
        "description": integration.description,
        "logo": integration.logo,
        "disable_uri": integration.disable_uri,
        "secrets_uri": integration.secrets_uri,
        "lenient_refresh": integration.lenient_refresh,
    }


OPERATIONS = (
    Operation(
        "POST",
        "/integrations",
        "Register an integration; the answer is the only one that tells its secret",
        create,
        TOLD,
        status=201,
        body=NEW_INTEGRATION,
    ),
    Operation("GET", "/integrations", "Every integration", all_of_them, record(integrations=listing(record(**PUBLIC)))),
    Operation("POST", "/integrations/{client_id}/secret", "Give an integration another secret", regenerate, TOLD),
)
