"""The columns of tables of leads: what an account gets, and what a list shows."""

from typing import Final

from harness.gherkin.tables import Column, Columns, whole

NAME: Final = Column("name", ("назва", "название", "name"), required=True)
PRICE: Final = Column("price", ("бюджет", "бюджет", "price"), read=whole)

LEADS: Final[Columns] = (
    NAME,
    PRICE,
    Column("contact", ("контакт", "контакт", "contact")),
    Column("phone", ("телефон", "телефон", "phone")),
)
CARDS: Final[Columns] = (NAME, PRICE)
"""A card of the list shows no more than that."""
