"""What passed between the systems: causes, never one status number."""

from collections.abc import Sequence

from harness.ports import Person, Stage
from harness.wire.exchange import Exchange
from scenarios.messages import unmet


def nothing_refused(stage: Stage) -> None:
    """No answer of 400 or more, from anybody to anybody."""
    refused = [exchange for exchange in stage.timeline().every(Exchange) if not 0 < exchange.status < 400]
    if refused:
        raise unmet(stage, "refused", exchanges=_told(refused))


def redeemed_once_by_callback(stage: Stage) -> None:
    """Each code was spent exactly once, by the backend, inside the callback, so before its page and the deep link."""
    timeline = stage.timeline()
    calls = timeline.redemptions()
    if not calls:
        raise unmet(stage, "nothing_redeemed")
    for code in sorted({call.fingerprints["code"] for call in calls}):
        mine = [call for call in calls if call.fingerprints["code"] == code]
        if len(mine) != 1:
            raise unmet(stage, "sent_again", code=code, count=len(mine), exchanges=_told(mine))
        if mine[0].status != 200:
            raise unmet(stage, "code_refused", code=code, exchanges=_told(mine))
        cause = timeline.cause_of(mine[0])
        if cause is None:
            raise unmet(stage, "no_cause", exchanges=_told(mine))
        if cause.role != "callback":
            raise unmet(stage, "not_callback", code=code, exchanges=_told([cause]))


def never_redeemed(stage: Stage) -> None:
    """No code was taken to the token endpoint."""
    calls = stage.timeline().redemptions()
    if calls:
        raise unmet(stage, "redeemed", exchanges=_told(calls))


def redeemed_times(stage: Stage, count: int) -> None:
    """This many codes were redeemed with success."""
    good = [call for call in stage.timeline().redemptions() if call.status == 200]
    if len(good) != count:
        raise unmet(stage, "redeemed_count", count=len(good), wanted=count, exchanges=_told(good))


def refused_with(stage: Stage, hint: str) -> None:
    """amoCRM refused the code with this hint."""
    refused = [call for call in stage.timeline().redemptions() if call.status >= 400]
    if not refused:
        raise unmet(stage, "none_refused")
    if not any(hint in call.response.body for call in refused):
        raise unmet(stage, "other_hint", body=refused[0].response.body)


def app_never_exchanges(stage: Stage) -> None:
    """The app left exchange-code alone."""
    calls = stage.timeline().exchanges(role="exchange_code", caller="client")
    if calls:
        raise unmet(stage, "app_exchanges", exchanges=_told(calls))


def status_asked_after_return(stage: Stage, person: Person) -> None:
    """A status request followed the return to the app."""
    timeline = stage.timeline()
    back = timeline.returns(person.name)
    if not back:
        raise unmet(stage, "never_returned", person=person.name)
    if not timeline.exchanges(role="status", caller="client", person=person.name, after_ns=back[-1].at_ns):
        raise unmet(stage, "status_not_asked", person=person.name)


def refreshed_once(stage: Stage) -> None:
    """The backend refreshed its tokens exactly once, and amoCRM agreed."""
    calls = stage.timeline().exchanges(role="token", where=lambda call: "code" not in call.fingerprints)
    if len(calls) != 1:
        raise unmet(stage, "refreshes", count=len(calls), exchanges=_told(calls))
    if calls[0].status != 200:
        raise unmet(stage, "refresh_refused", exchanges=_told(calls))


def _told(exchanges: Sequence[Exchange]) -> str:
    return "; ".join(
        f"№{exchange.number} {exchange.caller} → {exchange.callee} {exchange.method}"
        f" {exchange.url.partition('?')[0]} → {exchange.status or '–'}"
        for exchange in exchanges
    )
