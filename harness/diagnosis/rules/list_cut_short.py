"""The backend has read more leads from amoCRM than its list gives out, however many pages the app asks for."""

from collections.abc import Mapping

from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import LeadImport, Listed, imports, listed_after, told_by_webhooks
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first list that lacks some of the leads that were read in full just before it."""
    for done in imports(timeline):
        listed = listed_after(timeline, done, done.person)
        if not done.is_whole or listed is None:
            continue
        missing = set(done.leads) - listed.ids - told_by_webhooks(timeline)
        if missing and not _is_choice(done.leads, listed, missing):
            return _finding(done, listed, min(missing))
    return None


def _finding(done: LeadImport, listed: Listed, lead: int) -> Finding:
    first = listed.answers[0]
    return Finding(
        cause="list_cut_short",
        at_ns=first.started_ns,
        evidence=(done.pages[-1].call.number, *(answer.number for answer in listed.answers[:3])),
        values={
            "person": done.person,
            "read_at": at(done.pages[-1].call),
            "read": str(len(done.leads)),
            "at": at(first),
            "listed": str(len(listed.ids)),
            "requests": str(len(listed.answers)),
            "lead": str(lead),
        },
    )


def _is_choice(leads: Mapping[int, Mapping[str, object]], listed: Listed, missing: set[int]) -> bool:
    """Whether the missing ones all belong to people of whom nothing is listed: then that may be meant so.

    Of an empty list that is always so.
    """
    shown = {leads[number].get("responsible_user_id") for number in listed.ids if number in leads}
    return shown.isdisjoint(leads[number].get("responsible_user_id") for number in missing)
