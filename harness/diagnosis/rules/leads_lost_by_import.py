"""An import that amoCRM broke off took leads away that a list had had before."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import LeadImport, imports, listed_after, listed_before, told_by_webhooks
from harness.diagnosis.moments import at
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first import whose last page amoCRM didn't give, between a list that has a lead and one that hasn't."""
    for done in imports(timeline):
        if not done.pages[-1].call.is_refused:
            continue
        owners = [known.owner for known in timeline.every(AccountKnown) if known.subdomain == done.account]
        for person in dict.fromkeys(owners):
            if found := _lost(timeline, done, person):
                return found
    return None


def _lost(timeline: Timeline, done: LeadImport, person: str) -> Finding | None:
    before, after = listed_before(timeline, done, person), listed_after(timeline, done, person)
    if before is None or after is None:
        return None
    failed = done.pages[-1].call
    lost = before.ids - after.ids - set(done.leads) - told_by_webhooks(timeline)
    if not lost:
        return None
    return Finding(
        cause="leads_lost_by_import",
        at_ns=failed.started_ns,
        evidence=(before.answers[-1].number, failed.number, after.answers[0].number),
        values={
            "person": person,
            "before_at": at(before.answers[-1]),
            "had": str(len(before.ids)),
            "at": at(failed),
            "after_at": at(after.answers[0]),
            "left": str(len(after.ids)),
            "lead": str(min(lost)),
        },
    )
