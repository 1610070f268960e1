"""The control API under `/_mock/`, for whoever sits on this machine: its table, mounted."""

from collections.abc import Callable

import orjson
from flask import Blueprint, Response, jsonify, request

from mock_amocrm.control import (
    accounts,
    bots,
    channels,
    clock,
    contacts,
    duplicates,
    faults,
    files,
    grants,
    health,
    installations,
    integrations,
    journal,
    leads,
    limits,
    outgoing,
    pipelines,
    talks,
    tokens,
    triggers,
    unsorted,
    users,
    webhooks,
    widgets,
)
from mock_amocrm.control.button_page import button_page
from mock_amocrm.control.coverage import coverage_page
from mock_amocrm.control.dashboard import dashboard_file, dashboard_page
from mock_amocrm.control.openapi import merged, openapi
from mock_amocrm.control.operation import OBJECT, Operation, Request
from mock_amocrm.control.shape import Field, Kind, bad_field, read_object, read_objects, read_query
from mock_amocrm.extension import Extension, extension
from mock_amocrm.hosts import HostKind, origin, request_host
from mock_amocrm.loopback import is_loopback
from mock_amocrm.problems import not_found, problem

AREAS = (
    health,
    accounts,
    leads,
    pipelines,
    contacts,
    duplicates,
    users,
    clock,
    integrations,
    installations,
    tokens,
    grants,
    faults,
    limits,
    journal,
    outgoing,
    bots,
    talks,
    triggers,
    webhooks,
    widgets,
    channels,
    files,
    unsorted,
)


def describe(fake: Extension, request: Request) -> object:
    """The imitated API and this one in one document, or either of them."""
    from mock_amocrm.openapi.document import document

    part = request.query.get("part")
    if part == CONTROL:
        return openapi(OPERATIONS)
    imitated = document(fake.endpoints)
    return imitated if part == IMITATED else merged(imitated, openapi(OPERATIONS))


IMITATED, CONTROL = "amocrm", "control"
PART = (Field("part", Kind.STRING, "Only one of the two", choices=(IMITATED, CONTROL)),)
OPERATIONS: tuple[Operation, ...] = (
    *(operation for area in AREAS for operation in area.OPERATIONS),
    Operation(
        "GET", "/openapi.json", "The OpenAPI description of everything that is served", describe, OBJECT, query=PART
    ),
)


def blueprint() -> Blueprint:
    """A fresh blueprint of the table above."""
    control = Blueprint("control", __name__, url_prefix="/_mock")
    control.before_request(_refuse_strangers)
    control.add_url_rule("/", view_func=dashboard_page, methods=["GET"], strict_slashes=False)
    control.add_url_rule("/dashboard/<name>", view_func=dashboard_file, methods=["GET"])
    control.add_url_rule("/button", view_func=button_page, methods=["GET"], strict_slashes=False)
    control.add_url_rule("/coverage", view_func=coverage_page, methods=["GET"], strict_slashes=False)
    for operation in OPERATIONS:
        control.add_url_rule(
            operation.path.replace("{", "<").replace("}", ">"),
            endpoint=f"{operation.method} {operation.path}".replace(".", "_"),
            view_func=_view(operation),
            methods=[operation.method],
            strict_slashes=False,
            provide_automatic_options=False,
        )
    return control


def _refuse_strangers() -> None:
    if request_host(request).kind is not HostKind.BARE:
        # On amoCRM's own hosts there is no such thing; a backend under test must not find one.
        raise not_found(f"{origin(request)}{request.path}", method=request.method)
    if not is_loopback(request.environ.get("REMOTE_ADDR", "")):
        raise problem(403, detail="the control API answers only to this machine")


def _view(operation: Operation) -> Callable[..., Response]:
    def serve(**path: str) -> Response:
        answer = operation.handle(extension(), _read(operation, path))
        if operation.status == 204:
            return Response(status=204)
        response = jsonify(answer)
        response.status_code = operation.status
        return response

    return serve


def _read(operation: Operation, path: dict[str, str]) -> Request:
    query = read_query(request.args.to_dict(), operation.query)
    raw = request.get_data()
    if not raw:
        document: object = [] if operation.items else {}
    else:
        try:
            document = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise bad_field("body", f"is not JSON: {error}") from None
    if operation.items:
        return Request(path, query, items=tuple(read_objects(document, operation.items)))
    return Request(path, query, body=read_object(document, operation.body))
