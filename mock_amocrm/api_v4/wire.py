"""Answers as bytes on the wire: hal+json, with letters beyond ASCII escaped as PHP's json_encode escapes them."""

import codecs

import orjson
from flask import Response

from mock_amocrm.api_v4.call import Answer, Raw

HAL_JSON = "application/hal+json"
ESCAPES = "mock_amocrm.json_escapes"


def encode(payload: object) -> bytes:
    """JSON in pure ASCII, so that no client can cut a letter in half between two chunks."""
    encoded = orjson.dumps(payload)
    if encoded.isascii():
        return encoded
    text = encoded.decode()
    if b"\\\\" not in encoded:
        # Python's own escapes are ten times faster, and but for two forms they are JSON's: \xab is mended by a plain
        # replacement as long as no text has a backslash of its own, \U0001f600 (an emoji) takes the slow way.
        escaped = text.encode("ascii", "backslashreplace")
        if b"\\U" not in escaped:
            return escaped.replace(b"\\x", b"\\u00")
    return text.encode("ascii", ESCAPES)


def respond(answer: Answer) -> Response:
    """The HTTP answer."""
    if answer.payload is None:
        return no_content(answer.status)
    if isinstance(answer.payload, Raw):
        raw = answer.payload
        # Somebody's own bytes: a browser must not take them for a page of ours.
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(raw.content, status=answer.status, content_type=raw.content_type, headers=headers)
    return Response(encode(answer.payload), status=answer.status, content_type=HAL_JSON)


def no_content(status: int = 204) -> Response:
    """An answer without a body, and without a Content-Type that would promise one."""
    response = Response(status=status)
    del response.headers["Content-Type"]
    return response


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # registered for encoding only
    # UTF-16 code units, two for what lies beyond the basic plane, each as \uXXXX.
    units = error.object[error.start : error.end].encode("utf-16-be").hex()
    return "".join([f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)]), error.end


codecs.register_error(ESCAPES, _escape)
