"""The leads that were imported name their contacts, and nobody read the contacts: names and phones are missing."""

from harness.diagnosis.answers import lead_number
from harness.diagnosis.finding import Finding
from harness.diagnosis.imports import LeadImport, imports, listed_after
from harness.diagnosis.moments import at
from harness.wire.exchange import AccountKnown, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first list that shows a lead without the phone that its contact has at amoCRM, and that was never read."""
    for done in imports(timeline):
        listed = listed_after(timeline, done, done.person)
        if listed is None or not done.is_read or _reads_contacts(timeline, done):
            continue
        with_phone = {
            number
            for account in timeline.every(AccountKnown)
            if account.subdomain == done.account and account.at_ns < done.during.started_ns
            for number in account.with_phone
        }
        for answer in listed.answers:
            bare = sorted(_without_phone(answer) & with_phone & set(done.leads))
            if bare:
                return Finding(
                    cause="contacts_not_linked",
                    at_ns=done.pages[0].call.started_ns,
                    evidence=(done.pages[0].call.number, answer.number),
                    values={
                        "person": done.person,
                        "read_at": at(done.pages[0].call),
                        "at": at(answer),
                        "lead": str(bare[0]),
                        "count": str(len(bare)),
                    },
                )
    return None


def _reads_contacts(timeline: Timeline, done: LeadImport) -> bool:
    """Whether the backend asked amoCRM about contacts at any time since the import began."""
    asked = timeline.exchanges(role="api", caller="backend", after_ns=done.during.started_ns)
    return any("/contacts" in call.address.path for call in asked)


def _without_phone(answer: Exchange) -> set[int]:
    ids, have_phone = answer.facts.get("amo_ids"), answer.facts.get("have_phone")
    if not isinstance(ids, list) or not isinstance(have_phone, list):
        return set()
    return {
        number
        for id_, has in zip(ids, have_phone, strict=False)
        if has is False and (number := lead_number(id_)) is not None
    }
