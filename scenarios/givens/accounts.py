"""Accounts of amoCRM and the leads in them."""

from collections.abc import Sequence

from harness.gherkin.tables import Row
from harness.ports import LeadDraft, Person, Stage


def empty_account(stage: Stage, person: Person) -> None:
    """A new account with nothing in it."""
    person.account = stage.crm.create_account(world="empty", lang=stage.account_lang or stage.lang)
    stage.cast.account_known(person)


def account_with(stage: Stage, person: Person, drafts: Sequence[LeadDraft]) -> None:
    """A new account with exactly these leads."""
    empty_account(stage, person)
    assert person.account is not None
    stage.crm.add_leads(person.account, drafts)
    stage.cast.account_known(person)


def numbered(count: int, *, first: int = 1) -> list[LeadDraft]:
    """As many leads as wanted, told apart by their names."""
    numbers = range(first, first + count)
    return [LeadDraft(name=f"Лід {number} «{person_of(number)}»", price=number * 100) for number in numbers]


def person_of(number: int) -> str:
    """A name for the n-th lead; the odd ones have what breaks careless code."""
    return ("O'Neill", "Ґалаґан", "Щука & Ко", 'Ёлка "плюс"')[number % 4]


def leads_table(rows: Sequence[Row]) -> list[LeadDraft]:
    """The rows of a table of leads; what is left empty is left out."""
    return [
        LeadDraft(str(row["name"]), _whole(row, "price") or 0, _text(row, "contact"), _text(row, "phone"))
        for row in rows
    ]


def _text(row: Row, field: str) -> str | None:
    value = row.get(field)
    return None if value is None else str(value)


def _whole(row: Row, field: str) -> int | None:
    value = row.get(field)
    assert value is None or isinstance(value, int), "the column reads whole numbers"
    return value
