"""Currencies that fields can count in: known only from the SDK, which reads nothing of them but the code."""

from mock_amocrm.api_v4.entity import Entity, Field, Type
from mock_amocrm.api_v4.verbs import LIST
from mock_amocrm.state.account import Row

CODES = ("RUB", "UAH", "USD", "EUR", "KZT", "BYN", "UZS", "GBP", "PLN", "TRY", "AED", "BRL", "MXN", "COP", "CLP", "INR")


def rows() -> list[Row]:
    """The rows of every account; which currencies amoCRM lists is a guess."""
    return [{"id": number, "code": code} for number, code in enumerate(CODES, start=1)]


CURRENCIES = Entity(
    kind="currencies",
    path="currencies",
    verbs=(LIST,),
    fields=(Field(name="code", type=Type.STRING),),
    item_links=False,
)
