"""Tasks in webhooks: v2's numbers for what they belong to, dates as strings beside the timestamps."""

from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import UNITS, Column, News, before, own


def _element_type(news: News) -> object:
    return UNITS.get(str(news.row.get("entity_type")), 0)


def _element(news: News) -> object:
    return news.row.get("entity_id") or 0


def _status(news: News) -> object:
    return news.row.get("is_completed") is True


def _action_close(news: News) -> object:
    if news.change.before is None:
        return None
    return news.change.touches("is_completed") and news.row.get("is_completed") is True


def _old_text(news: News) -> object:
    return None if news.change.before is None else news.change.before.get("text")


def _result(news: News) -> object:
    # The real service makes a note of a result, whose id it tells, too; the fake's is a text of the task itself.
    result = news.row.get("result")
    return None if result is None else {"text": result}


TASK = (
    columns.ID,
    Column("element_id", _element),
    Column("element_type", _element_type),
    own("task_type", "task_type_id"),
    columns.moment("date_create", "created_at"),
    own("text"),
    Column("status", _status),
    columns.ACCOUNT,
    columns.CREATED_BY,
    columns.moment("last_modified", "updated_at"),
    columns.RESPONSIBLE,
    columns.moment("complete_till", "complete_till"),
    Column("action_close", _action_close),
    Column("old_text", _old_text),
    before("old_responsible_user_id", "responsible_user_id"),
    Column("result", _result),
    columns.CREATED,
    columns.UPDATED,
    own("complete_before", "complete_till"),
)
DELETED_TASK = (columns.ID,)
