"""The JSON body of a write: an array of objects, or one object, whatever Content-Type came with it."""

import orjson

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.entity import Takes

Item = dict[str, object]


def items(body: bytes, *, most: int) -> list[Item]:
    """The objects of an array body."""
    parsed = _parse(body)
    if not isinstance(parsed, list):
        raise errors.wrong_shape("array")
    if len(parsed) > most:
        raise errors.too_many(most)
    found: list[Item] = [item for item in parsed if isinstance(item, dict)]
    if len(found) < len(parsed):
        wrong = {"code": "InvalidType", "path": "", "detail": "This value should be of type array."}
        raise errors.validation([(str(at), [wrong]) for at, item in enumerate(parsed) if not isinstance(item, dict)])
    return found


def item(body: bytes) -> Item:
    """The one object of a body."""
    parsed = _parse(body)
    if not isinstance(parsed, dict):
        raise errors.wrong_shape("object")
    return parsed


def taken(body: bytes, takes: Takes, *, most: int) -> list[Item]:
    """The objects of a body, however many there may be."""
    if takes is Takes.NOTHING or (takes is Takes.LEAVE and not body.strip(b" []{}\r\n\t")):
        return []
    if takes is Takes.ARRAY or (takes is Takes.EITHER and body.lstrip().startswith(b"[")):
        return items(body, most=most)
    return [item(body)]


def _parse(body: bytes) -> object:
    if not body.strip():
        raise errors.empty_body()
    try:
        parsed: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise errors.empty_body(hint=f"the body is not JSON: {error}") from None
    if parsed in ([], {}, None):
        raise errors.empty_body()
    return parsed
