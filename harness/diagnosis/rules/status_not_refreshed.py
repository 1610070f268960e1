"""Connected at amoCRM and at the backend, back in the app, and the app never asked again."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections, entry_at, failed_return, last_screen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person who returned connected and whose app made no status request after that."""
    for person, redeemed in connections(timeline):
        back = [moment for moment in timeline.returns(person) if moment.at_ns > redeemed.ended_ns]
        shown = last_screen(timeline, person)
        if not back or shown is None or shown.screen.connected:
            continue
        if failed_return(timeline, person, redeemed.ended_ns):
            continue
        if not timeline.exchanges(role="status", person=person, after_ns=redeemed.ended_ns):
            return Finding(
                cause="status_not_refreshed",
                at_ns=back[0].at_ns,
                evidence=(
                    redeemed.number,
                    *(old.number for old in timeline.exchanges(role="status", person=person)[-1:]),
                ),
                values={
                    "person": person,
                    "redeemed_at": at(redeemed),
                    "back_at": entry_at(back[0]),
                    "screen": shown.screen.id,
                },
                explains=frozenset({"leads_not_refreshed"}),
            )
    return None
