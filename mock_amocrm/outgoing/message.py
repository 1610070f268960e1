"""A request that amoCRM itself sends, and what came of it."""

from dataclasses import dataclass
from enum import Enum

from mock_amocrm.redaction import Headers
from mock_amocrm.state.account import Account
from mock_amocrm.state.hindrance import Hindrance


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """To whom, what, on whose behalf, and what for; `secrets` are values that only this request makes secret."""

    purpose: str  # "webhook", "secrets", "widget_install", …: the journal tells it
    url: str
    account: Account
    integration: str | None = None  # client id
    method: str = "GET"
    headers: Headers = ()
    body: bytes = b""
    secrets: tuple[str, ...] = ()
    hindrance: Hindrance | None = None


class Failure(Enum):
    """Why there is no answer."""

    REFUSED = "refused_destination"  # by us: it is not this machine, and nobody allowed it
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    BROKEN = "broken_answer"  # no HTTP, or cut off in the middle


@dataclass(frozen=True, slots=True)
class Reply:
    """What the receiver answered within its time; without an answer the status is 0 and `reason` tells why."""

    status: int = 0
    headers: Headers = ()
    body: bytes = b""
    failure: Failure | None = None
    reason: str = ""
