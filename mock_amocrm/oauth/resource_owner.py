"""`GET /v3/user`: who granted this token, as OAuth client libraries ask it."""

from flask import Response, jsonify, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import request_host
from mock_amocrm.oauth.bearer import authenticate, unauthorized
from mock_amocrm.state.people import person


def resource_owner() -> Response:
    """The user of the access token."""
    caller = authenticate(extension().store, request_host(request), request.headers.get("Authorization"))
    who = person(caller.account, caller.user_id)
    if who is None:  # removed since the grant
        raise unauthorized(caller.account)
    return jsonify({"id": who.id, "name": who.name, "email": who.email, "account_id": caller.account.id})
