"""The import ends although amoCRM has named a next page of leads."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import imports, listed_after
from harness.diagnosis.moments import at
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first import whose last page has a next one that nobody asked for, where leads are missing because of it."""
    for done in imports(timeline):
        last, listed = done.pages[-1], listed_after(timeline, done, done.person)
        known = [account for account in timeline.every(AccountKnown) if account.subdomain == done.account]
        before = [account for account in known if account.at_ns < done.during.started_ns]
        if not before or not done.is_read or not last.has_next or listed is None:
            continue
        missing = set(before[-1].lead_ids) - set(done.leads) - listed.ids
        if missing:
            return Finding(
                cause="import_stops_early",
                at_ns=last.call.started_ns,
                evidence=(*(page.call.number for page in done.pages[-2:]), listed.answers[0].number),
                values={
                    "person": done.person,
                    "at": at(last.call),
                    "page": str(last.number),
                    "next": str(last.number + 1),
                    "read": str(len(done.leads)),
                    "held": str(len(before[-1].lead_ids)),
                },
            )
    return None
