"""One item of a write on its way to become a row: what was sent, what is wrong with it, what it will change."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.rights import Rights
from mock_amocrm.state.account import Account, Row

# The first three are seen in real answers; the others are of the same family, worded as Symfony's validator words them.
DETAILS = {
    "NotSupportedChoice": "The value you selected is not a valid choice.",
    "FieldMissing": "This field is missing.",
    "TooLow": "This value should be positive.",
    "TooLong": "This value is too long.",
    "TooShort": "This value is too short.",
    "IsBlank": "This value should not be blank.",
    "NotUnique": "This value is already used.",
    "NotValid": "This value is not valid.",
    "InvalidEmail": "This value is not a valid email address.",
    "InvalidUrl": "This value is not a valid URL.",
}


@dataclass(frozen=True, slots=True)
class TagEdit:
    """What happens to the tags of an entity; each tag is its id, or a name that may be new."""

    replace: tuple[int | str, ...] | None = None
    add: tuple[int | str, ...] = ()
    remove: tuple[int | str, ...] = ()


@dataclass(slots=True)
class Draft:
    """Rules read and adjust `values`; whatever they refuse ends the whole batch."""

    account: Account
    author: Author
    kind: str
    request_id: str
    before: Row | None = None  # None while creating
    ids: Mapping[str, int] = field(default_factory=dict)  # numbers in the path
    sent: Mapping[str, object] = field(default_factory=dict)  # the item as it came
    values: dict[str, object] = field(default_factory=dict)
    embedded: dict[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)  # objects inside `_embedded`
    tags: TagEdit = TagEdit()
    errors: list[dict[str, str]] = field(default_factory=list)
    rights: Rights | None = None  # what the writer may do; None is everything
    client_id: str = ""  # of the writing integration

    def refuse(self, code: str, path: str, *, detail: str = "") -> None:
        """Note an error under its code, at a dotted path."""
        self.errors.append({"code": code, "path": path, "detail": detail or DETAILS[code]})

    def refuse_type(self, wanted: str, path: str) -> None:
        """Note a value of the wrong JSON type."""
        self.errors.append({"code": "InvalidType", "path": path, "detail": f"This value should be of type {wanted}."})

    def seen(self, kind: str, number: int) -> Row | None:
        """A row that exists as far as the writer has the right to view it."""
        row = self.account.row(kind, number)
        return row if row is None or self.rights is None or self.rights.may("view", kind, row) else None

    def current(self, name: str) -> object:
        """A value as it will be: the one sent, else the stored one."""
        if name in self.values or self.before is None:
            return self.values.get(name)
        return self.before.get(name)
