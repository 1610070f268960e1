"""What an order for a fault says, field by field, and how a fault is shown."""

from mock_amocrm.control.operation import BOOLEAN, INTEGER, NUMBER, STRING, listing, nullable, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.faults import kinds
from mock_amocrm.faults.kinds import KINDS, SHAPES
from mock_amocrm.faults.registry import Waiting

METHODS = ("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS")
MOMENTS = ("before", "after")
LONGEST_WAIT = 120  # seconds; a wait is real, and holds one of the server's threads
YEAR = 365 * 24 * 60 * 60

WHICH = (
    Field("kind", Kind.STRING, f"What happens; {kinds.ANSWER} unless given", choices=tuple(KINDS)),
    Field("path", Kind.STRING, "Which paths, as a glob: /oauth2/access_token, /api/v4/leads*", required=True),
    Field("method", Kind.STRING, "Which verb; any unless given", choices=METHODS),
    Field("account", Kind.STRING, "Which account's requests, by subdomain; any unless given"),
    Field("integration", Kind.STRING, "Which integration's requests, by client_id; any unless given"),
)
WHEN = (
    Field("times", Kind.INTEGER, "How often it strikes; once unless given, null is always", least=1, nullable=True),
    Field("skip", Kind.INTEGER, "How many such requests it spares first; 0 unless given", least=0),
    Field("probability", Kind.NUMBER, "Above 0 and up to 1: how many of the requests it strikes", least=0, most=1),
    Field("seed", Kind.INTEGER, "Of that chance: the same seed spares and strikes in the same order; 0 unless given"),
    Field("from", Kind.NUMBER, "In how many seconds of the account's time it begins; at once", least=0, most=YEAR),
    Field("until", Kind.NUMBER, "In how many seconds of the account's time it ends; never", least=0, most=YEAR),
    Field("for_seconds", Kind.NUMBER, "Instead of until: how long it lasts once begun", least=0, most=YEAR),
)
WHAT = (
    Field("shape", Kind.STRING, "Of the kinds that have several: which body", choices=SHAPES),
    Field("status", Kind.INTEGER, "Of kind answer: the status", least=200, most=599),
    Field("headers", Kind.OBJECT, "Headers of the answer"),
    Field("body", Kind.ANY, "Of kind answer: a text as it is, anything else as JSON; a problem unless given"),
    Field("page", Kind.BOOLEAN, "Of kind answer: instead of the problem the HTML page of a web server in front"),
    Field("seconds", Kind.NUMBER, "How long the client really waits for it", least=0, most=LONGEST_WAIT),
    Field("when", Kind.STRING, "after: the request takes effect and only its answer is lost", choices=MOMENTS),
)
NEW_FAULT = (*WHICH, *WHEN, *WHAT)
COMMON = frozenset(field.name for field in (*WHICH, *WHEN))

FAULT = record(
    id=STRING,
    kind=STRING,
    path=STRING,
    method=nullable("string"),
    account=nullable("string"),
    integration=nullable("string"),
    shape=nullable("string"),
    status=nullable("integer"),
    headers={"type": "object", "additionalProperties": STRING},
    body={},
    page=BOOLEAN,
    seconds=NUMBER,
    times=nullable("integer"),
    skip=INTEGER,
    probability=NUMBER,
    seed=INTEGER,
    begins_at=NUMBER,
    ends_at=nullable("number"),
    seen=INTEGER,
    struck=INTEGER,
    when=STRING,
)
KIND = record(name=STRING, about=STRING, shapes=listing(STRING), fields=listing(STRING))


def shown(waiting: Waiting) -> dict[str, object]:
    """A fault and what it has done until now; its times are unix seconds of the account's clock."""
    fault = waiting.fault
    return {
        "id": fault.id,
        "kind": fault.kind.name,
        "path": fault.target.path,
        "method": fault.target.method,
        "account": fault.target.account,
        "integration": fault.target.integration,
        "shape": fault.shape,
        "status": fault.status,
        "headers": dict(fault.headers),
        "body": fault.body,
        "page": fault.page,
        "seconds": fault.seconds,
        "times": fault.frequency.times,
        "skip": fault.frequency.skip,
        "probability": fault.frequency.probability,
        "seed": fault.frequency.seed,
        "begins_at": fault.period.begins,
        "ends_at": fault.period.ends,
        "seen": waiting.seen,
        "struck": waiting.struck,
        "when": "after" if fault.after else "before",
    }


def shown_kind(kind: kinds.Kind) -> dict[str, object]:
    """A row of the table of kinds."""
    own = [field.name for field in WHAT if field.name in fields_of(kind)]
    return {"name": kind.name, "about": kind.about, "shapes": list(kind.shapes), "fields": own}


def fields_of(kind: kinds.Kind) -> frozenset[str]:
    """Every field that goes with a kind."""
    several = {"shape"} if len(kind.shapes) > 1 else frozenset()
    return COMMON | kind.fields | several
