"""The parts of an incoming request, parsed or refused with a 400 that names the part."""

from flask import request

from reference_backend.json_values import JsonObject, as_integer
from reference_backend.refusals import invalid

_FAR_ENOUGH = 1_000_000


def json_body() -> JsonObject:
    body: object = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object")
    return body


def query_integer(name: str) -> int | None:
    value = request.args.get(name)
    if value is None:
        return None
    number = as_integer(value)
    if number is None:
        raise invalid(f"Invalid {name}: a whole number is expected")
    return number


def query_position(name: str, *, default: int, most: int = _FAR_ENOUGH) -> int:
    """A page number or page size: at least 1, and cut down to the most there can be."""
    number = query_integer(name)
    if number is None:
        return default
    if number < 1:
        raise invalid(f"Invalid {name}: it starts at 1")
    return min(number, most)
