"""amoCRM asked to wait, and the backend asked the same again at once, and again."""

from typing import Final

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.trouble import ASK_AGAIN
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

AT_ONCE_NS: Final = 200_000_000  # amoCRM counts by the second, so nobody who waits comes back this soon
AGAIN: Final = 3  # once may be chance: a neighbour's request of the same kind


def find(timeline: Timeline) -> Finding | None:
    """The first request that was refused with 429 and repeated three times without a pause."""
    hurried: dict[tuple[str | None, str], list[Exchange]] = {}
    for call in timeline.exchanges(caller="backend", where=lambda one: one.callee == "amocrm"):
        key = (call.account, f"{call.method} {call.url}")
        row = hurried.setdefault(key, [])
        if row and not (row[-1].status == ASK_AGAIN and 0 <= call.started_ns - row[-1].ended_ns < AT_ONCE_NS):
            row.clear()
        row.append(call)
        if len(row) > AGAIN:
            return Finding(
                cause="rate_limit_ignored",
                at_ns=row[0].started_ns,
                evidence=tuple(each.number for each in row),
                values={
                    "at": at(row[0]),
                    "asked": request_of(call),
                    "count": str(AGAIN),
                    "milliseconds": str(round((call.started_ns - row[0].ended_ns) / 1_000_000)),
                },
                explains=frozenset({"import_half_done"}),
            )
    return None
