"""The status was asked for again and is connected; the leads on the screen are still the old answer."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections, entry_at, last_screen
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person who is shown as connected without the app having asked for leads since."""
    for person, redeemed in connections(timeline):
        back = [moment for moment in timeline.returns(person) if moment.at_ns > redeemed.ended_ns]
        shown = last_screen(timeline, person)
        known = [account for account in timeline.every(AccountKnown) if account.owner == person and account.lead_ids]
        if not back or shown is None or not shown.screen.connected or not known:
            continue
        if not timeline.exchanges(role="leads", person=person, after_ns=redeemed.ended_ns):
            asked = timeline.exchanges(role="leads", person=person)[-1:]
            return Finding(
                cause="leads_not_refreshed",
                at_ns=back[0].at_ns,
                evidence=(*(old.number for old in asked), redeemed.number),
                values={
                    "person": person,
                    "redeemed_at": at(redeemed),
                    "back_at": entry_at(back[0]),
                    "asked_at": at(asked[0]) if asked else "–",
                    "shown": str(len(shown.screen.leads)),
                    "expected": str(len(known[-1].lead_ids)),
                },
            )
    return None
