"""Parameters of an address: those in its path, and those that the catalogue documents."""

import re
from collections.abc import Iterable, Iterator

from mock_amocrm.endpoint import Endpoint

_PLACEHOLDER = re.compile(r"{(\w+)(?::(\w+))?}")
INTEGERS = ("page", "limit", "before_id", "offset")


def path_parameters(endpoint: Endpoint) -> Iterator[dict[str, object]]:
    """Numbers and texts in the path."""
    for name, kind in _PLACEHOLDER.findall(endpoint.path):
        schema = {"type": "string"} if kind else {"type": "integer", "minimum": 0}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def parameters(names: Iterable[str]) -> Iterator[dict[str, object]]:
    """Query parameters; the values of `with` are one of them."""
    withs = []
    for name in names:
        if name.startswith("with="):
            withs.append(name.removeprefix("with="))
        elif "FIELD_ID" not in name:  # OpenAPI has no parameters whose names have holes
            yield {"name": name, "in": "query", "schema": _schema(name)}
    if withs:
        items = {"type": "string", "enum": withs}
        yield {
            "name": "with",
            "in": "query",
            "style": "form",
            "explode": False,
            "schema": {"type": "array", "items": items},
        }


def _schema(name: str) -> dict[str, object]:
    if name.endswith("[]"):
        return {"type": "array", "items": {"type": "string"}}
    if name.startswith("order["):
        return {"type": "string", "enum": ["asc", "desc"]}
    if name in INTEGERS or name.endswith(("[from]", "[to]")):
        return {"type": "integer"}
    return {"type": "string"}
