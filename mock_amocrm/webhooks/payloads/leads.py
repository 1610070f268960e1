"""Leads in webhooks: the whole entity, in the order of captured requests; of a deleted one what says where it was."""

from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import own

LEAD = (
    columns.ID,
    columns.NAME,
    own("status_id"),
    columns.before("old_status_id", "status_id"),
    columns.before("old_pipeline_id", "pipeline_id"),  # a guess: captures of the whole form are of one pipeline
    own("price"),
    columns.RESPONSIBLE,
    columns.LAST_MODIFIED,
    columns.MODIFIED_BY,
    columns.CREATED_BY,
    columns.DATE_CREATE,
    own("pipeline_id"),
    columns.TAGS,
    columns.ACCOUNT,
    columns.CUSTOM_FIELDS,
    columns.OLD_RESPONSIBLE,
    columns.CREATED,
    columns.UPDATED,
)
DELETED_LEAD = (columns.ID, own("status_id"), own("pipeline_id"))
