"""The backend lists a lead more than once since amoCRM told it of that lead: each webhook has added a row."""

from collections import Counter

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.news import lead_news, webhooks
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first answer with a lead twice that an earlier answer of this person had once, or not at all, before news."""
    for answer in timeline.exchanges(role="leads"):
        for lead, count in Counter(_ids(answer)).items():
            told = [call for call in webhooks(timeline) if call.ended_ns <= answer.started_ns and _is_about(call, lead)]
            if count > 1 and told and not _was_listed_twice(timeline, answer, lead, before=told[0]):
                return Finding(
                    cause="lead_added_again",
                    at_ns=told[-1].started_ns,
                    evidence=(*(call.number for call in told), answer.number),
                    values={
                        "lead": lead,
                        "count": str(count),
                        "times": str(len(told)),
                        "at": at(told[-1]),
                        "asked_at": at(answer),
                        "person": str(answer.person),
                    },
                )
    return None


def _ids(answer: Exchange) -> list[str]:
    ids = answer.facts.get("amo_ids")
    return [str(each) for each in ids if each is not None] if answer.status == 200 and isinstance(ids, list) else []


def _is_about(webhook: Exchange, lead: str) -> bool:
    return any(str(news.lead) == lead for news in lead_news(webhook))


def _was_listed_twice(timeline: Timeline, answer: Exchange, lead: str, *, before: Exchange) -> bool:
    """Whether the list had the lead twice before amoCRM said a word of it: then webhooks have nothing to do with it."""
    earlier = timeline.exchanges(role="leads", person=answer.person, where=lambda one: one.ended_ns < before.started_ns)
    return any(_ids(one).count(lead) > 1 for one in earlier)
