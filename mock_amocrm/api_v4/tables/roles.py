"""Roles: named sets of rights that users share."""

from dataclasses import replace

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Embed, Entity, Envelope, Field, Takes, Type
from mock_amocrm.api_v4.tables.fields import ID
from mock_amocrm.api_v4.tables.rights_form import RIGHTS, parse_rights
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Account, Row


def holders(account: Account, role: Row) -> list[Row]:
    """The users who have a role."""
    return [user for user in account.rows("users") if user.get("role_id") == role["id"]]


def show_users(view: View, row: Row) -> object:
    """Who has the role."""
    return [{"id": user["id"], "_links": view.links(f"users/{user['id']}")} for user in holders(view.account, row)]


def leave_rights(call: Call, row: Row) -> None:
    """Users of a deleted role keep the rights that it gave them, which is a guess."""
    for user in holders(call.account, row):
        after = {**user, "role_id": None, "rights": row["rights"]}
        call.commit("users", user, after)


ROLES = Entity(
    kind="roles",
    path="roles",
    verbs=for_admins(
        LIST,
        ONE,
        replace(CREATE_WHOLE, status=201, takes=Takes.EITHER),
        replace(CHANGE_ONE_WHOLE, status=202),
        DELETE_ONE,
    ),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="rights", type=Type.OBJECT, required=True, fields=RIGHTS, parse=parse_rights),
    ),
    embeds=(Embed(name="users", show=show_users, asked_by="users"),),
    envelope=Envelope.PAGED_TOTALS,
    missing="Role not found",
    removed=leave_rights,
)
