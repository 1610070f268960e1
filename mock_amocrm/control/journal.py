"""The journal, read in pieces by a cursor."""

from mock_amocrm.control.numbers import numbered
from mock_amocrm.control.operation import (
    BOOLEAN,
    INTEGER,
    STRING,
    Operation,
    Request,
    listing,
    nullable,
    record,
)
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.journal import Reading
from mock_amocrm.problems import problem

LONGEST_WAIT = 2  # seconds: a server that stops waits for its threads
TEXTS = {"type": "object", "additionalProperties": STRING}
COMMON = dict[str, object](
    seq=INTEGER,
    surface={"enum": ["consent", "token", "api", "button", "widget", "other", "hook"]},
    integration=nullable("string"),
    account=nullable("string"),
    started_ns=INTEGER,
    ended_ns=INTEGER,
    wall=STRING,
    account_time=nullable("integer"),
    method=STRING,
    url=STRING,
    path=STRING,
    fingerprints=TEXTS,
    outcome=nullable("string"),
    purpose=nullable("string"),
    fault=nullable("string"),
    fault_kind=nullable("string"),
    why_not=nullable("string"),
)
ENTRY = record(
    **COMMON,
    request=record(headers=TEXTS, body=STRING),
    response=record(status=INTEGER, headers=TEXTS, body=STRING),
)
LINE = record(**COMMON, status=INTEGER)
CURSOR = (
    Field("since", Kind.INTEGER, "The cursor of an earlier reading; entries after it are answered", least=0),
    Field("account", Kind.STRING, "Entries of this account, by subdomain"),
    Field("integration", Kind.STRING, "Entries of this integration, by client_id; with an account: of either"),
    Field("limit", Kind.INTEGER, "At most so many entries", least=1),
)
WAIT = Field(
    "wait",
    Kind.INTEGER,
    "Seconds to wait for an entry if there is none yet; one reader at a time, others are answered at once",
    least=0,
    most=LONGEST_WAIT,
)


def read(fake: Extension, request: Request) -> object:
    """Entries after a cursor, and the cursor to go on from."""
    reading = _reading(fake, request)
    return {"entries": [entry.document() for entry in reading.entries], **_place(reading)}


def lines(fake: Extension, request: Request) -> object:
    """The same without headers and bodies, for a list of thousands; it can be waited for."""
    since, wait = request.query.get("since"), request.query.get("wait")
    waited = False
    if isinstance(wait, int) and wait:
        waited = fake.journal.await_news(since=since if isinstance(since, int) else 0, seconds=wait)
    reading = _reading(fake, request)
    return {"lines": [entry.line() for entry in reading.entries], "waited": waited, **_place(reading)}


def one(fake: Extension, request: Request) -> object:
    """One entry as a whole."""
    entry = fake.journal.find(numbered(request, "seq"))
    if entry is None:
        raise problem(404, detail=f"the journal has no entry {request.path['seq']}", field="seq")
    return entry.document()


def _reading(fake: Extension, request: Request) -> Reading:
    query = request.query
    since, limit = query.get("since"), query.get("limit")
    account, integration = query.get("account"), query.get("integration")
    return fake.journal.read(
        since=since if isinstance(since, int) else 0,
        account=account if isinstance(account, str) else None,
        integration=integration if isinstance(integration, str) else None,
        limit=limit if isinstance(limit, int) else None,
    )


def _place(reading: Reading) -> dict[str, object]:
    return {"cursor": reading.cursor, "evicted": reading.evicted, "oldest": reading.oldest}


PLACE = dict[str, object](cursor=INTEGER, evicted=BOOLEAN, oldest=nullable("integer"))
OPERATIONS = (
    Operation(
        "GET",
        "/journal",
        "What happened on the wire, secrets replaced",
        read,
        record(entries=listing(ENTRY), **PLACE),
        query=CURSOR,
    ),
    Operation(
        "GET",
        "/journal/lines",
        "The journal without headers and bodies; the next entry can be waited for",
        lines,
        record(lines=listing(LINE), waited=BOOLEAN, **PLACE),
        query=(*CURSOR, WAIT),
    ),
    Operation("GET", "/journal/{seq}", "One entry of the journal", one, ENTRY),
)
