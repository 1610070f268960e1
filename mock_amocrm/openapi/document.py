"""The document: every endpoint with its parameters, its body, and every status that it can answer."""

from collections.abc import Iterable
from importlib.metadata import version

from mock_amocrm.catalogue import Fact, catalogue
from mock_amocrm.endpoint import Endpoint
from mock_amocrm.openapi.methods import Described, described
from mock_amocrm.openapi.parameters import parameters, path_parameters
from mock_amocrm.openapi.refusals import REFUSALS, own_refusals, page_refusals, refusals, refused_otherwise

SERVERS = {
    "": "the account's own host",
    "front": "www.amocrm.ru or www.kommo.com",
    "shared": "the api_domain of the access token",
    "drive": "the drive_url of the account",
    "amojo": "amojo.amocrm.ru or amojo.kommo.com",
}


def document(endpoints: Iterable[Endpoint]) -> dict[str, object]:
    """An OpenAPI 3.1 document of the imitated API."""
    facts = catalogue()
    paths: dict[str, dict[str, object]] = {}
    schemas: dict[str, object] = {}
    for endpoint in endpoints:
        fact = facts.get(f"{endpoint.method} {endpoint.plain_path}")
        operation = _operation(endpoint, fact, described(endpoint, schemas))
        paths.setdefault(endpoint.plain_path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "amoCRM as mock-amocrm imitates it",
            "version": version("amocrm-e2e"),
            "description": "Made from the tables that serve it. Access tokens come from /oauth2/access_token.",
        },
        "servers": [{"url": "/", "description": "this fake; the account follows from the token"}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": REFUSALS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(endpoint: Endpoint, fact: Fact | None, told: Described) -> dict[str, object]:
    operation: dict[str, object] = {
        "operationId": _name(endpoint),
        "summary": told.summary,
        "tags": [fact.group if fact else "undocumented"],
        "parameters": [*path_parameters(endpoint), *parameters(fact.query if fact else ()), *told.headers],
    }
    if fact is not None and fact.host:
        operation["description"] = f"In production on {SERVERS[fact.host]}."
    if told.body is not None:
        contents = {name: {"schema": told.body} for name in told.takes}
        operation["requestBody"] = {"required": told.body_required, "content": contents}
    responses = {
        **{str(status): _answer(told, status) for status in sorted(told.statuses)},
        **_refusals(told),
    }
    if told.own_400 is not None:
        responses["400"] = refused_otherwise(told.own_400)
    operation["responses"] = responses
    if told.needs_token:
        operation["security"] = [{"token": []}]
    return operation


def _refusals(told: Described) -> dict[str, object]:
    if told.refusal is not None:
        return own_refusals(told.refuses, told.refusal)
    return (page_refusals if told.content_type == "text/html" else refusals)(told.refuses)


def _answer(told: Described, status: int) -> dict[str, object]:
    if status == 204 or told.answers is None:
        return {"description": "Nothing to say" if status == 204 else "Done"}
    return {"description": "As asked", "content": {told.content_type: {"schema": told.answers}}}


def _name(endpoint: Endpoint) -> str:
    words = endpoint.plain_path.replace("{", "").replace("}", "").strip("/").replace(".", "_")
    return f"{endpoint.method.lower()}_{words.replace('/', '_')}"
