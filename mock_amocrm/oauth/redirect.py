"""The way back: the registered redirect URI with what amoCRM adds to it."""

import string
from urllib.parse import quote, urlencode, urlsplit

from flask import Request, Response

from mock_amocrm.hosts import platform
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AuthorizationCode
from mock_amocrm.state.integration import Integration


def redirect_with_code(request: Request, code: AuthorizationCode, account: Account) -> Response:
    """Back to the integration, with a code; `referer` is the bare host that the code is good on."""
    rest = {"referer": account.host, "platform": platform(account.domain), "client_id": code.client_id}
    return _redirect(code.redirect_uri, f"code={code.value}", *_state(request), urlencode(rest))


def redirect_with_denial(request: Request, integration: Integration) -> Response:
    """Back to the integration, with amoCRM's only error."""
    return _redirect(integration.redirect_uri, "error=access_denied", *_state(request))


def _state(request: Request) -> list[str]:
    # Taken raw from the address, so that whatever its encoding was, it comes back as it was sent.
    raw: str = request.environ.get("QUERY_STRING", "")
    sent = [pair for pair in raw.split("&") if pair == "state" or pair.startswith("state=")]
    return [quote(pair.encode("latin-1"), safe=string.punctuation) for pair in sent[:1]]


def _redirect(uri: str, *parameters: str) -> Response:
    address = urlsplit(uri)
    query = "&".join(part for part in (address.query, *parameters) if part)
    response = Response(status=302)
    response.headers["Location"] = address._replace(query=query).geturl()
    response.autocorrect_location_header = False
    return response
