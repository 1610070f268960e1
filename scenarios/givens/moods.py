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
    """One way to be unwell; `after` lets requests take effect and loses only the answer."""

    names: Names
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bool = False  # an HTML page, as gateways and blocks answer
    body: str | None = None
    after: bool = False


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests that a mood is about. Those of the browser name no account, so they are the integration's."""

    names: Names
    path: str
    method: str | None = None
    caller: Actor = "backend"


OVERLOADED: Final = Mood(("перевантажена", "перегружена", "overloaded"), 503, page=True)
WAIT: Final = Mood(("просить зачекати", "просит подождать", "asks to wait"), 429, {"Retry-After": "1"}, page=True)
BLOCKING: Final = Mood(("блокує запити", "блокирует запросы", "blocks requests"), 403, page=True)
UNPAID: Final = Mood(("вимагає оплати", "требует оплаты", "demands payment"), 402)
TOO_LATE: Final = Mood(("не встигає відповісти", "не успевает ответить", "answers too late"), 504, page=True)
BROKEN: Final = Mood(("зламана", "сломана", "broken"), 500)
FORGETFUL: Final = Mood(("губить відповіді", "теряет ответы", "loses its answers"), 504, page=True, after=True)
MOODS: Final = (OVERLOADED, WAIT, BLOCKING, UNPAID, TOO_LATE, BROKEN, FORGETFUL)

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
    Column("person", ("чий акаунт", "чей аккаунт", "whose account")),
)
