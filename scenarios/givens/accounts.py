"""Accounts of amoCRM and the leads in them."""

from collections.abc import Sequence
from typing import Final

from harness.gherkin.tables import Row
from harness.ports import LeadDraft, Person, Stage
from scenarios.messages import unmet

MOST_LEADS: Final = 100_000  # more than any backend imports while somebody waits for a scenario
MOST_PRICE: Final = 2**53 - 1  # beyond it a reader of JSON may get another number


def empty_account(stage: Stage, person: Person) -> None:
    """A new account with nothing in it."""
    refuse_second(stage, person)
    person.account = stage.crm.create_account(world="empty", lang=stage.account_lang or stage.lang)
    stage.cast.account_known(person)


def account_with(stage: Stage, person: Person, drafts: Sequence[LeadDraft]) -> None:
    """A new account with exactly these leads."""
    check_leads(stage, drafts)
    empty_account(stage, person)
    assert person.account is not None
    stage.crm.add_leads(person.account, drafts)
    stage.cast.account_known(person)


def refuse_second(stage: Stage, person: Person) -> None:
    """Nobody has two accounts: the second one would take the first one's place without a word."""
    if person.account is not None:
        raise unmet(stage, "has_account", person=person.name)


def check_count(stage: Stage, count: int, *, least: int = 0) -> None:
    """As many leads as an account can be given."""
    if not least <= count <= MOST_LEADS:
        raise unmet(stage, "bad_count", count=count, least=least, most=MOST_LEADS)


def check_leads(stage: Stage, drafts: Sequence[LeadDraft]) -> None:
    """Leads that an account can hold."""
    for draft in drafts:
        check_name(stage, draft.name)
        check_price(stage, draft.price)


def check_name(stage: Stage, name: str) -> None:
    """A lead has a name."""
    if not name.strip():
        raise unmet(stage, "nameless_lead")


def check_price(stage: Stage, price: int) -> None:
    """A budget that amoCRM can hold."""
    if price < 0:
        raise unmet(stage, "negative_price", price=price)
    if price > MOST_PRICE:
        raise unmet(stage, "huge_price", price=price, most=MOST_PRICE)


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
