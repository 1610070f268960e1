"""The list shows somebody leads of a colleague's that amoCRM itself doesn't let them view."""

from harness.diagnosis.answers import lead_number
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, has_connected
from harness.wire.exchange import AccountKnown
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first leads answer with ids of the account that the person connected, and that only colleagues may view."""
    known = timeline.every(AccountKnown)
    for answer in timeline.exchanges(role="leads"):
        ids = answer.facts.get("amo_ids")
        own = {account.subdomain for account in known if account.owner == answer.person}
        seen = {number for account in known if account.owner == answer.person for number in account.lead_ids}
        of_colleagues = {
            number: account.owner for account in known if account.subdomain in own for number in account.lead_ids
        }
        hidden = [
            number
            for each in (ids if isinstance(ids, list) else ())
            if (number := lead_number(each)) in of_colleagues.keys() - seen
        ]
        if hidden and has_connected(timeline, answer):
            return Finding(
                cause="rights_ignored",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "lead": str(hidden[0]),
                    "count": str(len(hidden)),
                    "colleague": of_colleagues[hidden[0]],
                    "account": ", ".join(sorted(own)),
                },
            )
    return None
