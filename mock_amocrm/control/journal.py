"""The journal, read in pieces by a cursor."""

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

TEXTS = {"type": "object", "additionalProperties": STRING}
ENTRY = record(
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
    request=record(headers=TEXTS, body=STRING),
    response=record(status=INTEGER, headers=TEXTS, body=STRING),
    fingerprints=TEXTS,
    outcome=nullable("string"),
    purpose=nullable("string"),
    fault=nullable("string"),
    fault_kind=nullable("string"),
)
CURSOR = (
    Field("since", Kind.INTEGER, "The cursor of an earlier reading; entries after it are answered", least=0),
    Field("account", Kind.STRING, "Entries of this account, by subdomain"),
    Field("integration", Kind.STRING, "Entries of this integration, by client_id; with an account: of either"),
    Field("limit", Kind.INTEGER, "At most so many entries", least=1),
)


def read(fake: Extension, request: Request) -> object:
    """Entries after a cursor, and the cursor to go on from."""
    query = request.query
    since, limit = query.get("since"), query.get("limit")
    account, integration = query.get("account"), query.get("integration")
    reading = fake.journal.read(
        since=since if isinstance(since, int) else 0,
        account=account if isinstance(account, str) else None,
        integration=integration if isinstance(integration, str) else None,
        limit=limit if isinstance(limit, int) else None,
    )
    return {
        "entries": [entry.document() for entry in reading.entries],
        "cursor": reading.cursor,
        "evicted": reading.evicted,
        "oldest": reading.oldest,
    }


OPERATIONS = (
    Operation(
        "GET",
        "/journal",
        "What happened on the wire, secrets replaced",
        read,
        record(entries=listing(ENTRY), cursor=INTEGER, evicted=BOOLEAN, oldest=nullable("integer")),
        query=CURSOR,
    ),
)
