"""Contacts and companies in webhooks: both under `contacts`, told apart by their `type`."""

from mock_amocrm.api_v4.view import ids, integer, text
from mock_amocrm.state.index import Arrangement
from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import Column, News


def _group(news: News) -> object:
    return integer(news.row, "group_id") or None  # the default group is not told


def _company_name(news: News) -> object:
    company = next(iter(ids(news.row, "companies")), None)
    row = None if company is None else news.account.row("companies", company)
    return None if row is None else text(row, "name")


def _company(news: News) -> object:
    return next(iter(ids(news.row, "companies")), None)


def _leads(key: str) -> columns.Read:
    def read(news: News) -> object:
        linked = news.account.index("leads", Arrangement((key,), each=True)).group(integer(news.row, "id"))
        return {row["id"]: {"ID": row["id"]} for row in linked} or None

    return read


def _table(key: str, kind: str) -> tuple[Column, ...]:
    return (
        columns.ID,
        columns.NAME,
        columns.RESPONSIBLE,
        Column("group_id", _group),
        columns.DATE_CREATE,
        columns.LAST_MODIFIED,
        columns.CREATED_BY,
        columns.MODIFIED_BY,
        Column("company_name", _company_name),
        Column("linked_company_id", _company),
        columns.ACCOUNT,
        columns.CUSTOM_FIELDS,
        columns.TAGS,
        Column("linked_leads_id", _leads(key)),
        columns.OLD_RESPONSIBLE,
        columns.CREATED,
        columns.UPDATED,
        columns.constant("type", kind),
    )


CONTACT = _table("contacts", "contact")
COMPANY = _table("companies", "company")
DELETED_CONTACT = (columns.ID, columns.constant("type", "contact"))
DELETED_COMPANY = (columns.ID, columns.constant("type", "company"))
