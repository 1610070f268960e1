"""Contacts: names in two parts, phones and e-mails in custom fields, leads that name them."""

from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.custom_fields import texts_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Type
from mock_amocrm.api_v4.filters import between, one_of, text_among
from mock_amocrm.api_v4.linking import COMPANY
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
    show_linked,
    show_none,
    show_referring,
)
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import text


def compose_name(draft: Draft) -> None:
    """A first or last name makes the whole name, whatever else was sent."""
    if not {"first_name", "last_name"} & draft.values.keys():
        return
    parts = (draft.current("first_name"), draft.current("last_name"))
    composed = " ".join(part for part in parts if isinstance(part, str) and part.strip())
    if composed:
        draft.values["name"] = composed


CONTACTS = Entity(
    kind="contacts",
    path="contacts",
    verbs=OFTEN,
    fields=(
        ID,
        NAME,
        Field(name="first_name", type=Type.STRING, default=constant("")),
        Field(name="last_name", type=Type.STRING, default=constant("")),
        RESPONSIBLE,
        GROUP,
        *AUTHORSHIP,
        CLOSEST_TASK,
        DELETED,
        Field(name="is_unsorted", type=Type.BOOL, default=constant(False), writable=False),
        CUSTOM_FIELDS,
        ACCOUNT,
    ),
    embeds=(
        TAGS,
        Embed(name="companies", show=show_linked("companies"), link=COMPANY),
        Embed(name="leads", show=show_referring("leads", "contacts"), asked_by="leads"),
        Embed(name="customers", show=show_referring("customers", "contacts"), asked_by="customers"),
        Embed(name="catalog_elements", show=show_elements, asked_by="catalog_elements"),
        Embed(name="social_profiles", show=show_none, asked_by="social_profiles"),
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
    hidden_by="is_unsorted",  # contacts of an incoming lead, until somebody accepts it
    links_repeat_query=True,
    rules=(compose_name,),
    settle=settle_group,
    changed_keys=("id", "name", "updated_at", "request_id"),
)
