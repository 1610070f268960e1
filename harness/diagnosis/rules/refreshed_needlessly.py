"""Access tokens that were young and good were refreshed again and again."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import Pair, pairs
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

ENOUGH: Final = 2  # once may have been somebody's wish


def find(timeline: Timeline) -> Finding | None:
    """The first person whose tokens were refreshed at least twice without need."""
    known = pairs(timeline)
    for person in dict.fromkeys(pair.person for pair in known):
        needless = [
            (old, new)
            for new in known
            for old in known
            if new.person == person and new.spent == old.refresh and _is_good(timeline, old, new)
        ]
        if len(needless) >= ENOUGH:
            (old, new), last = needless[0], needless[-1][1]
            return Finding(
                cause="refreshed_needlessly",
                at_ns=new.issued.started_ns,
                evidence=tuple(dict.fromkeys(call.number for call in (old.issued, new.issued, last.issued))),
                values={
                    "count": str(len(needless)),
                    "at": at(new.issued),
                    "age": str(old.age_at(new.issued)),
                    "life": str(old.life // 3600),
                    "person": person or "–",
                },
                explains=frozenset({"import_stops_early"}),  # a refresh before each page meets the limit by itself
            )
    return None


def _is_good(timeline: Timeline, old: Pair, new: Pair) -> bool:
    """Whether an access token was in the first half of its life and had never been refused when it was replaced."""
    age = old.age_at(new.issued)
    refused = timeline.exchanges(
        role="api",
        where=lambda call: (
            call.fingerprints.get("access_token") == old.access
            and call.status == 401
            and call.started_ns < new.issued.started_ns
        ),
    )
    return age is not None and age < old.life / 2 and not refused
