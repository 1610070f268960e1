"""Users: for admins only, with their rights, role and group; invited, activated and deactivated, never deleted."""

import re
from collections.abc import Mapping
from dataclasses import replace

from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Envelope, Field, Special, Takes, Type
from mock_amocrm.api_v4.rights import SUBJECTS, levels_of
from mock_amocrm.api_v4.tables.fields import ID, distinct, exists
from mock_amocrm.api_v4.tables.rights_form import RIGHTS, parse_rights
from mock_amocrm.api_v4.validation import checked_object
from mock_amocrm.api_v4.verbs import CREATE_WHOLE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row
from mock_amocrm.state.lasting_uuid import lasting_uuid

MOST = 10  # in one call
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
SHORTEST_PASSWORD = 6
PLACE = (
    Field(name="group_id", choice=exists("users_groups"), zero=True, nullable=True),
    Field(name="role_id", choice=exists("roles"), nullable=True),
    Field(name="is_free", type=Type.BOOL),
)


def show_rights(view: View, row: Row) -> object:
    """The rights that count, and what kind of a user it is."""
    return {
        **levels_of(view.account, row),
        "is_admin": row["is_admin"] is True,
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
    return lasting_uuid(view.account, f"users/{row['id']}")


def show_amojo_id(view: View, row: Row) -> object:
    """The user's id in chats."""
    return lasting_uuid(view.account, f"amojo/{row['id']}")


def parse_place(draft: Draft, sent: object, path: str) -> object:
    """Rights of a new user, with the group, and the role or the freedom that stand in their place."""
    place = checked_object(draft, PLACE, sent, path)
    draft.values |= {name: place.get(name) for name in ("group_id", "role_id", "is_free")}
    if not isinstance(sent, Mapping) or sent.get("role_id") is not None or place.get("is_free") is True:
        return None
    for subject in SUBJECTS:
        if sent.get(subject) is None:
            draft.refuse("FieldMissing", f"{path}.{subject}")
    return parse_rights(draft, sent, path)


def parse_password(draft: Draft, sent: object, path: str) -> object:
    """Six characters at least, among them a digit, a small and a capital letter; the codes of refusals are guesses."""
    if not isinstance(sent, str):
        draft.refuse_type(Type.STRING.told, path)
        return None
    if len(sent) < SHORTEST_PASSWORD:
        draft.refuse("TooShort", path)
    elif not all(any(map(test, sent)) for test in (str.isdigit, str.islower, str.isupper)):
        draft.refuse("NotValid", path)
    return sent


def check_email(draft: Draft) -> None:
    """An address that no user of the account has, in whatever case."""
    email = draft.values.get("email")
    if not isinstance(email, str):
        return
    if not EMAIL.fullmatch(email):
        draft.refuse("InvalidEmail", "email")
    elif any(str(row.get("email")).casefold() == email.casefold() for row in draft.account.rows("users")):
        draft.refuse("NotUnique", "email")


def settle(draft: Draft, row: dict[str, object]) -> None:
    """An ordinary user who may sign in; nobody becomes an administrator by the API."""
    row["lang"] = row["lang"] or ("ru" if draft.account.lang == "ru" else "en")
    row["is_free"] = row.get("is_free") is True
    row |= {"is_admin": False, "is_active": True}


def switch(*, is_active: bool) -> Special:
    """Users who may sign in again, or no more; there is nothing to answer."""

    def handler(call: Call, drafts: list[Draft]) -> Answer:
        for draft in drafts:
            before = call.account.row("users", integer(draft.values, "id"))
            if before is not None and before["is_active"] is not is_active:
                after = {**before, "is_active": is_active}
                call.commit("users", before, after)
        return NO_CONTENT

    handler.__doc__ = f"{'Activate' if is_active else 'Deactivate'} users"
    return Special(
        method="POST",
        path=f"users/{'activate' if is_active else 'deactivate'}",
        handler=handler,
        status=204,
        admin_only=True,
        takes=Takes.ARRAY,
        fields=(Field(name="id", required=True, choice=exists("users")),),
        batch_max=MOST,
    )


USERS = Entity(
    kind="users",
    path="users",
    verbs=for_admins(LIST, ONE, replace(CREATE_WHOLE, status=201)),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="email", type=Type.STRING, required=True),
        Field(name="password", type=Type.STRING, required=True, parse=parse_password, write_only=True),
        Field(name="lang", type=Type.STRING, among=("ru", "en", "es", "pt")),
        Field(
            name="rights",
            type=Type.OBJECT,
            required=True,
            fields=(*RIGHTS, *PLACE),
            parse=parse_place,
            show=show_rights,
        ),
        Field(name="uuid", type=Type.STRING, writable=False, show=show_uuid, asked=True),
        Field(name="amojo_id", type=Type.STRING, writable=False, show=show_amojo_id, asked=True),
        Field(name="user_rank", type=Type.STRING, writable=False, asked=True),
        Field(name="phone_number", type=Type.STRING, writable=False, asked=True),
    ),
    embeds=(
        Embed(name="roles", show=show_roles, asked_by="role"),
        Embed(name="groups", show=show_groups, asked_by="group"),
    ),
    envelope=Envelope.PAGED_TOTALS,
    batch_max=MOST,
    rules=(check_email,),
    batch_rules=(distinct("email"),),
    settle=settle,
    missing="User not found",
)
ENTITIES = (USERS,)
SPECIALS = (switch(is_active=True), switch(is_active=False))
