"""Where an account lives now: asked with a refresh token on the shared host, or with an access token on `www`."""

from flask import Response, jsonify, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import HostKind, is_same_product, origin, request_host
from mock_amocrm.oauth.bearer import believed, unauthorized
from mock_amocrm.oauth.issue import api_domain
from mock_amocrm.problems import not_found
from mock_amocrm.state.account import Account


def current_subdomain() -> Response:
    """`/oauth2/account/current/subdomain`, on the host that the token's claim `api_domain` names, or on `www`.

    That asking does not use the refresh token up, and what other shared hosts answer, are guesses.
    """
    host = request_host(request)
    if host.kind is HostKind.ACCOUNT:
        raise not_found(f"{origin(request)}{request.path}")
    store = extension().store
    value = request.headers.get("X-Refresh-Token", "")
    account = store.account_of_refresh(value)
    token = account.grants.refresh_tokens.get(value) if account else None
    if account is None or token is None:
        raise unauthorized(account, domain=host.domain)
    if token.revoked_at is not None or token.expires_at <= account.clock.now():
        raise unauthorized(account)
    if host.kind is HostKind.SHARED and host.name != api_domain(account):
        raise unauthorized(account)
    return _told(account)


def subdomain() -> Response:
    """`/oauth2/account/subdomain`, deprecated, on the front door only."""
    host = request_host(request)
    if host.kind not in (HostKind.FRONT, HostKind.BARE):
        raise not_found(f"{origin(request)}{request.path}")
    return _told(believed(extension().store, request.headers.get("Authorization"), host=host).account)


def _told(account: Account) -> Response:
    host = request_host(request)
    if host.kind is HostKind.FRONT and not is_same_product(account.domain, host.domain):
        raise unauthorized(account)  # the two products know nothing of each other's tokens
    return jsonify(
        {
            "id": account.id,
            "subdomain": account.subdomain,
            "domain": account.host,
            "top_level_domain": account.domain.rpartition(".")[2],
        }
    )
