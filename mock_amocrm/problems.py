"""Refusals in amoCRM's own shape: a status and a problem document, raised anywhere, answered in one place."""

from collections.abc import Mapping
from http import HTTPStatus

import orjson
from flask import Response

PROBLEM_JSON = "application/problem+json"


def problem(status: int, *, detail: str, **more: object) -> "Problem":
    """A problem of the `/api/v4` family: its title and type follow from the status, `more` adds keys at the end."""
    body = {"title": HTTPStatus(status).phrase, "type": f"https://httpstatus.es/{status}", "status": status}
    return Problem(status, {**body, "detail": detail, **more})


def not_found(url: str, *, method: str = "GET") -> "Problem":
    """What an address that amoCRM does not know answers; `url` is absolute."""
    return problem(404, detail=f"Cannot {method} {url}")


def method_not_allowed() -> "Problem":
    """What a known address answers to a wrong verb."""
    return problem(405, detail="Method Not Allowed")


def problem_response(refusal: "Problem") -> Response:
    """The HTTP answer of a refusal."""
    response = Response(orjson.dumps(refusal.body), status=refusal.status, content_type=refusal.content_type)
    response.headers.extend(refusal.headers)
    return response


class Problem(Exception):
    """A refusal on its way to the client; the app's error handler writes it down as `problem_response` does."""

    def __init__(
        self,
        status: int,
        body: Mapping[str, object],
        *,
        content_type: str = PROBLEM_JSON,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, body.get("hint") or body.get("detail"))
        self.status = status
        self.body = body
        self.content_type = content_type
        self.headers = headers or {}
