"""The app asks for a lead by the backend's own id at an address that wants amoCRM's."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import ScreenSeen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first request whose id is the local one of a card that has amoCRM's as well."""
    cards = {
        card.id: card.amo_id
        for seen in timeline.every(ScreenSeen)
        for card in seen.screen.leads
        if card.amo_id is not None and card.id != str(card.amo_id)
    }
    for asked in timeline.exchanges(role="lead", caller="client"):
        ids = asked.facts.get("asked")
        wanted = ids.get("amo_id") if isinstance(ids, dict) else None
        if wanted in cards and wanted not in map(str, cards.values()):
            return Finding(
                cause="wrong_lead_id",
                at_ns=asked.started_ns,
                evidence=(asked.number,),
                values={
                    "person": str(asked.person),
                    "at": at(asked),
                    "request": request_of(asked),
                    "id": str(wanted),
                    "lead": str(cards[wanted]),
                    "status": str(asked.status or "–"),
                },
            )
    return None
