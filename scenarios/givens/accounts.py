"""Accounts of amoCRM and the leads in them."""

from collections.abc import Mapping, Sequence
from typing import Final

from harness.ports import LeadDraft, Person, Stage

# The columns of a leads table in each language.
COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("назва", "название", "name"), "name"),
    **dict.fromkeys(("бюджет", "price"), "price"),
    **dict.fromkeys(("контакт", "contact"), "contact"),
    **dict.fromkeys(("телефон", "phone"), "phone"),
}


class TableError(AssertionError):
    """A data table that can't be read; the message names the column or cell."""


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


def leads_table(table: Sequence[Sequence[str]]) -> list[LeadDraft]:
    """A Gherkin table as leads; the first row is its header."""
    header, *rows = table
    fields = []
    for title in header:
        if title.strip().lower() not in COLUMNS:
            raise TableError(f"no column is called “{title}”; there are: {', '.join(COLUMNS)}")
        fields.append(COLUMNS[title.strip().lower()])
    drafts = []
    for row in rows:
        cells = dict(zip(fields, row, strict=True))
        price = cells.get("price", "").replace("\u00a0", "").replace(" ", "") or "0"
        if not price.isdigit():
            raise TableError(f"“{cells['price']}” is no price; write digits only")
        drafts.append(LeadDraft(cells["name"], int(price), cells.get("contact") or None, cells.get("phone") or None))
    return drafts
