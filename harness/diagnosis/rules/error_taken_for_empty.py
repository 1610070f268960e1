"""Leads that were listed are gone since amoCRM failed to answer a question about them, though it still has them."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, last_screen
from harness.diagnosis.trouble import ids_asked_for, is_trouble
from harness.wire.exchange import AccountKnown, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first lead that vanished between two answers to the app with nothing but a failed read in between."""
    for failed in timeline.exchanges(role="api", caller="backend", where=lambda call: call.lists_leads):
        if not is_trouble(failed) or failed.account is None:
            continue
        for person, kept in _holders(timeline, failed.account).items():
            before, after = _around(timeline, person, failed)
            if before is None or after is None or before.url != after.url:
                continue
            gone = [lead for lead in _ids(before) if lead in kept and lead not in _ids(after)]
            asked = ids_asked_for(failed)
            if not gone or len(_ids(after)) >= len(_ids(before)) or (asked and not asked.issuperset(gone)):
                continue  # what wasn't asked about has gone for another reason
            if not _is_told(timeline, person, before, after, failed):
                return Finding(
                    cause="error_taken_for_empty",
                    variant="refused" if failed.status >= 400 else "cut",
                    at_ns=failed.started_ns,
                    evidence=(before.number, failed.number, after.number),
                    values={
                        "person": person,
                        "at": at(failed),
                        "status": str(failed.status),
                        "lead": gone[0],
                        "count": str(len(gone)),
                        "asked_at": at(after),
                    },
                )
    return None


def _holders(timeline: Timeline, subdomain: str) -> dict[str, set[str]]:
    """Who has this account, and which leads it held when the scenario looked last."""
    known = [account for account in timeline.every(AccountKnown) if account.subdomain == subdomain]
    return {account.owner: set(map(str, account.lead_ids)) for account in known}


def _around(timeline: Timeline, person: str, failed: Exchange) -> tuple[Exchange | None, Exchange | None]:
    """What the app was answered last before a moment and first after it."""
    answers = timeline.exchanges(role="leads", person=person, where=lambda one: one.status == 200)
    before = [answer for answer in answers if answer.ended_ns <= failed.started_ns]
    after = [answer for answer in answers if answer.started_ns >= failed.ended_ns]
    return (before[-1] if before else None), (after[0] if after else None)


def _is_told(timeline: Timeline, person: str, before: Exchange, after: Exchange, failed: Exchange) -> bool:
    """Whether something else may have taken the leads away: amoCRM's own word, a disconnect, the end of a consent."""
    good = timeline.exchanges(role="api", caller="backend", where=lambda one: one.lists_leads and not is_trouble(one))
    told = [call for call in good if call.account == failed.account and _between(call.started_ns, before, after)]
    moved = timeline.moves("disconnected", person)
    ended = [call for call in timeline.exchanges(role="disconnect") if _between(call.started_ns, before, after)]
    shown = last_screen(timeline, person)
    return (
        bool(told or ended)
        or any(_between(move.at_ns, before, after) for move in moved)
        or shown is None
        or not shown.screen.connected
    )


def _between(moment: int, before: Exchange, after: Exchange) -> bool:
    return before.started_ns <= moment <= after.ended_ns


def _ids(answer: Exchange) -> list[str]:
    ids = answer.facts.get("amo_ids")
    return [str(each) for each in ids] if isinstance(ids, list) else []
