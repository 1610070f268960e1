"""An authorization code was spent, and then somebody tried to spend it again."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, hint, who
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first code that reached the token endpoint again after it had been redeemed."""
    spent: dict[str, Exchange] = {}
    for call in timeline.redemptions():
        code = call.fingerprints["code"]
        if code not in spent:
            if call.status == 200:
                spent[code] = call
            continue
        first, cause = spent[code], timeline.cause_of(call)
        if cause is None or cause == timeline.cause_of(first):
            variant = "retry"  # nobody asked again: the backend repeated its own request
        else:
            variant = "app" if cause.caller == "client" else "callback"
        return Finding(
            cause="code_exchanged_twice",
            variant=variant,
            at_ns=first.started_ns,
            evidence=tuple(
                dict.fromkeys(
                    step.number for step in (timeline.cause_of(first), first, cause, call) if step is not None
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
    return None
