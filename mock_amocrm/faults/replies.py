"""The bodies that misfortunes answer with, each as the real service or the web server before it is known to send it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import orjson

from mock_amocrm.answer import Answer
from mock_amocrm.messages import text
from mock_amocrm.oauth.refusals import refused
from mock_amocrm.pages.server_page import server_page
from mock_amocrm.problems import PROBLEM_JSON

BODILESS = frozenset({204, 304})
HTML = "text/html; charset=utf-8"
RETRY_AFTER = 300  # seconds; what the documented body of a 429 says


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, a body and what is said about it; `headers` win over the content type."""

    status: int
    content_type: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self) -> Answer:
        """The reply on its way out."""
        headers = list(self.headers.items())
        if self.body and "content-type" not in {name.lower() for name in self.headers}:
            headers.append(("Content-Type", self.content_type))
        headers.append(("Content-Length", str(len(self.body))))
        return Answer(f"{self.status} {phrase(self.status)}", headers, self.body)


def page(status: int) -> Reply:
    """The page of the web server before amoCRM."""
    return Reply(status, HTML, server_page(status, phrase(status)).encode())


def problem(status: int, *, code: int | None = None, detail: str | None = None, **more: object) -> Reply:
    """A problem document of the API; `code` takes the place of the status inside the body."""
    title = phrase(status)
    body = {"title": title, "type": f"https://httpstatus.es/{status}", "status": code or status}
    return json_reply(status, {**body, "detail": title if detail is None else detail, **more})


def json_reply(status: int, document: object, *, content_type: str = PROBLEM_JSON) -> Reply:
    """Any JSON."""
    return Reply(status, content_type, orjson.dumps(document))


def payment_required() -> Reply:
    """402: the subscription is over, or the tariff lacks the feature."""
    return problem(402, detail="Payment required")


def unpaid_as_bad_request() -> Reply:
    """400 with the detail of a 402: seen by a backend in production."""
    return problem(400, detail="Payment Required")


def ip_forbidden() -> Reply:
    """403, code 113: the account lists who may come, and this address isn't there.

    The code is documented, the body isn't. That the code stands in `status` is a guess: codes 101 and 110 were seen
    there in bodies of 401.
    """
    return problem(403, code=113, detail="Access to the account is denied from this IP address")


def blocked() -> Reply:
    """403 in HTML: the account went on asking beyond its limit."""
    return page(403)


def too_many_requests() -> Reply:
    """429 without JSON: the official SDK knows a 429 by its body being none, and people report a gateway's page."""
    return page(429)


def too_many_requests_in_json(retry_after: int = RETRY_AFTER) -> Reply:
    """429 as it is documented."""
    detail = "You have sent too many requests in a given amount of time. Please try again later."
    return problem(429, detail=detail, retry_after=retry_after)


def server_error() -> Reply:
    """500 as it is documented: without `type`, with a trace."""
    body = {"title": "ErrInternalServer", "status": 500, "detail": "Internal server error"}
    return json_reply(500, {**body, "trace_id": secrets.token_hex(16)})


def unknown_error() -> Reply:
    """500 as it was seen in the field."""
    return problem(500, detail="An unknown error occurred.")


def unauthorized(lang: str, *, code: int | None = None, **more: object) -> Reply:
    """401 in the account's language, with a legacy code in place of the status or another title."""
    return problem(401, code=code, detail=text("unauthorized", lang=lang), **more)


def invalid_grant() -> Reply:
    """What amoCRM never says, and at least one backend waits for: the hint is OAuth's own error code."""
    refusal = refused("invalid_grant", status=401)
    return json_reply(refusal.status, refusal.body, content_type=refusal.content_type)


def phrase(status: int) -> str:
    """The reason phrase of a status, if it has one."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Fault"
