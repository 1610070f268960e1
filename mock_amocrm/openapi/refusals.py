"""The statuses of refusals, each described once."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from mock_amocrm.api_v4.entity import Schema
from mock_amocrm.problems import PROBLEM_JSON

PROBLEM = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "hint": {"type": "string"},
    },
    "required": ["title", "status", "detail"],
}
HTML = {"text/html": {"schema": {"type": "string"}}}
PAGES = (402, 403, 429, 503, 504)  # a block, a limit or a gateway answers these by a page

REFUSALS: Mapping[str, object] = {
    str(status): {
        "description": HTTPStatus(status).phrase,
        "content": {
            PROBLEM_JSON: {"schema": PROBLEM},
            "application/json": {"schema": PROBLEM},
            **(HTML if status in PAGES else {}),
        },
    }
    for status in (400, 401, 402, 403, 404, 405, 409, 422, 429)
}


def page_refusals(statuses: Iterable[int]) -> dict[str, object]:
    """Of an address that is a page, refusals too."""
    return {str(status): {"description": HTTPStatus(status).phrase, "content": HTML} for status in sorted(statuses)}


def refused_otherwise(own: Schema) -> dict[str, object]:
    """A 400 that may also be something else than a problem document."""
    return {"description": "Bad Request", "content": {PROBLEM_JSON: {"schema": {"anyOf": [PROBLEM, own]}}}}


def own_refusals(statuses: Iterable[int], schema: Schema) -> dict[str, object]:
    """Of an API that refuses by a document of its own."""
    content = {"application/json": {"schema": schema}}
    return {str(status): {"description": HTTPStatus(status).phrase, "content": content} for status in sorted(statuses)}


def refusals(statuses: Iterable[int]) -> dict[str, object]:
    """References to them."""
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(set(statuses))}
