"""`POST /oauth2/access_token`: picks the grant, and answers a pair or the refusal."""

from collections.abc import Callable, Mapping

from flask import Response, jsonify, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import HostKind, account_at, origin, request_host
from mock_amocrm.note import note
from mock_amocrm.oauth import code_grant, refresh_grant, refusals
from mock_amocrm.oauth.request_fields import request_fields
from mock_amocrm.problems import not_found

Grant = Callable[..., dict[str, object]]

GRANTS: Mapping[str, Grant] = {
    code_grant.GRANT_TYPE: code_grant.redeem_code,
    refresh_grant.GRANT_TYPE: refresh_grant.rotate_refresh,
}


def access_token() -> Response:
    """A token pair for a code or a refresh token."""
    fake = extension()
    fields = request_fields(request)
    host = request_host(request)
    if host.kind is HostKind.ACCOUNT and account_at(fake.store, host) is None:
        raise not_found(f"{origin(request)}{request.path}", method="POST")
    grant = GRANTS.get(fields.get("grant_type", ""))
    if grant is None:
        raise refusals.unknown_grant_type()
    response = jsonify(grant(fake, fields, host=host, note=note(request)))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Pragma"] = "no-cache"
    return response
