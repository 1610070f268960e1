"""Accounts: made, listed, restored; each is one scenario's isolation."""

import re

from mock_amocrm.control.operation import BOOLEAN, INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.flavour import DOMAINS
from mock_amocrm.hosts import SHARED_HOST
from mock_amocrm.messages import LANGS
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.opening import DEFAULT_WORLD, open_account
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.people import Person, password, people
from mock_amocrm.state.store import SubdomainTaken
from mock_amocrm.worlds import MOST_LEADS, MalformedWorld, world_names

SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")

USER = record(id=INTEGER, name=STRING, email=STRING, password=nullable("string"), is_admin=BOOLEAN, is_active=BOOLEAN)
ACCOUNT = record(
    id=INTEGER, subdomain=STRING, domain=STRING, host=STRING, lang=STRING, name=STRING, users=listing(USER)
)
NEW_ACCOUNT = (
    Field("world", Kind.STRING, f"Name of a built-in world; {DEFAULT_WORLD} unless given"),
    Field("world_document", Kind.OBJECT, "A world of one's own, as a world file has it"),
    Field(
        "lang",
        Kind.STRING,
        "Language of its texts and invented people; its product's unless given",
        choices=LANGS,
    ),
    Field("subdomain", Kind.STRING, "Its name on the wire; a free one unless given"),
    Field("domain", Kind.STRING, "Its product: amoCRM or Kommo", choices=DOMAINS),
    Field("name", Kind.STRING, "Its name for people"),
    Field("seed", Kind.INTEGER, "Another seed invents other people, leads and ids"),
    Field("leads", Kind.INTEGER, "How many leads there will be, whatever the world says", least=0, most=MOST_LEADS),
    Field(
        "own_people",
        Kind.BOOLEAN,
        "Whether its users' addresses are nobody else's; true unless given, except for a world_document",
    ),
)
NEW_NAME = (Field("subdomain", Kind.STRING, "Where it is found from now on", required=True),)


def create(fake: Extension, request: Request) -> object:
    """A new account."""
    subdomain = _subdomain(request)
    world = request.text("world", DEFAULT_WORLD)
    if world not in world_names():
        raise bad_field("world", f"{world!r} does not exist; {did_you_mean(world, world_names())}")
    document = request.body.get("world_document")
    if document is not None and "world" in request.body:
        raise bad_field("world", "and world_document exclude each other")
    try:
        account = open_account(
            fake.store,
            document if isinstance(document, dict) else world,
            subdomain=subdomain or None,
            domain=request.text("domain", DOMAINS[0]),
            lang=request.text("lang") or None,
            name=request.text("name"),
            seed=request.integer("seed") or 0,
            leads=request.integer("leads"),
            own_people=request.body.get("own_people", document is None) is True,
        )
    except MalformedWorld as error:
        raise bad_field("world_document", str(error)) from error
    except SubdomainTaken:
        raise problem(409, detail=f"subdomain {subdomain!r} is taken", field="subdomain") from None
    return shown(account)


def all_of_them(fake: Extension, _: Request) -> object:
    """Every account."""
    return {"accounts": [shown(account) for account in fake.store.accounts()]}


def one(fake: Extension, request: Request) -> object:
    """One account."""
    return shown(named(fake, request))


def restore(fake: Extension, request: Request) -> object:
    """Back to the world that it was made from; every grant is gone, so are its block and its list of addresses."""
    account = named(fake, request)
    account.restore()
    fake.gate.restore(account)
    return shown(account)


def rename(fake: Extension, request: Request) -> object:
    """Another subdomain: at the old host there is no account any more, and its tokens work at the new one."""
    account, subdomain = named(fake, request), _subdomain(request)
    if not subdomain:
        raise bad_field("subdomain", "cannot be empty")
    try:
        fake.store.rename(account, subdomain)
    except SubdomainTaken:
        raise problem(409, detail=f"subdomain {subdomain!r} is taken", field="subdomain") from None
    return shown(account)


def _subdomain(request: Request) -> str:
    subdomain = request.text("subdomain").lower()
    if subdomain and (not SUBDOMAIN.fullmatch(subdomain) or subdomain == "www" or SHARED_HOST.fullmatch(subdomain)):
        raise bad_field("subdomain", f"cannot be {subdomain!r}: letters, digits and hyphens, and no reserved name")
    return subdomain


def named(fake: Extension, request: Request) -> Account:
    """The account in the path."""
    return named_subdomain(fake, request.path["subdomain"])


def named_subdomain(fake: Extension, subdomain: str, *, field: str = "subdomain") -> Account:
    """The account of a subdomain, or a 404 with the nearest one."""
    account = fake.store.account(subdomain)
    if account is None:
        nearest = did_you_mean(subdomain, [each.subdomain for each in fake.store.accounts()])
        raise problem(404, detail=f"there is no account {subdomain!r}; {nearest}", field=field)
    return account


def shown(account: Account) -> dict[str, object]:
    """An account as the control API shows it, with what is needed to sign in."""
    return {
        "id": account.id,
        "subdomain": account.subdomain,
        "domain": account.domain,
        "host": account.host,
        "lang": account.lang,
        "name": account.name,
        "users": [shown_user(account, who) for who in people(account)],
    }


def shown_user(account: Account, who: Person) -> dict[str, object]:
    """A user with the password, which only the control API tells."""
    return {
        "id": who.id,
        "name": who.name,
        "email": who.email,
        "password": password(account, who.id),
        "is_admin": who.is_admin,
        "is_active": who.is_active,
    }


OPERATIONS = (
    Operation("POST", "/accounts", "Make an account", create, ACCOUNT, status=201, body=NEW_ACCOUNT),
    Operation("GET", "/accounts", "Every account", all_of_them, record(accounts=listing(ACCOUNT))),
    Operation("GET", "/accounts/{subdomain}", "One account", one, ACCOUNT),
    Operation("POST", "/accounts/{subdomain}/rename", "Give it another subdomain", rename, ACCOUNT, body=NEW_NAME),
    Operation("POST", "/accounts/{subdomain}/restore", "Back to its world, every grant revoked", restore, ACCOUNT),
)
