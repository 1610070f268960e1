"""Questions that several rules ask of a timeline, and how they name times and actors."""

import datetime

from harness.wire.exchange import DeepLink, Exchange, LinkBlocked, PersonMoved, ScreenSeen
from harness.wire.timeline import Timeline


def connections(timeline: Timeline, *, struck: bool = False) -> list[tuple[str, Exchange]]:
    """Who connected, and the redemption that did it: the person whose browser or app caused it.

    A 200 that a fault put in place of amoCRM's own answer may have no token in it: it counts only with `struck`.
    """
    found = []
    for call in timeline.redemptions():
        cause = timeline.cause_of(call)
        if call.status == 200 and (struck or call.is_true) and cause is not None and cause.person is not None:
            found.append((cause.person, call))
    return found


def has_connected(timeline: Timeline, asked: Exchange) -> bool:
    """Whether whoever asks had connected an account before."""
    return any(person == asked.person and call.ended_ns <= asked.started_ns for person, call in connections(timeline))


def failed_return(timeline: Timeline, person: str, after_ns: int) -> bool:
    """Whether a link told the app after that moment that connecting failed; then it has no reason to ask again."""
    links = [link for link in timeline.every(DeepLink) if link.person == person and link.at_ns > after_ns]
    return bool(links) and tells_failure(links[0])


def tells_failure(link: DeepLink) -> bool:
    """Whether a link says that connecting failed, by an error or by a success that isn't true."""
    return bool(link.parameters.get("error")) or link.parameters.get("success", "true") != "true"


def states_begun(timeline: Timeline) -> set[tuple[str, str]]:
    """Whose consent began with which state: as the app opened it, and as amoCRM was asked.

    amoCRM's word is needed where the app opens a page of the backend's that only redirects to the consent page.
    """
    begun: list[tuple[str | None, str | None]] = [
        (moved.person, moved.state) for moved in timeline.every(PersonMoved) if moved.what == "consent_started"
    ]
    begun += [(asked.person, asked.fingerprints.get("state")) for asked in timeline.exchanges(role="consent")]
    return {(person, state) for person, state in begun if person is not None and state is not None}


def last_screen(timeline: Timeline, person: str) -> ScreenSeen | None:
    """What a person's app shows at the end."""
    return next((seen for seen in reversed(timeline.every(ScreenSeen)) if seen.person == person), None)


def at(exchange: Exchange) -> str:
    """Both clocks of an exchange: the machine's, and the account's where it is known and differs."""
    shown = _clock(exchange.wall)
    if exchange.account_time is None:
        return f"{shown} (№{exchange.number})"
    account = datetime.datetime.fromtimestamp(exchange.account_time, datetime.UTC)
    return f"{shown} (№{exchange.number}, amoCRM {account:%Y-%m-%d %H:%M:%S})"


def entry_at(entry: DeepLink | LinkBlocked | PersonMoved | ScreenSeen) -> str:
    """The machine's clock of something that is no exchange."""
    return _clock(entry.wall)


def who(cause: Exchange | None) -> str:
    """The actor of a redemption, as a key of the message table: who made the backend do it."""
    if cause is None:
        return "backend_alone"
    return "app" if cause.caller == "client" else "callback"


def hint(exchange: Exchange) -> str:
    """What amoCRM's problem document says of a refusal."""
    problem = exchange.response.document
    told = (problem.get("hint") or problem.get("detail")) if isinstance(problem, dict) else None
    return str(told) if told else "–"


def _clock(wall: str) -> str:
    return datetime.datetime.fromisoformat(wall).strftime("%H:%M:%S.%f")[:-3]
