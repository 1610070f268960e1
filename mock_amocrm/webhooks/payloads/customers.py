"""Customers in webhooks. No capture is known: the keys are those of leads and of the API, a guess."""

from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import own

CUSTOMER = (
    columns.ID,
    columns.NAME,
    own("status_id"),
    own("next_price"),
    own("next_date"),
    own("periodicity"),
    columns.RESPONSIBLE,
    columns.LAST_MODIFIED,
    columns.MODIFIED_BY,
    columns.CREATED_BY,
    columns.DATE_CREATE,
    own("ltv"),
    own("purchases_count"),
    own("average_check"),
    columns.TAGS,
    columns.ACCOUNT,
    columns.CUSTOM_FIELDS,
    columns.OLD_RESPONSIBLE,
    columns.CREATED,
    columns.UPDATED,
)
DELETED_CUSTOMER = (columns.ID,)
