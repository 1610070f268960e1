"""What passes between the three systems, already redacted: exchanges, deep links, screens, and known accounts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypedDict
from urllib.parse import SplitResult, urlsplit

Move = Literal["consent_started", "returned", "killed", "disconnected", "acted", "chose"]
ARRIVES = frozenset({"slow", "drip"})  # kinds of faults that leave the answer what it is
LEADS_PATH: Final = "/api/v4/leads"
Actor = Literal["client", "browser", "backend", "amocrm"]
Way = Literal["button", "link", "page", "redirect"]
"""What opens a link to an app: a button that is pressed, a plain link that is tapped, the page itself before anybody
touches it (by a script or a meta refresh), or a redirect instead of a page."""


@dataclass(frozen=True, slots=True)
class Message:
    """Headers and body of one direction; `body` is text, shortened and redacted."""

    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    @property
    def document(self) -> object:
        """The body as JSON; None where it is none, or was cut off or shortened."""
        try:
            document: object = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return document


class Facts(TypedDict, total=False):
    """Those of an exchange's facts that the harness itself has made; whatever else was read may be anything."""

    asked: Mapping[str, str]
    content_type: str
    ways: tuple[str, ...]
    amo_ids: tuple[object, ...] | None
    have_phone: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    `role` names the endpoint ("status", "token", "callback", …) whatever its path is, or what amoCRM sends a request of
    its own for ("webhook", "widget_install", …); `facts` holds what the settings' JMESPath expressions read from the
    answer, and under "asked" by what a request narrows the leads, or by which id it wants one; `fingerprints` maps
    "code", "state", … to `#xxxxxx`. Times are `time.monotonic_ns` of this machine; `account_time` is unix seconds of
    the account's own clock. Status 0: no answer.
    """

    number: int
    caller: Actor
    callee: Actor
    role: str
    method: str
    url: str
    status: int
    started_ns: int
    ended_ns: int
    wall: str
    person: str | None = None
    account: str | None = None
    account_time: int | None = None
    request: Message = field(default_factory=Message)
    response: Message = field(default_factory=Message)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    outcome: str | None = None
    fault: str | None = None
    fault_kind: str | None = None

    @property
    def is_true(self) -> bool:
        """Whether the answer is amoCRM's own and arrived: late or drop by drop, it did."""
        return self.fault is None or self.fault_kind in ARRIVES

    @property
    def is_refused(self) -> bool:
        """Whether the answer is one of 400 or more, or never came."""
        return not 0 < self.status < 400

    @property
    def is_spoiled(self) -> bool:
        """Whether the answer isn't what was asked for, or not as it would have come by itself: a fault's, a refusal."""
        return self.fault is not None or self.is_refused

    @property
    def path(self) -> str:
        """The path of the address, without a slash at its end."""
        return self.address.path.rstrip("/")

    @property
    def address(self) -> SplitResult:
        """The address in its parts; one that no parser takes is a path as a whole."""
        try:
            return urlsplit(self.url)
        except ValueError:
            return SplitResult("", "", self.url, "", "")

    @property
    def lists_leads(self) -> bool:
        """Whether this asks amoCRM for a list of leads."""
        return self.method == "GET" and self.path == LEADS_PATH

    def encloses(self, other: "Exchange") -> bool:
        """Whether the other one happened while this one was under way."""
        return self.started_ns <= other.started_ns and other.ended_ns <= self.ended_ns


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A link that left the browser for the app. `parameters` are redacted; `fingerprints` as in an exchange.

    `app` is the scheme that the app on the phone has; with any other one the phone finds no app.
    """

    url: str
    parameters: Mapping[str, str]
    fingerprints: Mapping[str, str]
    person: str
    at_ns: int
    wall: str
    by: Way = "button"
    app: str = ""


@dataclass(frozen=True, slots=True)
class LinkBlocked:
    """A link to an app that a browser didn't follow, because it wants a button pressed for that; redacted."""

    url: str
    by: Way
    person: str
    at_ns: int
    wall: str


@dataclass(frozen=True, slots=True)
class PageError:
    """What went wrong in the scripts of a page of the backend's, redacted.

    Either nobody caught it (`uncaught`), or the page wrote it to the console.
    """

    text: str
    url: str
    uncaught: bool
    person: str
    at_ns: int
    wall: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What the app shows: a stable state id, the texts, the leads in the order of the list."""

    id: str
    texts: tuple[str, ...]
    buttons: tuple[str, ...]
    connected: bool | None
    leads_state: str
    leads: tuple["LeadCard", ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class LeadCard:
    """One lead as the list shows it."""

    id: str
    amo_id: int | None
    name: str
    price: float | None


@dataclass(frozen=True, slots=True)
class ScreenSeen:
    """A screen of one person's app at one moment."""

    screen: Screen
    person: str
    at_ns: int
    wall: str


@dataclass(frozen=True, slots=True)
class PersonMoved:
    """Something a person or the phone's system did that isn't a request: returned to the app, killed it, …"""

    what: Move
    person: str
    at_ns: int
    wall: str
    state: str | None = None  # fingerprint of the state on the consent URL
    choice: str | None = None  # by what leads are to be narrowed, under the name of the settings' placeholder


@dataclass(frozen=True, slots=True)
class AccountKnown:
    """An account of the scenario, whose it is, and which leads it holds when the scenario looks.

    Of the leads in `with_phone` the main contact has a phone.
    """

    subdomain: str
    owner: str
    lead_ids: tuple[int, ...]
    at_ns: int
    wall: str
    with_phone: tuple[int, ...] = ()


Entry = Exchange | DeepLink | LinkBlocked | PageError | ScreenSeen | PersonMoved | AccountKnown


def moment(entry: Entry) -> int:
    """When an entry began, in monotonic nanoseconds."""
    return entry.started_ns if isinstance(entry, Exchange) else entry.at_ns
