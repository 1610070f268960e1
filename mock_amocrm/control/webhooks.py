"""Webhooks of an account: who is told of what, past the API; every delivery with its attempts; how the way there is."""

from mock_amocrm.api_v4.author import Author
from mock_amocrm.control.accounts import named
from mock_amocrm.control.numbers import numbered
from mock_amocrm.control.operation import BOOLEAN, INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import Problem, problem
from mock_amocrm.redaction import Found, redact_body, redact_url
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.deliveries import Delivery
from mock_amocrm.state.hindrance import Hindrance, Ordered
from mock_amocrm.webhooks import subscriptions
from mock_amocrm.webhooks.delivering import deliver_now
from mock_amocrm.webhooks.destination import is_acceptable
from mock_amocrm.webhooks.events import CODES
from mock_amocrm.webhooks.hearing import tell
from mock_amocrm.webhooks.payloads.forms import body_of
from mock_amocrm.webhooks.simulating import NoSuchRow, simulated
from mock_amocrm.webhooks.subscriptions import TooManySubscriptions, Wish

SUBSCRIPTION = record(
    id=INTEGER, destination=STRING, settings=listing(STRING), disabled=BOOLEAN, created_by=INTEGER, created_at=INTEGER
)
ATTEMPT = record(at=INTEGER, status=INTEGER, outcome=STRING)
DELIVERY = record(
    id=INTEGER,
    event=STRING,
    url=STRING,
    subscription=nullable("integer"),
    stage=STRING,
    due_at=nullable("integer"),
    attempts=listing(ATTEMPT),
    body=nullable("string"),
)
NEW = (
    Field("destination", Kind.STRING, "Where word is sent", required=True),
    Field("settings", Kind.STRINGS, "Codes of events, as the API takes them: add_lead, status_lead, …", required=True),
)
SWITCH = (Field("disabled", Kind.BOOLEAN, "Whether amoCRM has given the receiver up", required=True),)
SIMULATION = (
    Field("event", Kind.STRING, "A code: add_lead, note_contact, add_message, …", required=True),
    Field("id", Kind.INTEGER, "Of which lead, contact, task, … ; its row is told as it is"),
    Field("item", Kind.OBJECT, "Or what exactly is told, under the event's key and action"),
)
HINDRANCE = (
    Field(
        "status",
        Kind.INTEGER,
        "What somebody between amoCRM and the receiver answers; 0 is no answer in time",
        required=True,
        least=0,
        most=599,
    ),
    Field("reaches", Kind.BOOLEAN, "Whether the receiver gets the request nevertheless; no unless given"),
    Field("times", Kind.INTEGER, "How many attempts meet it: one unless given, null is all", nullable=True, least=1),
)


def events(_: Extension, __: Request) -> object:
    """Every code of an event, the documented ones and those beyond."""
    return {"events": sorted(CODES)}


def all_of_them(fake: Extension, request: Request) -> object:
    """Every subscription, whoever made it."""
    return {"webhooks": [_shown(row) for row in named(fake, request).rows(subscriptions.KIND)]}


def create(fake: Extension, request: Request) -> object:
    """What an administrator does in amoCRM's own settings."""
    account, destination = named(fake, request), request.text("destination")
    if not is_acceptable(destination):
        raise bad_field("destination", f"{destination!r} is no address that amoCRM takes")
    settings = request.body["settings"]
    assert isinstance(settings, list)  # checked against NEW
    for number, code in enumerate(settings):
        _check_code(f"settings.{number}", code)
    admins = [row["id"] for row in account.rows("users") if row["is_admin"] is True]
    author = Author(user_id=admins[0] if admins and isinstance(admins[0], int) else 0, now=account.clock.now())
    try:
        wish = Wish(destination=destination, settings=tuple(dict.fromkeys(settings)))
        return _shown(subscriptions.subscribe(account, wish, author))
    except TooManySubscriptions:
        raise problem(
            422, detail=f"{account.subdomain} has {subscriptions.MOST} webhooks, the most there are"
        ) from None


def switch(fake: Extension, request: Request) -> object:
    """On again, as an administrator does it, or off, as amoCRM does it."""
    account = named(fake, request)
    return _shown(subscriptions.switch(account, _one(account, request), is_on=not request.flag("disabled")))


def delete(fake: Extension, request: Request) -> object:
    """Nobody there is told any more."""
    account = named(fake, request)
    subscriptions.end(account, _one(account, request), user_id=0)
    return None


def deliveries(fake: Extension, request: Request) -> object:
    """What was and is to be told, secrets replaced."""
    return {"deliveries": [_told(each) for each in named(fake, request).deliveries.all()]}


