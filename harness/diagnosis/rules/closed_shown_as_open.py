"""A lead that amoCRM has as won or lost is one that is being worked on in the backend's list."""

from typing import Final

from harness.diagnosis.answers import lead_number
from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import imports, listed_after, told_by_webhooks
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

WON, LOST = 142, 143  # the ids of these stages in every pipeline
OPEN: Final = frozenset({"NEW", "IN_PROGRESS", "QUALIFIED"})  # the words of this API for what isn't closed


def find(timeline: Timeline) -> Finding | None:
    """The first such lead right after it was read with one of the stages that close it."""
    for done in imports(timeline):
        listed, told = listed_after(timeline, done, done.person), told_by_webhooks(timeline)
        for answer in listed.answers if listed else ():
            ids, statuses = answer.facts.get("amo_ids"), answer.facts.get("statuses")
            if not isinstance(ids, list) or not isinstance(statuses, list):
                continue
            for id_, status in zip(ids, statuses, strict=False):
                number = lead_number(id_) or 0
                stage = done.leads.get(number, {}).get("status_id")
                if stage in (WON, LOST) and str(status) in OPEN and number not in told:
                    return Finding(
                        cause="closed_shown_as_open",
                        at_ns=answer.started_ns,
                        evidence=(done.pages[0].call.number, answer.number),
                        values={
                            "person": done.person,
                            "read_at": at(done.pages[0].call),
                            "at": at(answer),
                            "lead": str(number),
                            "stage": str(stage),
                            "status": str(status),
                        },
                    )
    return None
