"""The JSON object of a request, read key by key."""

from collections.abc import Mapping

import orjson
from flask import Request

from mock_amocrm.amojo import refusals

Body = Mapping[str, object]


def read(request: Request) -> Body:
    """The object, or the refusal."""
    try:
        body = orjson.loads(request.get_data(parse_form_data=False))
    except orjson.JSONDecodeError:
        raise refusals.invalid("body") from None
    if not isinstance(body, dict):
        raise refusals.invalid("body")
    return body


def text(body: Body, key: str) -> str:
    """A text that has to be there."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise refusals.invalid(key)
    return value


def inner(body: Body, key: str) -> Body:
    """An object that has to be there."""
    value = body.get(key)
    if not isinstance(value, dict):
        raise refusals.invalid(key)
    return value


def optional(body: Body, key: str) -> Body:
    """An object that may be there."""
    value = body.get(key)
    return value if isinstance(value, dict) else {}
