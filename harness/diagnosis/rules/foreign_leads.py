"""The list holds leads of an account that this person has nothing to do with."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first leads answer with ids that belong to somebody else's account of this scenario, or to no known one."""
    known = timeline.every(AccountKnown)
    owner_of = {number: account for account in known for number in account.lead_ids}
    for answer in timeline.exchanges(role="leads"):
        ids = answer.facts.get("amo_ids")
        own = {account.subdomain for account in known if account.owner == answer.person}
        if not isinstance(ids, list) or not own:
            continue
        foreign = [number for number in ids if number in owner_of and owner_of[number].subdomain not in own]
        foreign += [number for number in ids if number not in owner_of]
        if foreign:
            account = owner_of.get(foreign[0])
            return Finding(
                cause="foreign_leads",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "lead": str(foreign[0]),
                    "count": str(len(foreign)),
                    "account": account.subdomain if account else "?",
                    "own": ", ".join(sorted(own)),
                },
            )
    return None
