"""Companies: a name, custom fields, and the contacts and leads that name them."""

from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.custom_fields import texts_of
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Type
from mock_amocrm.api_v4.filters import between, one_of, text_among
from mock_amocrm.api_v4.tables.fields import (
    ACCOUNT,
    AUTHORSHIP,
    BY_VALUES,
    CLOSEST_TASK,
    CUSTOM_FIELDS,
    DELETED,
    GROUP,
    ID,
    NAME,
    RESPONSIBLE,
    TAGS,
    settle_group,
    show_elements,
    show_referring,
)
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import text

# Unlike a contact, a company doesn't tell that it waits with an incoming lead.
UNSORTED = Field(name="is_unsorted", type=Type.BOOL, default=constant(False), writable=False, write_only=True)

COMPANIES = Entity(
    kind="companies",
    path="companies",
    verbs=OFTEN,
    fields=(ID, NAME, RESPONSIBLE, GROUP, *AUTHORSHIP, CLOSEST_TASK, DELETED, UNSORTED, CUSTOM_FIELDS, ACCOUNT),
    embeds=(
        TAGS,
        Embed(name="contacts", show=show_referring("contacts", "companies"), asked_by="contacts"),
        Embed(name="leads", show=show_referring("leads", "companies"), asked_by="leads"),
        Embed(name="customers", show=show_referring("customers", "companies"), asked_by="customers"),
        Embed(name="catalog_elements", show=show_elements, asked_by="catalog_elements"),
    ),
    tagged=True,
    filters={
        **{key: one_of(key) for key in ("id", "created_by", "updated_by", "responsible_user_id")},
        **{key: between(key) for key in ("created_at", "updated_at", "closest_task_at")},
        "name": text_among("name"),
    },
    account_filters=BY_VALUES,
    orders=("updated_at", "id"),
    default_order=("updated_at", "id"),
    search=lambda row: [text(row, "name"), *texts_of(row)],
    trash=True,
    hidden_by="is_unsorted",  # companies of an incoming lead, until somebody accepts it
    links_repeat_query=True,
    settle=settle_group,
    changed_keys=("id", "name", "updated_at", "request_id"),
)
