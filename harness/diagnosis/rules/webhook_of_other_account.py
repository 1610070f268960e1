"""A webhook of one account made the backend ask another account about the lead that it names."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.news import LeadNews, lead_news, webhooks
from harness.diagnosis.trouble import ids_asked_for
from harness.wire.exchange import LEADS_PATH, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first lead of a webhook that was looked for elsewhere: no two accounts of amoCRM have a lead of one id."""
    for told in webhooks(timeline):
        for news in lead_news(told):
            for asked in timeline.exchanges(role="api", caller="backend", after_ns=told.started_ns):
                if told.account is not None and asked.account not in (None, told.account) and _names(asked, news):
                    return Finding(
                        cause="webhook_of_other_account",
                        at_ns=told.started_ns,
                        evidence=(told.number, asked.number),
                        values={
                            "at": at(told),
                            "event": news.event,
                            "lead": str(news.lead),
                            "account": told.account,
                            "other": str(asked.account),
                            "asked_at": at(asked),
                        },
                        explains=frozenset({"webhook_ignored"}),
                    )
    return None


def _names(asked: Exchange, news: LeadNews) -> bool:
    lead = str(news.lead)
    return asked.path == f"{LEADS_PATH}/{lead}" or (asked.lists_leads and lead in ids_asked_for(asked))
