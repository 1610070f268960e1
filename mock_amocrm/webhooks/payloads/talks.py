"""Talks in webhooks, and the templates of chat messages that were sent for approval."""

from mock_amocrm.webhooks.payloads import columns
from mock_amocrm.webhooks.payloads.columns import own

TALK = (
    own("talk_id"),
    columns.CREATED,
    columns.UPDATED,
    own("rate"),
    own("contact_id"),
    own("chat_id"),
    own("entity_id"),
    own("entity_type"),
    own("is_in_work"),
    own("is_read"),
    own("origin"),
)
# No capture is known: the keys are the API's, a guess.
TEMPLATE = (
    columns.ID,
    columns.ACCOUNT,
    columns.NAME,
    own("content"),
    own("type"),
    own("external_id"),
    own("is_on_review"),
    columns.CREATED,
    columns.UPDATED,
)
