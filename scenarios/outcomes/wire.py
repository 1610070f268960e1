"""What passed between the systems: causes, never one status number."""

from harness.ports import Person
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def nothing_refused(timeline: Timeline) -> None:
    """No answer of 400 or more, from anybody to anybody."""
    refused = [exchange for exchange in timeline.every(Exchange) if not 0 < exchange.status < 400]
    assert not refused, "refused: " + "; ".join(map(_told, refused))


def redeemed_once_by_callback(timeline: Timeline) -> None:
    """Each code was spent exactly once, by the backend, inside the callback, before the deep link left the browser."""
    calls = timeline.redemptions()
    assert calls, "no code was redeemed at all"
    for code in {call.fingerprints["code"] for call in calls}:
        mine = [call for call in calls if call.fingerprints["code"] == code]
        assert len(mine) == 1, f"code {code} was sent {len(mine)} times: " + "; ".join(map(_told, mine))
        assert mine[0].status == 200, f"code {code} was refused: {_told(mine[0])}"
        cause = timeline.cause_of(mine[0])
        assert cause is not None, f"{_told(mine[0])} isn't inside any recorded exchange that carried the code"
        assert cause.role == "callback", f"code {code} was redeemed because of {_told(cause)}, not by the callback"
        early = [link for link in timeline.every(DeepLink) if cause.ended_ns > link.at_ns > cause.started_ns]
        assert not early, f"the deep link left before code {code} was redeemed"


def never_redeemed(timeline: Timeline) -> None:
    """No code was taken to the token endpoint."""
    calls = timeline.redemptions()
    assert not calls, "redeemed although nobody should: " + "; ".join(map(_told, calls))


def redeemed_times(timeline: Timeline, count: int) -> None:
    """This many codes were redeemed with success."""
    good = [call for call in timeline.redemptions() if call.status == 200]
    assert len(good) == count, f"{len(good)} codes were redeemed, not {count}: " + "; ".join(map(_told, good))


def refused_with(timeline: Timeline, hint: str) -> None:
    """amoCRM refused the code with this hint."""
    refused = [call for call in timeline.redemptions() if call.status >= 400]
    assert refused, "amoCRM refused no code"
    assert any(hint in call.response.body for call in refused), f"amoCRM's hint was another: {refused[0].response.body}"


def app_never_exchanges(timeline: Timeline) -> None:
    """The app left exchange-code alone, and no deep link carried a code."""
    calls = timeline.exchanges(role="exchange_code", caller="client")
    assert not calls, "the app exchanges a code itself: " + "; ".join(map(_told, calls))


def status_asked_after_return(timeline: Timeline, person: Person) -> None:
    """A status request followed the return to the app."""
    back = timeline.returns(person.name)
    assert back, f"{person.name} never returned to the app"
    asked = timeline.exchanges(role="status", caller="client", person=person.name, after_ns=back[-1].at_ns)
    assert asked, f"after {person.name} returned, the app didn't ask for the status"


def refreshed_once(timeline: Timeline) -> None:
    """The backend refreshed its tokens exactly once, and amoCRM agreed."""
    calls = timeline.exchanges(role="token", where=lambda call: "code" not in call.fingerprints)
    assert len(calls) == 1, f"{len(calls)} refreshes: " + "; ".join(map(_told, calls))
    assert calls[0].status == 200, f"the refresh was refused: {_told(calls[0])}"


def _told(exchange: Exchange) -> str:
    url = exchange.url.partition("?")[0]
    return (
        f"№{exchange.number} {exchange.caller} → {exchange.callee} {exchange.method} {url} → {exchange.status or '–'}"
    )
