"""Faults: ordered, listed, withdrawn; and the kinds that there are."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from mock_amocrm.control.accounts import named
from mock_amocrm.control.fault_fields import FAULT, KIND, NEW_FAULT, fields_of, shown, shown_kind
from mock_amocrm.control.operation import INTEGER, Operation, Request, listing, record
from mock_amocrm.control.shape import bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.faults.fault import Fault, Frequency, Target
from mock_amocrm.faults.kinds import ANSWER, KINDS, Kind
from mock_amocrm.faults.period import Period
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import problem

# The server writes these itself; an application that sends them breaks the connection instead of the client.
SERVERS_OWN = frozenset({"connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"})


def create(fake: Extension, request: Request) -> object:
    """Order a fault."""
    kind = KINDS[request.text("kind", ANSWER)]
    for name in request.body:
        if name not in fields_of(kind):
            raise bad_field(name, f"doesn't go with kind {kind.name!r}; {did_you_mean(name, fields_of(kind))}")
    target = _target(fake, request)
    order = Fault(
        id="",
        target=target,
        period=_period(fake, target, request),
        kind=kind,
        frequency=_frequency(request),
        shape=_shape(kind, request),
        status=_status(kind, request),
        headers=_headers(request.body.get("headers", {})),
        body=request.body.get("body"),
        page=request.flag("page"),
        after=request.text("when") == "after",
        seconds=request.number("seconds", kind.seconds),
    )
    return shown(fake.faults.add(lambda fault_id: replace(order, id=fault_id)))


def all_of_them(fake: Extension, _: Request) -> object:
    """The faults that still wait."""
    return {"faults": [shown(waiting) for waiting in fake.faults.all()]}


def kinds(_: Extension, __: Request) -> object:
    """Every kind, with what it takes."""
    return {"kinds": [shown_kind(kind) for kind in KINDS.values()]}


def withdraw(fake: Extension, request: Request) -> object:
    """Take a fault back; answers that wait because of it go at once."""
    fault_id = request.path["id"]
    known = [waiting.fault.id for waiting in fake.faults.all()]
    if not _withdrawn(fake, fault_id):
        raise problem(404, detail=f"no fault {fault_id!r} waits; {did_you_mean(fault_id, known)}", field="id")
    return None


def withdraw_all(fake: Extension, request: Request) -> object:
    """Take back every fault that was ordered for one account."""
    account = named(fake, request)
    own = [each.fault.id for each in fake.faults.all() if each.fault.target.account == account.subdomain]
    return {"withdrawn": sum([_withdrawn(fake, fault_id) for fault_id in own])}


def _withdrawn(fake: Extension, fault_id: str) -> bool:
    removed = fake.faults.remove(fault_id)
    return fake.waiting.release(fault_id) or removed


def _target(fake: Extension, request: Request) -> Target:
    path = request.text("path")
    if not path.startswith(("/", "*")):
        raise bad_field("path", f"must begin with / or *, unlike {path!r}")
    if path.startswith("/_mock"):
        raise bad_field("path", "cannot be the control API's own")
    subdomain, integration = request.text("account").lower() or None, request.text("integration") or None
    _known("account", subdomain, [each.subdomain for each in fake.store.accounts()])
    _known("integration", integration, fake.store.integrations)
    return Target(path, method=request.text("method") or None, account=subdomain, integration=integration)


def _known(name: str, value: str | None, valid: Collection[str]) -> None:
    if value is not None and value not in valid:
        raise bad_field(name, f"{value!r} does not exist; {did_you_mean(value, valid)}")


def _period(fake: Extension, target: Target, request: Request) -> Period:
    account = fake.store.account(target.account) if target.account else None
    now = account.clock.moment if account else fake.store.clock.now
    begins = request.number("from")
    if "until" in request.body and "for_seconds" in request.body:
        raise bad_field("for_seconds", "and until exclude each other")
    if "until" in request.body:
        lasts = request.number("until") - begins
    elif "for_seconds" in request.body:
        lasts = request.number("for_seconds")
    else:
        return Period(now, now() + begins)
    if lasts <= 0:
        raise bad_field("until" if "until" in request.body else "for_seconds", "leaves no time to strike in")
    at = now() + begins
    return Period(now, at, at + lasts)


def _frequency(request: Request) -> Frequency:
    probability = request.number("probability", 1)
    if probability == 0:
        raise bad_field("probability", "must be above 0: it would never strike")
    if "seed" in request.body and "probability" not in request.body:
        raise bad_field("seed", "goes with probability")
    times = request.integer("times") if "times" in request.body else 1
    skip, seed = request.integer("skip") or 0, request.integer("seed") or 0
    return Frequency(times, skip=skip, probability=probability, seed=seed)


def _status(kind: Kind, request: Request) -> int | None:
    if kind.name == ANSWER and "status" not in request.body:
        raise bad_field("status", "is required")
    return request.integer("status")


def _shape(kind: Kind, request: Request) -> str | None:
    if not kind.shapes:
        return None
    shape = request.text("shape", next(iter(kind.shapes)))
    if shape not in kind.shapes:
        raise bad_field("shape", f"of {kind.name!r} cannot be {shape!r}; {did_you_mean(shape, kind.shapes)}")
    return shape


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


OPERATIONS = (
    Operation("POST", "/faults", "Order a fault; it strikes once unless told", create, FAULT, 201, body=NEW_FAULT),
    Operation("GET", "/faults", "The faults that still wait", all_of_them, record(faults=listing(FAULT))),
    Operation("DELETE", "/faults/{id}", "Withdraw a fault", withdraw, {}, 204),
    Operation(
        "DELETE",
        "/accounts/{subdomain}/faults",
        "Withdraw an account's faults",
        withdraw_all,
        record(withdrawn=INTEGER),
    ),
    Operation("GET", "/fault-kinds", "What can go wrong on order", kinds, record(kinds=listing(KIND))),
)
