"""`GET /oauth2/account/current/subdomain`: where an account lives now, asked with a refresh token."""

from flask import Response, jsonify, request

from mock_amocrm.extension import extension
from mock_amocrm.oauth.bearer import unauthorized


def current_subdomain() -> Response:
    """The account's present address; asking does not use the refresh token up."""
    store = extension().store
    value = request.headers.get("X-Refresh-Token", "")
    account = store.account_of_refresh(value)
    token = account.grants.refresh_tokens.get(value) if account else None
    if account is None or token is None:
        raise unauthorized(account)
    if token.revoked_at is not None or token.expires_at <= account.clock.now():
        raise unauthorized(account)
    return jsonify(
        {
            "id": account.id,
            "subdomain": account.subdomain,
            "domain": account.host,
            "top_level_domain": account.domain.rpartition(".")[2],
        }
    )
