"""amoCRM's moods: how it can be unwell, towards which requests, and the columns of a table that combines them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from harness.gherkin.messages import LANGUAGES
from harness.gherkin.tables import Column, Columns, Unreadable, whole
from harness.wire.exchange import Actor
from scenarios.messages import MESSAGES

Names = tuple[str, str, str]
"""Ukrainian, Russian, English."""


@dataclass(frozen=True, slots=True)
class Mood:
    """One way to be unwell. `kind` is one of the fake's own; "answer" is what status, headers, page and body say."""

    names: Names
    status: int  # what the backend sees; 0 is no answer
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bool = False  # an HTML page, as gateways and blocks answer
    body: str | None = None
    kind: str = "answer"
    shape: str | None = None
    seconds: int | None = None  # how long its answers take
    after: bool = False  # requests take effect, and their answers may be lost

    @property
    def takes_seconds(self) -> bool:
        """Whether its answers can be late."""
        return self.kind not in ("truncate", "reset")


@dataclass(frozen=True, slots=True)
class Often:
    """How many of the requests a mood strikes; `minutes` are the account's."""

    times: int | None = None  # None: until amoCRM is well again
    skip: int = 0  # so many are spared first
    percent: int = 100  # of the others
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests that a mood is about. Those of the browser name no account, so they are the integration's."""

    names: Names
    path: str
    method: str | None = None
    caller: Actor = "backend"


OVERLOADED: Final = Mood(("перевантажена", "перегружена", "overloaded"), 503, page=True, kind="unavailable")
WAIT: Final = Mood(
    ("просить зачекати", "просит подождать", "asks to wait"),
    429,
    {"Retry-After": "1"},
    page=True,
    kind="too_many_requests",
)
WAIT_IN_JSON: Final = Mood(
    ("просить зачекати у форматі JSON", "просит подождать в формате JSON", "asks to wait in JSON"),
    429,
    {"Retry-After": "1"},
    kind="too_many_requests",
    shape="json",
)
BLOCKING: Final = Mood(("блокує запити", "блокирует запросы", "blocks requests"), 403, page=True, kind="blocked")
UNPAID: Final = Mood(("вимагає оплати", "требует оплаты", "demands payment"), 402, kind="payment_required")
UNPAID_400: Final = Mood(
    ("вимагає оплати кодом 400", "требует оплаты кодом 400", "demands payment with 400"),
    400,
    kind="payment_required",
    shape="bad_request",
)
GATEWAY_DOWN: Final = Mood(("без шлюзу", "без шлюза", "without its gateway"), 502, page=True, kind="bad_gateway")
TOO_LATE: Final = Mood(
    ("не встигає відповісти", "не успевает ответить", "answers too late"), 504, page=True, kind="gateway_timeout"
)
BROKEN: Final = Mood(("зламана", "сломана", "broken"), 500, kind="server_error")
FORGETFUL: Final = Mood(
    ("губить відповіді", "теряет ответы", "loses its answers"), 504, page=True, kind="gateway_timeout", after=True
)
SLOW: Final = Mood(
    ("відповідає повільно", "отвечает медленно", "answers slowly"), 200, kind="slow", seconds=2, after=True
)
DRIPPING: Final = Mood(
    ("відповідає по краплі", "отвечает по капле", "answers drop by drop"), 200, kind="drip", seconds=2, after=True
)
CUTTING: Final = Mood(
    ("обриває відповіді", "обрывает ответы", "cuts its answers off"), 200, kind="truncate", after=True
)
DROPPING: Final = Mood(("обриває запити", "обрывает запросы", "drops requests"), 0, kind="reset")
TOKEN_EXPIRED: Final = Mood(
    ("каже, що токен прострочено", "говорит, что токен просрочен", "says that the token has expired"),
    401,
    kind="token_expired",
)
NO_ACCOUNT: Final = Mood(
    ("не знає акаунта", "не знает аккаунта", "doesn't know the account"), 401, kind="no_such_account"
)
NO_TOKEN: Final = Mood(
    ("не приймає токена", "не принимает токен", "doesn't accept the token"), 401, kind="bad_credentials"
)
USER_OFF: Final = Mood(
    ("вимкнула користувача", "выключила пользователя", "has switched the user off"), 401, kind="user_off"
)
CAPTCHA: Final = Mood(("вимагає капчу", "требует капчу", "wants a captcha"), 401, kind="captcha_wanted")
INVALID_GRANT: Final = Mood(
    ("каже invalid_grant", "говорит invalid_grant", "says invalid_grant"), 401, kind="invalid_grant"
)
STRANGER: Final = Mood(
    ("не пускає з цієї адреси", "не пускает с этого адреса", "doesn't let this address in"), 403, kind="ip_forbidden"
)
# The first mood of a status is the one that stands for it.
MOODS: Final = (
    *(OVERLOADED, WAIT, WAIT_IN_JSON, BLOCKING, UNPAID, UNPAID_400, GATEWAY_DOWN, TOO_LATE, BROKEN, FORGETFUL),
    *(SLOW, DRIPPING, CUTTING, DROPPING),
    *(TOKEN_EXPIRED, NO_ACCOUNT, NO_TOKEN, USER_OFF, CAPTCHA, INVALID_GRANT, STRANGER),
)

