"""amoCRM couldn't answer a read for a moment, the backend never asked again, and leads are missing since."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, last_screen
from harness.diagnosis.trouble import is_passing, made_during
from harness.wire.exchange import AccountKnown, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first read of a callback that was given up at its first 429 or 5xx, where the app shows too few leads."""
    for callback in timeline.exchanges(role="callback"):
        calls = [call for call in made_during(timeline, callback) if call.role == "api" and call.method == "GET"]
        without_leads = not any(call.lists_leads and call.status == 200 for call in calls)
        # Whoever has read leads may well do without something else.
        needed = calls if without_leads else [call for call in calls if call.lists_leads]
        given_up = [call for call in needed if is_passing(call) and _times(timeline, call) == 1]
        missing = _missing(timeline, str(callback.person)) if given_up else None
        if missing is not None:
            shown, expected = missing
            return Finding(
                cause="import_half_done",
                at_ns=given_up[0].started_ns,
                evidence=(callback.number, given_up[0].number),
                values={
                    "person": str(callback.person),
                    "at": at(given_up[0]),
                    "status": str(given_up[0].status),
                    "asked": request_of(given_up[0]),
                    "shown": str(shown),
                    "expected": str(expected),
                },
            )
    return None


def _times(timeline: Timeline, call: Exchange) -> int:
    """How often the same was asked in the whole scenario."""
    return len(timeline.exchanges(role="api", where=lambda other: (other.method, other.url) == (call.method, call.url)))


def _missing(timeline: Timeline, person: str) -> tuple[int, int] | None:
    """How many leads the app shows at the end, and how many the account has, if that is more."""
    shown = last_screen(timeline, person)
    known = [account for account in timeline.every(AccountKnown) if account.owner == person]
    asked = timeline.exchanges(role="leads", person=person)
    if asked and asked[-1].facts.get("asked"):
        return None  # a list that was narrowed
    if shown is None or not known or not shown.screen.connected or shown.screen.leads_state not in ("list", "empty"):
        return None
    counts = len(shown.screen.leads), len(known[-1].lead_ids)
    return counts if counts[0] < counts[1] else None
