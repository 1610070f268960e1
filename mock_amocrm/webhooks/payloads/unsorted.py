"""Incoming leads in webhooks: what came in and from where; accepting and declining arrive as `delete`."""

from collections.abc import Mapping

from mock_amocrm.api_v4.incoming import ACCEPTED
from mock_amocrm.api_v4.view import ids
from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import Column, News, own

DECISIONS = {"accept": "accept_result", "decline": "decline_result"}


def _source_data(news: News) -> object:
    metadata = news.row.get("metadata")
    return dict(metadata) if isinstance(metadata, Mapping) else None


def _data(news: News) -> object:
    found = {}
    for kind in ("leads", "contacts", "companies"):
        rows = (news.account.row(kind, number) for number in ids(news.row, kind))
        listed = [{"id": row["id"], "name": row.get("name")} for row in rows if row is not None]
        if listed:
            found[kind] = listed
    return found or None


def _lead(news: News) -> object:
    return next(iter(ids(news.row, "leads")), None)


def _decision(news: News) -> str:
    return "accept" if news.row.get("state") == ACCEPTED else "decline"


def _result(decision: str) -> columns.Read:
    def read(news: News) -> object:
        return {"leads": list(ids(news.row, "leads"))} if _decision(news) == decision else None

    return read


INCOMING = (
    own("uid"),
    own("category"),
    Column("source_data", _source_data),
    columns.DATE_CREATE,
    Column("data", _data),
    own("pipeline_id"),
    columns.ACCOUNT,
    Column("lead_id", _lead),
    columns.CREATED,
)
DECIDED = (
    Column("action", _decision),
    *(Column(key, _result(decision)) for decision, key in DECISIONS.items()),
    own("uid"),
    own("category"),
    columns.CREATED,
    Column("modified_user_id", lambda news: news.change.user_id),
)