# What stands before an account. The marks are those of the journal.
LIMITING: Final = Mood(("обмежує запити", "ограничивает запросы", "limits requests"), 429)
BLOCKED: Final = Mood(("блокує акаунт", "блокирует аккаунт", "blocks the account"), 403)
CHOOSY: Final = Mood(
    ("пускає лише знайомі адреси", "пускает только знакомые адреса", "lets only known addresses in"), 403
)
LIMITS, BLOCK, IP_LIST = "limits", "block", "ip_list"
NOBODYS_ADDRESS: Final = "203.0.113.1"  # of a network that is kept for examples

EVERY: Final = Requests(("усі", "все", "all"), "/*/?*")
TOKEN: Final = Requests(("токен", "токен", "token"), "/oauth2/*")
LEADS: Final = Requests(("ліди", "лиды", "leads"), "/api/v4/leads", "GET")
API: Final = Requests(("API", "API", "API"), "/api/*")
CONSENT: Final = Requests(("сторінка згоди", "страница согласия", "consent page"), "/oauth*", "GET", "browser")
REQUESTS: Final = (EVERY, TOKEN, LEADS, API, CONSENT)


def by_status(status: int) -> Mood:
    """The mood of whoever names a status: with the page and the headers of the named mood that is like it."""
    like = next((mood for mood in MOODS if mood.status == status), None)
    page, headers = (like.page, like.headers) if like else (False, {})
    return Mood((f"відповідає {status}", f"отвечает {status}", f"answers {status}"), status, headers, page=page)


def read_mood(cell: str) -> Mood:
    """A mood by any of its names, or a status."""
    if cell.strip().isdecimal() and 200 <= int(cell) <= 599:
        return by_status(int(cell))
    return MOODS[_found(cell, [mood.names for mood in MOODS], key="mood_wanted")]


def read_requests(cell: str) -> Requests:
    """Which requests, by any of their names."""
    return REQUESTS[_found(cell, [requests.names for requests in REQUESTS], key="requests_wanted")]


def _found(cell: str, known: Sequence[Names], *, key: str) -> int:
    wanted = cell.strip().casefold()
    for number, names in enumerate(known):
        if wanted in map(str.casefold, names):
            return number
    told = {}
    for index, lang in enumerate(LANGUAGES):
        own = [names[index] for names in known]
        told[lang] = MESSAGES[lang][key].format(known=", ".join(own))
        if close := get_close_matches(wanted, own, n=1):
            told[lang] += MESSAGES[lang]["near_nearest"].format(near=close[0])
    raise Unreadable(told)


COLUMNS: Final[Columns] = (
    Column("mood", ("настрій", "настроение", "mood"), read=read_mood, required=True),
    Column("requests", ("запити", "запросы", "requests"), read=read_requests),
    Column("times", ("разів", "раз", "times"), read=whole),
    Column("skip", ("пропустити", "пропустить", "skip"), read=whole),
    Column("percent", ("відсотків", "процентов", "percent"), read=whole),
    Column("minutes", ("хвилин", "минут", "minutes"), read=whole),
    Column("seconds", ("секунд", "секунд", "seconds"), read=whole),
    Column("person", ("чий акаунт", "чей аккаунт", "whose account")),
)
