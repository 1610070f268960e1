"""A colleague connected the same account, and leads that only the other one may view are gone from her list."""

from harness.diagnosis.answers import lead_number
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections, last_screen
from harness.wire.exchange import AccountKnown, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person who had a lead before a colleague's redemption and gets it in no whole list after that."""
    known = timeline.every(AccountKnown)
    joined = connections(timeline)
    for colleague, redeemed in joined:
        for account in {each.owner: each for each in known}.values():
            person = account.owner
            beside = [each for each in known if (each.owner, each.subdomain) == (colleague, account.subdomain)]
            shown = last_screen(timeline, person)
            if person == colleague or not beside or shown is None or not shown.screen.connected:
                continue
            if shown.screen.leads_state not in ("list", "empty") or any(
                who == person and call.started_ns > redeemed.started_ns for who, call in joined
            ):
                continue
            whole = [answer for answer in timeline.exchanges(role="leads", person=person) if _is_whole(answer)]
            before = [answer for answer in whole if answer.ended_ns < redeemed.started_ns]
            after = [answer for answer in whole if answer.started_ns > redeemed.ended_ns]
            hidden = set(account.lead_ids) - {number for each in beside for number in each.lead_ids}
            there = {card.amo_id for card in shown.screen.leads} | set().union(*map(_ids, after))
            lost = [number for answer in before for number in sorted(_ids(answer) & hidden - there)]
            if after and lost:
                had = next(answer for answer in before if lost[0] in _ids(answer))
                return Finding(
                    cause="leads_lost_to_colleague",
                    at_ns=redeemed.started_ns,
                    evidence=(had.number, redeemed.number, after[0].number),
                    values={
                        "person": person,
                        "colleague": colleague,
                        "redeemed_at": at(redeemed),
                        "had_at": at(had),
                        "at": at(after[0]),
                        "lead": str(lost[0]),
                        "count": str(len(set(lost))),
                    },
                )
    return None


def _is_whole(answer: Exchange) -> bool:
    """A list that was read and that nothing narrows."""
    return isinstance(answer.facts.get("amo_ids"), list) and not answer.facts.get("asked")


def _ids(answer: Exchange) -> set[int]:
    ids = answer.facts["amo_ids"]
    assert isinstance(ids, list)
    return {number for each in ids if (number := lead_number(each)) is not None}
