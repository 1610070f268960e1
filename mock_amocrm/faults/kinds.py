"""The kinds of misfortune: what each answers, how that is delivered, and which fields go with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from mock_amocrm.faults import replies
from mock_amocrm.faults.delivery import Delivery, dripping, dropped, truncated, whole
from mock_amocrm.faults.replies import Reply

Maker = Callable[[str], Reply]  # gets the account's language
REPLY_FIELDS = frozenset({"headers", "seconds", "when"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table. Without shapes it is the true answer that is delivered, or what the order itself says."""

    name: str
    about: str
    shapes: Mapping[str, Maker] = field(default_factory=dict)  # the first one unless another is asked for
    delivery: Delivery = whole
    fields: frozenset[str] = REPLY_FIELDS
    seconds: float = 0  # unless told


def _one(make: Callable[[], Reply], name: str = "json") -> Mapping[str, Maker]:
    return {name: lambda _: make()}


def _coded(code: int) -> Mapping[str, Maker]:
    return {"json": partial(replies.unauthorized, code=code)}


def _page(status: int) -> Mapping[str, Maker]:
    return {"html": lambda _: replies.page(status)}


ANSWER = "answer"
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(ANSWER, "Any status, headers and body", fields=REPLY_FIELDS | {"status", "body", "page"}),
        Kind(
            "payment_required",
            "402: the account isn't paid for; also with an empty body, or as a 400 with that detail",
            {
                "json": lambda _: replies.payment_required(),
                "empty": lambda _: Reply(402),
                "bad_request": lambda _: replies.unpaid_as_bad_request(),
            },
        ),
        Kind("ip_forbidden", "403 with code 113: the account's list of addresses", _one(replies.ip_forbidden)),
        Kind("blocked", "403 page: the account was blocked for its many requests", _one(replies.blocked, "html")),
        Kind(
            "too_many_requests",
            "429, as a web server's page or as JSON with retry_after",
            {"html": lambda _: replies.too_many_requests(), "json": lambda _: replies.too_many_requests_in_json()},
        ),
        Kind(
            "server_error",
            "500, as ErrInternalServer with a trace or as a problem",
            {"trace": lambda _: replies.server_error(), "problem": lambda _: replies.unknown_error()},
        ),
        Kind("bad_gateway", "502 page", _page(502)),
        Kind("unavailable", "503 page", _page(503)),
        Kind("gateway_timeout", "504 page", _page(504)),
        # Bodies that backends in production tell apart.
        Kind(
            "token_expired",
            "401 whose title says that the token has expired",
            {"json": partial(replies.unauthorized, title="Token has expired")},
        ),
        Kind("no_such_account", "401 with code 101: there is no such account", _coded(101)),
        Kind("bad_credentials", "401 with code 110: wrong login or password", _coded(110)),
        Kind("captcha_wanted", "401 with code 111: a captcha is wanted", _coded(111)),
        Kind("user_off", "401 with code 112: the user was switched off", _coded(112)),
        Kind("invalid_grant", "401 of the token endpoint with the hint invalid_grant", _one(replies.invalid_grant)),
        # The truth, but not as it should arrive.
        Kind("slow", "The answer after so many seconds", fields=frozenset({"seconds"}), seconds=5),
        Kind(
            "drip",
            "The answer in drops, complete after so many seconds",
            delivery=dripping,
            fields=frozenset({"seconds"}),
            seconds=5,
        ),
        Kind("truncate", "Half of the promised body", delivery=truncated, fields=frozenset()),
        Kind("reset", "No answer: the connection is closed", delivery=dropped, fields=frozenset({"when"})),
    )
}
SHAPES = tuple(dict.fromkeys(shape for kind in KINDS.values() for shape in kind.shapes))
