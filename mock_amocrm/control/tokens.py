"""Codes and tokens that amoCRM's own pages hand out: for an installed integration, without a consent page."""

from mock_amocrm.control.accounts import named
from mock_amocrm.control.installations import CLIENT_ID, USER_ID
from mock_amocrm.control.integrations import registered
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.control.users import chosen_user
from mock_amocrm.extension import Extension
from mock_amocrm.oauth.disposable import BOT_ENTITIES, BOTS, bot_token_for, token_for
from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.oauth.long_lived import MOST_DAYS, issue_long_lived
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.integration import Kind as IntegrationKind

DAYS = Field(
    "days", Kind.INTEGER, "It ends at midnight UTC so many days from today", required=True, least=1, most=MOST_DAYS
)
BOT = (
    Field("entity", Kind.STRING, "What the bot talks about", required=True, choices=tuple(BOT_ENTITIES)),
    Field("entity_id", Kind.INTEGER, "Which one", required=True),
    Field("bot", Kind.STRING, f"Which bot; {BOTS[0]} unless given", choices=BOTS),
)


def code(fake: Extension, request: Request) -> object:
    """What the tab "keys" shows, another code each time."""
    account, integration = _installed(fake, request)
    made = issue_code(fake, account, integration, who=chosen_user(account, request))
    return {"code": made.value, "expires_at": made.expires_at}


def long_lived(fake: Extension, request: Request) -> object:
    """A token that is shown once."""
    account, integration = _installed(fake, request)
    if integration.kind is IntegrationKind.PUBLIC:
        detail = "long-lived tokens are for private and external integrations, and this one is public"
        raise problem(409, detail=detail, field="client_id")
    who, days = chosen_user(account, request), request.integer("days") or 1
    token, access = issue_long_lived(fake, account, integration, who=who, days=days)
    return {"id": access.jti, "access_token": token, "expires_at": access.expires_at}


def revoke(fake: Extension, request: Request) -> object:
    """Take one token back."""
    account, jti = named(fake, request), request.path["id"]
    if not account.grants.revoke(now=account.clock.now(), jti=jti):
        raise problem(404, detail=f"no live token of {account.subdomain!r} has this id", field="id")
    return None


def disposable(fake: Extension, request: Request) -> object:
    """What a widget's page would send to its server."""
    account, integration = _installed(fake, request)
    return {"token": token_for(account, integration, chosen_user(account, request))}


def bot(fake: Extension, request: Request) -> object:
    """What a bot would send to a widget's server."""
    account, integration = _installed(fake, request)
    return {
        "token": bot_token_for(
            account,
            integration,
            bot=request.text("bot", BOTS[0]),
            entity=request.text("entity"),
            entity_id=request.integer("entity_id") or 0,
        )
    }


def _installed(fake: Extension, request: Request) -> tuple[Account, Integration]:
    account, integration = named(fake, request), registered(fake, request.text("client_id"))
    if integration.client_id not in account.grants.installed:
        first = f"POST /_mock/accounts/{account.subdomain}/install"
        detail = f"{integration.client_id} is not installed in {account.subdomain!r}; {first} first"
        raise problem(409, detail=detail, field="client_id")
    return account, integration


WHOSE = (CLIENT_ID, USER_ID)
TOKEN = record(token=STRING)
OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/codes",
        "A code as the integration's tab of keys shows it, another one each time",
        code,
        record(code=STRING, expires_at=INTEGER),
        status=201,
        body=WHOSE,
    ),
    Operation(
        "POST",
        "/accounts/{subdomain}/long_lived_tokens",
        "A token for days to years, without a refresh token",
        long_lived,
        record(id=STRING, access_token=STRING, expires_at=INTEGER),
        status=201,
        body=(*WHOSE, DAYS),
    ),
    Operation(
        "DELETE",
        "/accounts/{subdomain}/long_lived_tokens/{id}",
        "Take a long-lived token back",
        revoke,
        TOKEN,
        status=204,
    ),
    Operation(
        "POST",
        "/accounts/{subdomain}/disposable_tokens",
        "A token as a widget's page sends it to its server",
        disposable,
        TOKEN,
        status=201,
        body=WHOSE,
    ),
    Operation(
        "POST",
        "/accounts/{subdomain}/bot_tokens",
        "A token as a bot sends it to a widget's server",
        bot,
        TOKEN,
        status=201,
        body=(CLIENT_ID, *BOT),
    ),
)
