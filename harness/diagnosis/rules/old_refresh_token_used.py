"""A refresh token that had been exchanged for a new pair already was brought once more."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import asked_all, is_refused, pairs, refreshes
from harness.diagnosis.moments import at, hint
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refresh with a spent token that began when the backend had long had the next one."""
    known = pairs(timeline)
    for call in filter(is_refused, refreshes(timeline)):
        token = call.fingerprints["refresh_token"]
        after = next((pair for pair in known if pair.spent == token), None)
        if after is None or after.issued.ended_ns > call.started_ns:
            continue
        asked, earlier = asked_all(timeline, call), asked_all(timeline, after.issued)
        if len(asked) == 1 and asked == earlier:
            variant = "same_request"
        elif all(one.started_ns >= after.issued.ended_ns for one in asked):
            variant = "unsaved"
        else:
            continue  # two requests at once: whoever comes second couldn't know yet
        return Finding(
            cause="old_refresh_token_used",
            variant=variant,
            at_ns=after.issued.started_ns,
            evidence=(after.issued.number, call.number),
            values={
                "token": token,
                "next": after.refresh,
                "rotated_at": at(after.issued),
                "at": at(call),
                "hint": hint(call),
                "request": f"{asked[0].method} {asked[0].url.partition('?')[0]}" if asked else "–",
            },
        )
    return None
