"""Somebody narrowed the list, and the app asked for the leads as if nothing had been chosen."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, entry_at
from harness.wire.exchange import PersonMoved
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first choice that the next request for leads knows nothing of."""
    moves = timeline.every(PersonMoved)
    for chosen in moves:
        if chosen.what != "chose" or chosen.choice is None:
            continue
        until = next((each.at_ns for each in moves if each.person == chosen.person and each.at_ns > chosen.at_ns), None)
        asked = [
            one
            for one in timeline.exchanges(role="leads", caller="client", person=chosen.person, after_ns=chosen.at_ns)
            if until is None or one.started_ns < until
        ]
        sent = asked[0].facts.get("asked") if asked else None
        if isinstance(sent, dict) and chosen.choice not in sent:
            return Finding(
                cause="filter_lost",
                at_ns=chosen.at_ns,
                evidence=(asked[0].number,),
                values={
                    "person": chosen.person,
                    "chosen_at": entry_at(chosen),
                    "choice": chosen.choice,
                    "at": at(asked[0]),
                    "request": request_of(asked[0]),
                    "sent": ", ".join(f"{name}={value}" for name, value in sent.items()) or "–",
                },
            )
    return None
