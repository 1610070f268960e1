"""`POST /oauth2/exchange_api_key`: a user's old API key for a code, which goes to the redirect URI."""

import hmac
from collections.abc import Mapping
from functools import partial

from flask import Response, request

from mock_amocrm.extension import Extension, extension
from mock_amocrm.hosts import HostKind, RequestedHost, account_at, origin, request_host
from mock_amocrm.note import note
from mock_amocrm.oauth import refusals
from mock_amocrm.oauth.addressed_account import refuse_wrong_door
from mock_amocrm.oauth.installation import bring_code
from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.oauth.request_fields import request_fields
from mock_amocrm.pages.server_page import server_page
from mock_amocrm.problems import not_found, problem
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person, api_key, identities

PAUSE = 5 * 60  # between two exchanges of one user and integration
REQUIRED = ("login", "api_key", "client_uuid", "client_secret")


def exchange_api_key() -> Response:
    """202 and nothing else: the code arrives elsewhere.

    That 400, 403 and 429 exist is documented, and their reasons are; which body says so is a guess.
    """
    fake, host, fields = extension(), request_host(request), request_fields(request)
    if host.kind is HostKind.ACCOUNT and account_at(fake.store, host) is None:
        raise not_found(f"{origin(request)}{request.path}", method="POST")
    refuse_wrong_door(host)
    integration = _client(fake, fields)
    account, who = _owner(fake, host, fields)
    attributed = note(request)
    attributed.account = account.subdomain
    if integration.client_id not in account.grants.installed:
        raise problem(403, detail="Forbidden")
    if not account.grants.take_turn((who.id, integration.client_id), now=account.clock.now(), pause=PAUSE):
        attributed.outcome = "exchanged_too_soon"
        return Response(server_page(429, "Too Many Requests"), status=429, mimetype="text/html")
    code = issue_code(fake, account, integration, who=who)
    attributed.outcome = "api_key_exchanged"
    bring = partial(
        bring_code,
        fake,
        account,
        code,
        mark="from_exchange",
        purpose="code_by_api_key",
        state=fields.get("state"),
    )
    fake.outbox.put(bring, lane=account.id)
    return Response(status=202)


def _client(fake: Extension, fields: Mapping[str, str]) -> Integration:
    for name in REQUIRED:
        if not fields.get(name):
            raise refusals.check_parameter(name)
    integration = fake.store.integrations.get(fields["client_uuid"])
    if integration is None:
        raise refusals.check_parameter("client_uuid")
    if not hmac.compare_digest(integration.client_secret.encode(), fields["client_secret"].encode()):
        raise refusals.check_parameter("client_secret")
    return integration


def _owner(fake: Extension, host: RequestedHost, fields: Mapping[str, str]) -> tuple[Account, Person]:
    own = account_at(fake.store, host)
    attempt = fields["api_key"].encode()
    for account, who in identities([own] if own else fake.store.accounts(), fields["login"]):
        known = api_key(account, who.id)
        if known is not None and hmac.compare_digest(known.encode(), attempt):
            return account, who
    raise problem(403, detail="Forbidden")
