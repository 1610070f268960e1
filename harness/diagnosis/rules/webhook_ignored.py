"""A webhook was taken with a 200 and changed nothing: the backend goes on showing leads as they were."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, last_screen
from harness.diagnosis.news import LeadNews, is_taken, lead_news, webhooks
from harness.wire.exchange import AccountKnown, Exchange, LeadCard
from harness.wire.timeline import Timeline

GONE = "delete"
NOT_OF_LEADS = ("/leads/pipelines", "/account", "/users")  # what is read for other reasons than a webhook's


def find(timeline: Timeline) -> Finding | None:
    """The first news of a lead that the backend took, asked amoCRM nothing about, and showed nothing of afterwards."""
    # What came earlier of the same lead may be shown no more.
    latest = {news.lead: news for call in webhooks(timeline) if is_taken(call) for news in lead_news(call)}
    for news in latest.values():
        answer = _answered_since(timeline, news)
        shown = last_screen(timeline, str(news.webhook.person))
        # To whom has disconnected no news is due.
        if answer is None or shown is None or not shown.screen.connected or _read_since(timeline, news, answer):
            continue
        if news.action != GONE and not _may_see(timeline, news):
            continue
        if _is_answer(answer, shown.screen.leads) and _contradicts(news, shown.screen.leads):
            return Finding(
                cause="webhook_ignored",
                at_ns=news.webhook.started_ns,
                evidence=(news.webhook.number, answer.number),
                values={
                    "at": at(news.webhook),
                    "event": news.event,
                    "lead": str(news.lead),
                    "person": str(news.webhook.person),
                    "asked_at": at(answer),
                },
                variant="action" if _heeds_others(timeline, news) else "form",
            )
    return None


def _heeds_others(timeline: Timeline, news: LeadNews) -> bool:
    """Whether the backend reads leads while it takes a webhook of another kind: then forms are no riddle to it."""
    others = [
        call
        for call in webhooks(timeline)
        if is_taken(call) and any(other.action != news.action for other in lead_news(call))
    ]
    return any(call.encloses(read) for call in others for read in _lead_reads(timeline, news))


def _may_see(timeline: Timeline, news: LeadNews) -> bool:
    """Whether the lead is one of those that the person was last known to have: rights may hide it from them."""
    known = [each for each in timeline.every(AccountKnown) if each.owner == news.webhook.person]
    return not known or news.lead in known[-1].lead_ids


def _answered_since(timeline: Timeline, news: LeadNews) -> Exchange | None:
    """What the app was last told about leads, after a webhook; of a list that was narrowed nothing may be expected."""
    asked = timeline.exchanges(role="leads", person=news.webhook.person, after_ns=news.webhook.ended_ns)
    last = next((answer for answer in reversed(asked) if answer.status == 200), None)
    return None if last is None or last.facts.get("asked") else last


def _read_since(timeline: Timeline, news: LeadNews, answer: Exchange) -> bool:
    """Whether the backend read leads of the account in amoCRM: then it has not ignored what it was told."""
    return any(news.webhook.started_ns <= read.started_ns < answer.ended_ns for read in _lead_reads(timeline, news))


def _lead_reads(timeline: Timeline, news: LeadNews) -> list[Exchange]:
    return timeline.exchanges(
        role="api",
        caller="backend",
        where=lambda call: call.account == news.webhook.account and not call.address.path.endswith(NOT_OF_LEADS),
    )


def _is_answer(answer: Exchange, cards: tuple[LeadCard, ...]) -> bool:
    """Whether the screen shows just what was answered, lead by lead: a long list comes in several answers."""
    ids = answer.facts.get("amo_ids")
    return isinstance(ids, list) and sorted(map(str, ids)) == sorted(str(card.amo_id) for card in cards)


def _contradicts(news: LeadNews, cards: tuple[LeadCard, ...]) -> bool:
    if any(card.amo_id is None for card in cards):
        return False  # a backend that doesn't say which lead of amoCRM's a card is
    shown = next((card for card in cards if card.amo_id == news.lead), None)
    if news.action == GONE or shown is None:
        return (news.action == GONE) == (shown is not None)
    # Many backends write a budget of 0 as none.
    return news.price is not None and (shown.price or 0) != news.price
