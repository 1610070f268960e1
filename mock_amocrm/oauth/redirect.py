"""The way back: the registered redirect URI with what amoCRM adds to it, for a browser or for amoCRM itself to open."""

import string
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from flask import Request, Response

from mock_amocrm.flavour import flavour_of
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AuthorizationCode

NO_MARKS: Mapping[str, str] = {}


def way_with_code(
    code: AuthorizationCode, account: Account, *, state: str | None = None, marks: Mapping[str, str] = NO_MARKS
) -> str:
    """Where a code is brought; `referer` is the bare host that it is good on, `state` is a ready `state=…`."""
    platform = flavour_of(account.domain).platform
    rest = {"referer": account.host, "platform": platform, "client_id": code.client_id, **marks}
    return _with(code.redirect_uri, f"code={code.value}", state, urlencode(rest))


def way_with_denial(redirect_uri: str, *, state: str | None) -> str:
    """Where a refusal is brought, with amoCRM's only error."""
    return _with(redirect_uri, "error=access_denied", state)


def sent_state(request: Request) -> str | None:
    """The pair `state=…` of a consent page's address, raw, so that it comes back as it was encoded."""
    raw: str = request.environ.get("QUERY_STRING", "")
    sent = (pair for pair in raw.split("&") if pair == "state" or pair.startswith("state="))
    return next((quote(pair.encode("latin-1"), safe=string.punctuation) for pair in sent), None)


def redirect_to(way: str) -> Response:
    """A 302, its address left as it is."""
    response = Response(status=302)
    response.headers["Location"] = way
    response.autocorrect_location_header = False
    return response


def _with(uri: str, *parameters: str | None) -> str:
    address = urlsplit(uri)
    return address._replace(query="&".join(part for part in (address.query, *parameters) if part)).geturl()
