"""What a user may do: whose rights count, how far each reaches, and which rows that lets through."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4.filters import Test
from mock_amocrm.api_v4.nouns import COLLECTIONS
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Account, Row

ALL, GROUP, MAIN, DENIED, LINKED = "A", "G", "M", "D", "L"
ACTIONS = ("view", "edit", "add", "delete", "export")
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("leads", "contacts", "companies"), ACTIONS),
    "tasks": ("edit", "delete"),
}
SUBJECT_OF: Mapping[str, str] = {  # by kind of row; whatever is not here nobody is kept from
    **{kind: kind for kind in SUBJECTS},
    "customers": "leads",
}
OWNED = ("notes", "events")  # rows of an entity, seen with it; their columns name it
CATALOG_OF: Mapping[str, str] = {"catalogs": "id", "catalog_elements": "catalog_id"}  # the column with the catalog's id
Levels = Mapping[str, object]


def uniform(level: str, *, access: bool) -> Levels:
    """The same right everywhere."""
    return {
        **{subject: dict.fromkeys(actions, level) for subject, actions in SUBJECTS.items()},
        "mail_access": access,
        "catalog_access": access,
        "status_rights": None,
        "catalog_rights": None,
    }


EVERYTHING = uniform(ALL, access=True)
NOTHING = uniform(DENIED, access=False)


def levels_of(account: Account, user: Row) -> Levels:
    """The rights that count for a user: an administrator's, none of a free one's, the role's, their own.

    Users who came with a world and were given no rights see everything.
    """
    if user.get("is_admin") is True:
        return EVERYTHING
    if user.get("is_free") is True:
        return NOTHING
    role = account.row("roles", integer(user, "role_id"))
    own = user.get("rights") if role is None else role["rights"]
    return own if isinstance(own, Mapping) else EVERYTHING


@dataclass(frozen=True, slots=True)
class Rights:
    """An ordinary user's rights."""

    account: Account
    user_id: int
    group_id: int
    levels: Levels

    def may(self, action: str, kind: str, row: Row) -> bool:
        """Whether they may do something to a row; of one that is to be added, only its place is looked at."""
        if kind in CATALOG_OF:
            return self._level_in_catalog(action, row.get(CATALOG_OF[kind])) != DENIED
        if kind in OWNED:
            owner_kind = COLLECTIONS.get(text(row, "entity_type"), text(row, "entity_type"))
            owner = self.account.row(owner_kind, integer(row, "entity_id"))
            return owner is None or self.may("view", owner_kind, owner)
        subject = SUBJECT_OF.get(kind)
        level = ALL if subject is None else self._level(action, subject, row)
        if level == MAIN:
            return row.get("responsible_user_id") == self.user_id
        if level == GROUP:
            return self._group(row) == self.group_id
        return level != DENIED

    def test(self, kind: str) -> Test | None:
        """Which rows of a kind they see; None is every one."""
        if kind in OWNED:
            is_plain = all(map(self._sees_all, SUBJECT_OF.values()))
        else:
            is_plain = kind not in CATALOG_OF and self._sees_all(SUBJECT_OF.get(kind, ""))
        return None if is_plain else lambda row: self.may("view", kind, row)

    def _group(self, row: Row) -> int:
        """The responsible user's; few kinds of rows have no column for it."""
        keeper = row if "group_id" in row else self.account.row("users", integer(row, "responsible_user_id"))
        return integer(keeper or {}, "group_id")

    def _sees_all(self, subject: str) -> bool:
        is_narrowed = subject == "leads" and bool(self.levels.get("status_rights"))
        return not is_narrowed and self._general("view", subject) == ALL

    def _general(self, action: str, subject: str) -> object:
        # Tasks have rights to edit and to delete only: that whoever is in the account sees and adds them is a guess.
        actions = self.levels.get(subject)
        return actions.get(action, ALL) if isinstance(actions, Mapping) else ALL

    def _level(self, action: str, subject: str, row: Row) -> object:
        """A stage's own right, where it has one, counts more than the general one."""
        stages = self.levels.get("status_rights") if subject == "leads" and "pipeline_id" in row else None
        for stage in stages if isinstance(stages, tuple) else ():
            if (stage["pipeline_id"], stage["status_id"]) == (row["pipeline_id"], row.get("status_id")):
                return stage["rights"].get(action, self._general(action, subject))
        return self._general(action, subject)

    def _level_in_catalog(self, action: str, catalog: object) -> object:
        """A catalog's own right, else the access to all of them.

        "Linked" lets through: which elements it means (of entities that the user sees) is not documented, a guess.
        """
        catalogs = self.levels.get("catalog_rights")
        for one in catalogs if isinstance(catalogs, tuple) else ():
            if one["catalog_id"] == catalog:
                return one["rights"].get(action, DENIED)
        return ALL if self.levels.get("catalog_access") is True else DENIED


def rights_of(account: Account, user_id: int) -> Rights | None:
    """The rights that a token without an administrator's full access inherits; None is everything."""
    user = account.row("users", user_id) or {"is_free": True}
    levels = levels_of(account, user)
    return None if levels is EVERYTHING else Rights(account, user_id, integer(user, "group_id"), levels)
