"""Whose phone number it is, and on whose card a call with it belongs."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

from mock_amocrm.api_v4.custom_fields import stored_values
from mock_amocrm.api_v4.tables.stages import LOST, WON
from mock_amocrm.api_v4.view import holders, integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement

DIGITS = 10  # the last ones, so that +7, 8 and no prefix at all are the same number
WRITTEN = re.compile(r"[0-9+\-() .]+")
CALLABLE = ("contacts", "companies")


@dataclass(frozen=True, slots=True)
class Card:
    """An entity, whose feed a call goes to."""

    kind: str
    row: Row

    @property
    def id(self) -> int:
        """Of the entity."""
        return integer(self.row, "id")


def card_of(account: Account, phone: str) -> Card | None:
    """The one open lead of whoever has the number, else the one customer, else whoever has it; None if nobody does."""
    owner = _owner(account, phone)
    if owner is None:
        return None
    leads = [row for row in holders(account, "leads", owner.kind, owner.id) if row["status_id"] not in (WON, LOST)]
    customers = holders(account, "customers", owner.kind, owner.id)
    if len(leads) == 1 and not customers:
        return Card("leads", leads[0])
    if len(customers) == 1 and not leads:
        return Card("customers", customers[0])
    return owner


def phone_key(written: object) -> str:
    """What is compared of a number, however it is written; empty if it is none."""
    if not isinstance(written, str) or WRITTEN.fullmatch(written) is None:
        return ""
    return re.sub("[^0-9]", "", written)[-DIGITS:]


def numbers_of(row: Row) -> tuple[Hashable, ...]:
    """The keys of everything in an entity's custom fields that may be a phone number."""
    keys = {phone_key(value.get("value")): None for entry in stored_values(row) for value in _values(entry)}
    return tuple(key for key in keys if key)


BY_PHONE = Arrangement(derived=numbers_of)


def _owner(account: Account, phone: str) -> Card | None:
    """That contacts come first, and of several the one that was made first, is a guess."""
    key = phone_key(phone)
    for kind in CALLABLE if key else ():
        for row in account.index(kind, BY_PHONE).group(key):
            if not row.get("is_deleted") and not row.get("is_unsorted") and _is_phone(account, row, key):
                return Card(kind, row)
    return None


def _is_phone(account: Account, row: Row, key: str) -> bool:
    for entry in stored_values(row):
        field = account.row("custom_fields", integer(entry, "field_id"))
        if field is not None and field["code"] == "PHONE":
            return any(phone_key(value.get("value")) == key for value in _values(entry))
    return False


def _values(entry: Row) -> tuple[Row, ...]:
    values = entry.get("values")
    return values if isinstance(values, tuple) else ()
