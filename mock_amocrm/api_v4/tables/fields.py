"""Columns and embeds that several entities share, declared once."""

from collections.abc import Callable

from mock_amocrm.api_v4.author import constant, moment, writer
from mock_amocrm.api_v4.custom_fields import parse_values, show_values
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Choice, Embed, Field, Show, Type
from mock_amocrm.api_v4.linking import element_metadata
from mock_amocrm.api_v4.tagging import show_tags
from mock_amocrm.api_v4.values.filtering import by_values
from mock_amocrm.api_v4.view import View, ids, integer, referring
from mock_amocrm.state.account import Row


def exists(kind: str) -> Choice:
    """Whether an id is one of the account's."""
    return lambda account, number: account.row(kind, number) is not None


def show_account(view: View, _: Row) -> object:
    """The account's id, which no row stores: worlds are shared between accounts."""
    return view.account.id


def show_linked(kind: str) -> Show:
    """Entities that the row itself names."""
    return lambda view, row: [view.reference(kind, number) for number in ids(row, kind)]


def show_referring(kind: str, key: str) -> Show:
    """Entities that name this row under a key."""
    return lambda view, row: [view.reference(kind, at) for at in referring(view, kind, key, integer(row, "id"))]


def show_elements(view: View, row: Row) -> object:
    """Catalog elements of an entity: their ids, and how many of each."""
    account = view.account
    return [{"id": at, "metadata": element_metadata(account, row, at)} for at in ids(row, "catalog_elements")]


def show_none(_: View, __: Row) -> object:
    """What the fake does not keep yet: an empty list, as for an entity that has none."""
    return []


def settle_group(draft: Draft, row: dict[str, object]) -> None:
    """An entity belongs to the group of its responsible user."""
    user = draft.account.row("users", integer(row, "responsible_user_id"))
    row["group_id"] = integer(user, "group_id") if user is not None else 0


def distinct(key: str) -> Callable[[list[Draft]], None]:
    """No two items of one write have the same text under a key, in whatever case."""

    def rule(drafts: list[Draft]) -> None:
        taken: set[str] = set()
        for draft in drafts:
            sent = draft.values.get(key)
            if isinstance(sent, str):
                if sent.casefold() in taken:
                    draft.refuse("NotUnique", key)
                taken.add(sent.casefold())

    return rule


ID = Field(name="id", writable=False)
NAME = Field(name="name", type=Type.STRING, default=constant(""))
RESPONSIBLE = Field(name="responsible_user_id", default=writer, choice=exists("users"))
GROUP = Field(name="group_id", default=constant(0), writable=False)
AUTHORSHIP = (
    Field(name="created_by", default=writer, choice=exists("users"), zero=True),
    Field(name="updated_by", default=writer, touch=writer, choice=exists("users"), zero=True),
    Field(name="created_at", default=moment),
    Field(name="updated_at", default=moment, touch=moment),
)
CLOSEST_TASK = Field(name="closest_task_at", writable=False)
DELETED = Field(name="is_deleted", type=Type.BOOL, default=constant(False), writable=False)
CUSTOM_FIELDS = Field(name="custom_fields_values", type=Type.ARRAY, parse=parse_values, show=show_values)
ACCOUNT = Field(name="account_id", writable=False, show=show_account)
TAGS = Embed(name="tags", show=show_tags)
BY_VALUES = {"custom_fields_values": by_values}
