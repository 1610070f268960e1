"""An authorization code was spent, and then somebody tried to spend it again."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint, who
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline

REVOKED: Final = "Authorization code has been revoked"  # amoCRM's word for a code that was spent


def find(timeline: Timeline) -> Finding | None:
    """The first code that was at the token endpoint once more, after its redemption or at the same time.

    Of two at the same time the loser may have begun first.
    """
    spent: dict[str, Exchange] = {}
    for call in timeline.redemptions():
        if call.status == 200 and call.is_true:
            spent.setdefault(call.fingerprints["code"], call)
    for call in timeline.redemptions():
        code = call.fingerprints["code"]
        if code not in spent or call == spent[code] or call.ended_ns <= spent[code].started_ns:
            continue
        first, cause = spent[code], timeline.cause_of(call)
        together = _opened_at_once(timeline, first, call)
        if together:
            variant = "at_once"
        elif cause is None or cause == timeline.cause_of(first):
            variant = "retry"  # nobody asked again: the backend repeated its own request
        else:
            variant = "app" if cause.caller == "client" else "callback"
        return Finding(
            cause="code_exchanged_twice",
            variant=variant,
            at_ns=first.started_ns,
            evidence=tuple(
                dict.fromkeys(
                    step.number
                    for step in (*together, timeline.cause_of(first), first, cause, call)
                    if step is not None
                )
            ),
            values={
                "code": code,
                "first_by": who(timeline.cause_of(first)),
                "first_at": at(first),
                "second_by": who(cause),
                "second_at": at(call),
                "status": str(call.status),
                "hint": hint(call),
                "link": next(
                    (link.url for link in timeline.every(DeepLink) if link.fingerprints.get("code") == code), "–"
                ),
            },
            explains=frozenset(
                {"code_in_deep_link", "app_expects_code", "status_not_refreshed", "leads_not_refreshed"}
            ),
        )
    return _repeated_in_the_dark(timeline)


def _repeated_in_the_dark(timeline: Timeline) -> Finding | None:
    """A code whose redemption was never answered as it should be, and which amoCRM calls spent when it comes again."""
    first: dict[str, Exchange] = {}
    for call in timeline.redemptions():
        code = call.fingerprints["code"]
        lost = first.setdefault(code, call)
        if lost.is_true or not (call.is_true and call.status >= 400 and hint(call) == REVOKED):
            continue
        return Finding(
            cause="code_exchanged_twice",
            variant="lost",
            at_ns=lost.started_ns,
            evidence=(lost.number, call.number),
            values={
                "code": code,
                "first_at": at(lost),
                "second_at": at(call),
                "status": str(call.status),
                "hint": hint(call),
            },
        )
    return None


def _opened_at_once(timeline: Timeline, first: Exchange, again: Exchange) -> list[Exchange]:
    """The overlapping openings of the callback page, if there are any, that hold these two requests between them."""
    code = first.fingerprints["code"]
    pages = [
        page
        for page in timeline.exchanges(role="callback", caller="browser")
        if page.fingerprints.get("code") == code and (page.encloses(first) or page.encloses(again))
    ]
    return [
        page
        for page in pages
        if any(page != one and page.started_ns < one.ended_ns and one.started_ns < page.ended_ns for one in pages)
    ]
