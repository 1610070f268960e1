"""Somebody opened a lead that neither their account nor their rights let them see."""

from harness.diagnosis.answers import lead_number, request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import AccountKnown, Exchange, ScreenSeen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first answer with something of a lead that only other people of the scenario may see."""
    known = timeline.every(AccountKnown)
    account_of = {number: account for account in known for number in account.lead_ids}
    seen_by = {(number, account.owner) for account in known for number in account.lead_ids}
    numbers = {card.id: card.amo_id for seen in timeline.every(ScreenSeen) for card in seen.screen.leads}
    for answer in timeline.exchanges(role="lead", caller="client", where=lambda one: 200 <= one.status < 300):
        asked = answer.facts.get("asked")
        ids = list(asked.values()) if isinstance(asked, dict) else []
        lead = next((lead_number(each) or numbers.get(each) for each in ids), None)
        if lead in account_of and (lead, answer.person) not in seen_by and _tells(answer):
            return Finding(
                cause="foreign_lead_opened",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "request": request_of(answer),
                    "lead": str(lead),
                    "owner": account_of[lead].owner,
                    "account": account_of[lead].subdomain,
                },
            )
    return None


def _tells(answer: Exchange) -> bool:
    """Whether there is anything of a lead in the answer, and not just a 200."""
    return any(answer.facts.get(name) is not None for name in ("name", "price", "phone"))
