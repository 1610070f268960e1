"""The control API's own description, made from the tables that serve it."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version

from mock_amocrm.control.operation import Operation
from mock_amocrm.control.shape import Field, field_schema, schema

PROBLEM = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "field": {"type": "string", "description": "What was wrong in the request"},
    },
    "required": ["title", "type", "status", "detail"],
}


def openapi(operations: Iterable[Operation]) -> dict[str, object]:
    """An OpenAPI 3.1 document."""
    paths: dict[str, dict[str, object]] = {}
    for operation in operations:
        paths.setdefault(f"/_mock{operation.path}", {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "mock-amocrm control API", "version": version("amocrm-e2e")},
        "paths": paths,
        "components": {"schemas": {"Problem": PROBLEM}},
    }


def merged(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """One document of two; the first one's title and servers stay."""
    return {**one, **{key: _both(one.get(key), other[key]) for key in ("paths", "components")}}


def _both(one: object, other: object) -> object:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return other
    return {**one, **{key: _both(one.get(key), value) for key, value in other.items()}}


def _described(operation: Operation) -> dict[str, object]:
    described: dict[str, object] = {
        "operationId": _name(operation),
        "tags": ["control"],
        "summary": operation.summary,
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
                for name in _names(operation)
            ),
            *(_parameter(field) for field in operation.query),
        ],
        "responses": {str(operation.status): _answer(operation), "default": _refusal()},
    }
    if operation.items:
        described["requestBody"] = _body({"type": "array", "items": schema(operation.items)})
    elif operation.body:
        described["requestBody"] = _body(schema(operation.body))
    return described


def _name(operation: Operation) -> str:
    return operation.method.lower() + re.sub(r"\W+", "_", operation.path.replace("}", "")).rstrip("_")


def _names(operation: Operation) -> list[str]:
    return re.findall(r"{(\w+)}", operation.path)


def _parameter(field: Field) -> dict[str, object]:
    return {"name": field.name, "in": "query", "required": field.required, "schema": field_schema(field)}


def _body(document: object) -> dict[str, object]:
    return {"required": True, "content": {"application/json": {"schema": document}}}


def _answer(operation: Operation) -> dict[str, object]:
    if operation.status == 204:
        return {"description": operation.summary}
    return {"description": operation.summary, "content": {"application/json": {"schema": operation.answer}}}


def _refusal() -> dict[str, object]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        "description": "What was wrong, where, and the nearest valid thing",
        "content": {"application/problem+json": problem},
    }
