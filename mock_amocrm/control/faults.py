"""Faults: ordered, listed, withdrawn."""

from collections.abc import Mapping

from mock_amocrm.control.operation import BOOLEAN, INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.faults.fault import Fault
from mock_amocrm.faults.registry import Waiting
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import problem

METHODS = ("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS")
MOMENTS = ("before", "after")
# The server writes these itself; an application that sends them breaks the connection instead of the client.
SERVERS_OWN = frozenset({"connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"})
NEW_FAULT = (
    Field("path", Kind.STRING, "Which paths, as a glob: /oauth2/access_token, /api/v4/leads*", required=True),
    Field("status", Kind.INTEGER, "What they are answered", required=True, least=200, most=599),
    Field("method", Kind.STRING, "Which verb; any unless given", choices=METHODS),
    Field("account", Kind.STRING, "Which account's requests, by subdomain; any unless given"),
    Field("integration", Kind.STRING, "Which integration's requests, by client_id; any unless given"),
    Field("headers", Kind.OBJECT, "Headers of the answer"),
    Field("body", Kind.ANY, "Body of the answer: a text as it is, anything else as JSON; a problem unless given"),
    Field("page", Kind.BOOLEAN, "Instead of the problem: the HTML page of a web server in front; no unless given"),
    Field("times", Kind.INTEGER, "How often it strikes; once unless given, null is always", least=1, nullable=True),
    Field("when", Kind.STRING, "after: the request takes effect and only its answer is lost", choices=MOMENTS),
)
FAULT = record(
    id=STRING,
    path=STRING,
    status=INTEGER,
    method=nullable("string"),
    account=nullable("string"),
    integration=nullable("string"),
    headers={"type": "object", "additionalProperties": STRING},
    body={},
    page=BOOLEAN,
    times=nullable("integer"),
    struck=INTEGER,
    when=STRING,
)


def create(fake: Extension, request: Request) -> object:
    """Order a fault."""
    path, status = request.text("path"), request.integer("status") or 0
    if not path.startswith(("/", "*")):
        raise bad_field("path", f"must begin with / or *, unlike {path!r}")
    if path.startswith("/_mock"):
        raise bad_field("path", "cannot be the control API's own")
    account, integration = request.text("account") or None, request.text("integration") or None
    _known("account", account, [each.subdomain for each in fake.store.accounts()])
    _known("integration", integration, list(fake.store.integrations))
    headers = _headers(request.body.get("headers", {}))
    fault = fake.faults.add(
        lambda fault_id: Fault(
            id=fault_id,
            path=path,
            status=status,
            method=request.text("method") or None,
            account=account,
            integration=integration,
            headers=headers,
            body=request.body.get("body"),
            page=request.flag("page"),
            times=request.integer("times") if "times" in request.body else 1,
            after=request.text("when") == "after",
        )
    )
    return _shown(Waiting(fault))


def all_of_them(fake: Extension, _: Request) -> object:
    """The faults that still wait."""
    return {"faults": [_shown(waiting) for waiting in fake.faults.all()]}


def withdraw(fake: Extension, request: Request) -> object:
    """Take a fault back."""
    fault_id = request.path["id"]
    if not fake.faults.remove(fault_id):
        nearest = did_you_mean(fault_id, [waiting.fault.id for waiting in fake.faults.all()])
        raise problem(404, detail=f"no fault {fault_id!r} waits; {nearest}", field="id")
    return None


def _known(name: str, value: str | None, valid: list[str]) -> None:
    if value is not None and value not in valid:
        raise bad_field(name, f"{value!r} does not exist; {did_you_mean(value, valid)}")


def _headers(value: object) -> Mapping[str, str]:
    assert isinstance(value, Mapping)  # checked against NEW_FAULT
    headers: dict[str, str] = {}
    for name, text in value.items():
        if not isinstance(text, str) or not text.isprintable() or not text.isascii():
            raise bad_field(f"headers.{name}", "must be a printable ASCII text")
        if str(name).lower() in SERVERS_OWN:
            raise bad_field(f"headers.{name}", "is written by the server itself")
        if not name or not str(name).isascii() or not str(name).replace("-", "").replace("_", "").isalnum():
            raise bad_field(f"headers.{name}", "is no header name")
        headers[str(name)] = text
    return headers


def _shown(waiting: Waiting) -> dict[str, object]:
    fault = waiting.fault
    return {
        "id": fault.id,
        "path": fault.path,
        "status": fault.status,
        "method": fault.method,
        "account": fault.account,
        "integration": fault.integration,
        "headers": dict(fault.headers),
        "body": fault.body,
        "page": fault.page,
        "times": fault.times,
        "struck": waiting.struck,
        "when": "after" if fault.after else "before",
    }


OPERATIONS = (
    Operation("POST", "/faults", "Order a fault; it strikes once unless told", create, FAULT, 201, body=NEW_FAULT),
    Operation("GET", "/faults", "The faults that still wait", all_of_them, record(faults=listing(FAULT))),
    Operation("DELETE", "/faults/{id}", "Withdraw a fault", withdraw, {}, 204),
)
