"""Disposable tokens: short-lived, signed with the client secret, they tell a widget's server who is at the screen."""

import uuid
from urllib.parse import urlsplit

from flask import Response, jsonify, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import HostKind, account_at, request_host
from mock_amocrm.note import note
from mock_amocrm.oauth import sign_in
from mock_amocrm.oauth.bearer import unauthorized
from mock_amocrm.oauth.jwt import signed_with_secret
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person, identities

LIFE = 30 * 60
BOT_ENTITIES = {"leads": 2, "customers": 12}
BOTS = ("salesbot", "marketingbot")


def disposable_token(client_uuid: str) -> Response:
    """What a widget's page asks for with the session of whoever is signed in, and sends on as `X-Auth-Token`."""
    fake, host = extension(), request_host(request)
    own = account_at(fake.store, host)
    accounts = [own] if own else fake.store.accounts() if host.kind is HostKind.BARE else []
    signed_in = identities(accounts, sign_in.signed_in_email() or "")
    if not signed_in:
        raise unauthorized(own, domain=host.domain)
    integration = fake.store.integrations.get(client_uuid)
    at_work = [(account, who) for account, who in signed_in if client_uuid in account.grants.installed]
    if integration is None or not at_work:
        # A guess: nothing is documented of a widget that is not installed.
        raise problem(404, detail="Not Found")
    account, who = at_work[0]
    note(request).account = account.subdomain
    return jsonify({"token": token_for(account, integration, who)})


def token_for(account: Account, integration: Integration, who: Person) -> str:
    """A token of one user and one integration; `aud` is the redirect URI's scheme and host, without its port."""
    now = account.clock.now()
    claims = {
        "iss": f"https://{account.host}",
        "aud": _audience(integration),
        "jti": str(uuid.uuid4()),
        "iat": now,
        "nbf": now,
        "exp": now + LIFE,
        "account_id": account.id,
        "user_id": who.id,
        "is_admin": who.is_admin,
        "subdomain": account.subdomain,
        "client_uuid": integration.client_id,
    }
    return signed_with_secret(claims, integration.client_secret, algorithm="HS256")


def bot_token_for(account: Account, integration: Integration, *, bot: str, entity: str, entity_id: int) -> str:
    """What a bot sends with its request to a widget's server: of whom it talks. How long it lives is a guess."""
    claims = {
        "iss": f"https://{account.host}",
        "aud": _audience(integration),
        "exp": account.clock.now() + LIFE,
        "account_id": account.id,
        "subdomain": account.subdomain,
        "client_uuid": integration.client_id,
        "entity_id": entity_id,
        "entity_type": BOT_ENTITIES[entity],
        "bot_type": bot,
    }
    return signed_with_secret(claims, integration.client_secret, algorithm="HS512")


def _audience(integration: Integration) -> str:
    address = urlsplit(integration.redirect_uri)
    return f"{address.scheme}://{address.hostname}"
