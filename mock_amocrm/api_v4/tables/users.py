"""Users: for admins only, with their rights, role and group."""

import uuid

from mock_amocrm.api_v4.entity import Embed, Entity, Envelope, Field, Type
from mock_amocrm.api_v4.tables.fields import ID, NAME
from mock_amocrm.api_v4.verbs import LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row

EVERYTHING = {"view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A"}


def show_rights(_: View, row: Row) -> object:
    """Every user of the fake sees everything; being admin is what makes a difference."""
    is_admin = row["is_admin"] is True
    return {
        **dict.fromkeys(("leads", "contacts", "companies"), EVERYTHING),
        "tasks": {"edit": "A", "delete": "A"},
        "mail_access": is_admin,
        "catalog_access": is_admin,
        "status_rights": None,
        "catalog_rights": None,
        "is_admin": is_admin,
        "is_free": row.get("is_free") is True,
        "is_active": row["is_active"] is True,
        "group_id": row.get("group_id"),
        "role_id": row.get("role_id"),
    }


def show_roles(view: View, row: Row) -> object:
    """The role as a list of at most one."""
    role = view.account.row("roles", integer(row, "role_id"))
    return (
        [] if role is None else [{"id": role["id"], "name": role["name"], "_links": view.links(f"roles/{role['id']}")}]
    )


def show_groups(view: View, row: Row) -> object:
    """The group as a list of at most one."""
    group = view.account.row("users_groups", integer(row, "group_id"))
    return [] if group is None else [{"id": group["id"], "name": group["name"]}]


def show_uuid(view: View, row: Row) -> object:
    """The same for the same user of the same account, always."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{view.account.host}/users/{row['id']}"))


def show_amojo_id(view: View, row: Row) -> object:
    """The user's id in chats."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{view.account.host}/amojo/{row['id']}"))


USERS = Entity(
    kind="users",
    path="users",
    verbs=for_admins(LIST, ONE),
    fields=(
        ID,
        NAME,
        Field(name="email", type=Type.STRING),
        Field(name="lang", type=Type.STRING),
        Field(name="rights", type=Type.OBJECT, show=show_rights),
        Field(name="uuid", type=Type.STRING, show=show_uuid, asked=True),
        Field(name="amojo_id", type=Type.STRING, show=show_amojo_id, asked=True),
        Field(name="user_rank", type=Type.STRING, asked=True),
        Field(name="phone_number", type=Type.STRING, asked=True),
    ),
    embeds=(
        Embed(name="roles", show=show_roles, asked_by="role"),
        Embed(name="groups", show=show_groups, asked_by="group"),
    ),
    envelope=Envelope.PAGED_TOTALS,
    missing="User not found",
)
