"""Accounts of amoCRM and the leads in them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from harness.ports import LeadDraft, Person, Stage
from harness.settings import nearest
from scenarios.messages import unmet

_SPACES = re.compile(r"\s")  # people write 120 000, with every kind of space

# The columns of a leads table in each language.
COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("назва", "название", "name"), "name"),
    **dict.fromkeys(("бюджет", "price"), "price"),
    **dict.fromkeys(("контакт", "contact"), "contact"),
    **dict.fromkeys(("телефон", "phone"), "phone"),
}


def empty_account(stage: Stage, person: Person) -> None:
    """A new account with nothing in it."""
    person.account = stage.crm.create_account(world="empty", lang=stage.lang)
    stage.cast.account_known(person)


def account_with(stage: Stage, person: Person, drafts: Sequence[LeadDraft]) -> None:
    """A new account with exactly these leads."""
    empty_account(stage, person)
    assert person.account is not None
    stage.crm.add_leads(person.account, drafts)
    stage.cast.account_known(person)


def numbered(count: int) -> list[LeadDraft]:
    """As many leads as wanted, told apart by their names."""
    return [LeadDraft(name=f"Лід {number} «{person_of(number)}»", price=number * 100) for number in range(1, count + 1)]


def person_of(number: int) -> str:
    """A name for the n-th lead; the odd ones have what breaks careless code."""
    return ("O'Neill", "Ґалаґан", "Щука & Ко", 'Ёлка "плюс"')[number % 4]


def leads_table(stage: Stage, table: Sequence[Sequence[str]]) -> list[LeadDraft]:
    """A Gherkin table as leads; the first row is its header."""
    header, *rows = table
    fields = []
    for title in header:
        if title.strip().lower() not in COLUMNS:
            raise unmet(stage, "unknown_column", column=title, hint=nearest(title.strip().lower(), COLUMNS))
        fields.append(COLUMNS[title.strip().lower()])
    if "name" not in fields:
        raise unmet(stage, "no_name")
    return [_lead(stage, dict(zip(fields, row, strict=True))) for row in rows]


def _lead(stage: Stage, cells: Mapping[str, str]) -> LeadDraft:
    price = _SPACES.sub("", cells.get("price", "")) or "0"
    if not price.isdecimal():
        raise unmet(stage, "bad_price", price=cells["price"])
    return LeadDraft(cells["name"], int(price), cells.get("contact") or None, cells.get("phone") or None)
