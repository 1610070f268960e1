"""The digital pipeline's "send a webhook": put on a stage by people only, so amoCRM's API knows nothing of it."""

from functools import partial

from mock_amocrm.api_v4.view import integer
from mock_amocrm.control.accounts import named
from mock_amocrm.control.numbers import numbered
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.problems import problem
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.webhooks.destination import is_acceptable
from mock_amocrm.webhooks.hearing import pull
from mock_amocrm.webhooks.triggers import EVENTS, KIND, body_of

TRIGGER = record(id=INTEGER, event=STRING, pipeline_id=INTEGER, status_id=INTEGER, url=STRING)
NEW = (
    Field("event", Kind.STRING, "What springs it", required=True, choices=tuple(EVENTS)),
    Field("pipeline_id", Kind.INTEGER, "In which pipeline", required=True),
    Field("status_id", Kind.INTEGER, "In which of its stages", required=True),
    Field("url", Kind.STRING, "Where word is sent, once", required=True),
)
LEAD = (Field("lead", Kind.INTEGER, "The number of the lead that it is sprung by", required=True),)


def all_of_them(fake: Extension, request: Request) -> object:
    """Every trigger."""
    return {"triggers": [_shown(row) for row in named(fake, request).rows(KIND)]}


def create(fake: Extension, request: Request) -> object:
    """Put a trigger on a stage."""
    account, url = named(fake, request), request.text("url")
    pipeline, status = request.integer("pipeline_id"), request.integer("status_id")
    stages = [(row["pipeline_id"], row["status_id"]) for row in account.rows("statuses")]
    if (pipeline, status) not in stages:
        known = ", ".join(str(stage) for home, stage in stages if home == pipeline)
        hint = f"its stages: {known}" if known else f"there is no pipeline {pipeline}"
        raise bad_field("status_id", f"{status} is no stage of that pipeline; {hint}")
    if not is_acceptable(url):
        raise bad_field("url", f"{url!r} is no address that amoCRM takes")
    with account.lock:
        row = {
            "id": account.next_id(KIND),
            "event": request.text("event"),
            "pipeline_id": pipeline,
            "status_id": status,
            "url": url,
        }
        account.put(KIND, [row])
    return _shown(row)


def delete(fake: Extension, request: Request) -> object:
    """Take a trigger off its stage."""
    account = named(fake, request)
    account.remove(KIND, integer(_one(account, request), "id"))
    return None


def spring(fake: Extension, request: Request) -> object:
    """Have a trigger sent for a lead, though nothing happened: the fake has no letters, chats and visits."""
    account, number = named(fake, request), request.integer("lead") or 0
    trigger, lead = _one(account, request), account.row("leads", number)
    if lead is None:
        raise bad_field("lead", f"{number} is no lead of {account.subdomain}")
    _, action = EVENTS[str(trigger["event"])]
    change = Change("leads", lead, lead, 0, account.clock.now())
    return {"delivery": pull(fake, account, trigger, action, partial(body_of, account, change, action)).id}


def _one(account: Account, request: Request) -> Row:
    row = account.row(KIND, numbered(request))
    if row is None:
        raise problem(404, detail=f"{account.subdomain} has no trigger {request.path['id']}", field="id")
    return row


def _shown(row: Row) -> dict[str, object]:
    return {key: row[key] for key in ("id", "event", "pipeline_id", "status_id", "url")}


TRIGGERS = "/accounts/{subdomain}/triggers"
OPERATIONS = (
    Operation("GET", TRIGGERS, "Webhooks on its stages", all_of_them, record(triggers=listing(TRIGGER))),
    Operation("POST", TRIGGERS, "Put a webhook on a stage", create, TRIGGER, status=201, body=NEW),
    Operation("DELETE", f"{TRIGGERS}/{{id}}", "Take a webhook off its stage", delete, {}, 204),
    Operation("POST", f"{TRIGGERS}/{{id}}/spring", "Send it for a lead", spring, record(delivery=INTEGER), body=LEAD),
)
