"""The list holds leads of an account that this person has nothing to do with."""

from harness.diagnosis.answers import lead_number
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, has_connected
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first leads answer with ids of somebody else's account in this scenario, or of none of the person's own.

    A lead without an id of amoCRM's is the backend's own, and nobody's. One of an account that they have connected,
    and where amoCRM doesn't show it to them, is another mistake.
    """
    known = timeline.every(AccountKnown)
    account_of = {number: account for account in known for number in account.lead_ids}
    # Colleagues share an account, and its leads.
    seen_by = {(number, account.owner) for account in known for number in account.lead_ids}
    for answer in timeline.exchanges(role="leads"):
        ids = answer.facts.get("amo_ids")
        if not isinstance(ids, list):
            continue
        numbers = [number for each in ids if (number := lead_number(each)) is not None]
        own = {account.subdomain for account in known if account.owner == answer.person}
        foreign = [
            number
            for number in numbers
            if number in account_of
            and (number, answer.person) not in seen_by
            and not (has_connected(timeline, answer) and account_of[number].subdomain in own)
        ]
        if own:
            foreign += [number for number in numbers if number not in account_of]
        if foreign:
            account = account_of.get(foreign[0])
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
                    "own": ", ".join(sorted(own)) or "–",
                },
            )
    return None
