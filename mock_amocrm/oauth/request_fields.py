"""The parameters of a token request, however the client chose to send them."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import parse_qsl

import orjson
from flask import Request


def request_fields(request: Request) -> Mapping[str, str]:
    """The parameters of this request."""
    body = request.get_data(parse_form_data=False)
    return fields_of(body, request.headers.get("Authorization", ""))


def fields_of(body: bytes, authorization: str) -> Mapping[str, str]:
    """Body parameters by name; the client's id and secret may come by Basic instead.

    The body is looked at rather than its Content-Type: clients send JSON under every type, and under none.
    """
    body = body.strip()
    fields = _json(body) if body.startswith(b"{") else None
    if fields is None:
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return {**_basic(authorization), **fields}


def _json(body: bytes) -> dict[str, str] | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return {key: str(value) for key, value in document.items() if isinstance(value, str | int | float)}


def _basic(authorization: str) -> dict[str, str]:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() != "basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": client_id, "client_secret": secret}