def deliver(fake: Extension, request: Request) -> object:
    """The next attempt, now instead of at its time."""
    delivered = deliver_now(fake, named(fake, request), numbered(request))
    if delivered is None:
        raise problem(404, detail=f"no attempt of a delivery {request.path['id']} waits for its time", field="id")
    return _told(delivered)


def simulate(fake: Extension, request: Request) -> object:
    """Tell whoever wants to know of such an event, as if it had happened."""
    account, code = named(fake, request), request.text("event")
    _check_code("event", code)
    if ("id" in request.body) == ("item" in request.body):
        raise bad_field("item", "or id is needed, and not both")
    item = request.body.get("item")
    if not isinstance(item, dict):
        try:
            item = simulated(account, code, request.integer("id") or 0)
        except NoSuchRow as error:
            raise bad_field("id", str(error)) from None
    body = body_of(account, code, item)
    told = [tell(fake, account, row, code, lambda: body) for row, _ in subscriptions.interested(account, [code])]
    return {"deliveries": [each.id for each in told]}


def hinder(fake: Extension, request: Request) -> object:
    """Let the account's webhooks meet something on their way."""
    account, times = named(fake, request), request.body.get("times", 1)
    status = request.integer("status") or 0
    if 0 < status < 100:
        raise bad_field("status", "must be 0 or an HTTP status of 100 or more")
    made = account.deliveries.hinder(
        lambda number: Ordered(
            Hindrance(f"h{account.id}-{number}", status, reaches=request.flag("reaches")),
            times if isinstance(times, int) else None,
        )
    )
    return {"id": made.hindrance.id}


def clear_the_way(fake: Extension, request: Request) -> object:
    """Nothing is in the way any more."""
    named(fake, request).deliveries.clear_the_way()
    return None


def _one(account: Account, request: Request) -> Row:
    row = account.row(subscriptions.KIND, numbered(request))
    if row is None:
        raise _unknown(account, request)
    return row


def _unknown(account: Account, request: Request) -> Problem:
    return problem(404, detail=f"{account.subdomain} has no webhook {request.path['id']}", field="id")


def _check_code(where: str, code: object) -> None:
    if code not in CODES:
        raise bad_field(where, f"{code!r} is no event; {did_you_mean(str(code), sorted(CODES))}")


def _shown(row: Row) -> dict[str, object]:
    return {key: row[key] for key in ("id", "destination", "settings", "disabled", "created_by", "created_at")}


def _told(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "event": delivery.event,
        "url": redact_url(delivery.url, found=Found()),
        "subscription": delivery.subscription,
        "stage": delivery.stage.value,
        "due_at": delivery.due_at,
        "attempts": [{"at": each.at, "status": each.status, "outcome": each.outcome} for each in delivery.attempts],
        "body": None if delivery.body is None else redact_body(delivery.body, found=Found(), oauth=True),
    }


WEBHOOKS = "/accounts/{subdomain}/webhooks"
OPERATIONS = (
    Operation("GET", "/webhook-events", "What webhooks can be about", events, record(events=listing(STRING))),
    Operation("GET", WEBHOOKS, "Its webhooks", all_of_them, record(webhooks=listing(SUBSCRIPTION))),
    Operation("POST", WEBHOOKS, "Set a webhook up", create, SUBSCRIPTION, status=201, body=NEW),
    Operation("PATCH", f"{WEBHOOKS}/{{id}}", "Switch a webhook on or off", switch, SUBSCRIPTION, body=SWITCH),
    Operation("DELETE", f"{WEBHOOKS}/{{id}}", "Take a webhook away", delete, {}, 204),
    Operation(
        "GET",
        "/accounts/{subdomain}/deliveries",
        "What its webhooks were told, and what they are to be told",
        deliveries,
        record(deliveries=listing(DELIVERY)),
    ),
    Operation("POST", "/accounts/{subdomain}/deliveries/{id}/now", "Make the next attempt now", deliver, DELIVERY),
    Operation(
        "POST",
        f"{WEBHOOKS}/simulate",
        "Tell of an event as if it had happened",
        simulate,
        record(deliveries=listing(INTEGER)),
        body=SIMULATION,
    ),
    Operation(
        "POST",
        f"{WEBHOOKS}/hindrances",
        "Put something in their way",
        hinder,
        record(id=STRING),
        status=201,
        body=HINDRANCE,
    ),
    Operation("DELETE", f"{WEBHOOKS}/hindrances", "Clear their way", clear_the_way, {}, 204),
)
