"""The backend has read leads from amoCRM, and its list has none of them."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import LeadImport, Listed, imports, listed_after, told_by_webhooks
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first empty list of somebody who is connected, right after all leads of the account were read."""
    for done in imports(timeline):
        listed = listed_after(timeline, done, done.person)
        if listed is None or not done.is_read or listed.ids:
            continue
        if set(done.leads) - told_by_webhooks(timeline) and _is_connected(timeline, done, listed):
            first = listed.answers[0]
            return Finding(
                cause="imported_leads_not_shown",
                at_ns=first.started_ns,
                evidence=(*(page.call.number for page in done.pages[:3]), first.number),
                values={
                    "person": done.person,
                    "read_at": at(done.pages[-1].call),
                    "read": str(len(done.leads)),
                    "lead": str(min(done.leads)),
                    "at": at(first),
                },
            )
    return None


def _is_connected(timeline: Timeline, done: LeadImport, listed: Listed) -> bool:
    """Whether the backend itself has called the person connected since then, whenever it was asked."""
    asked = timeline.exchanges(
        role="status",
        person=done.person,
        after_ns=done.during.ended_ns,
        where=lambda call: call.started_ns < listed.answers[-1].ended_ns,
    )
    return bool(asked) and all(call.facts.get("connected") is True for call in asked)
