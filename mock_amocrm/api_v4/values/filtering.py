"""`filter[custom_fields_values]`: rows found by the values of their custom fields."""

from collections.abc import Callable, Mapping

from mock_amocrm.api_v4.custom_fields import stored_values
from mock_amocrm.api_v4.filters import Test
from mock_amocrm.api_v4.query import Tree, leaves, values
from mock_amocrm.api_v4.values.field_type import Value
from mock_amocrm.api_v4.values.types import TYPES
from mock_amocrm.api_v4.view import text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.whole_number import whole_number


def by_values(account: Account, tree: Tree) -> Test | None:
    """`filter[custom_fields_values][{id}][]=v` or `[from]`, `[to]`: every field that is named has one of its values.

    That nothing has a value of a field that isn't there is a guess.
    """
    if not isinstance(tree, Mapping):
        return None
    tests = [test for name, wanted in tree.items() if (test := _of_field(account, name, wanted)) is not None]
    if not tests:
        return None
    return lambda row: all(test(row) for test in tests)


def _of_field(account: Account, name: str, wanted: Tree) -> Test | None:
    number = whole_number(name) or 0
    field = account.row("custom_fields", number)
    if field is None:
        return lambda _: False
    kind = TYPES[text(field, "type")]
    if kind.ranged and isinstance(wanted, Mapping) and ("from" in wanted or "to" in wanted):
        return _having(number, _between(_bound(wanted.get("from")), _bound(wanted.get("to"))))
    # A comma parts ids and numbers, and belongs to a text.
    asked = values(wanted) if kind.choices or kind.ranged else leaves(wanted)
    if not asked:
        return None
    return _having(number, lambda value: any(kind.matches(value, one) for one in asked))


def _having(number: int, matches: Callable[[Value], bool]) -> Test:
    def test(row: Row) -> bool:
        for entry in stored_values(row):
            if entry["field_id"] == number:
                held = entry["values"]
                return isinstance(held, tuple) and any(map(matches, held))
        return False

    return test


def _between(low: float | None, high: float | None) -> Callable[[Value], bool]:
    def within(value: Value) -> bool:
        held = _bound(str(value.get("value")))
        return held is not None and (low is None or held >= low) and (high is None or held <= high)

    return within


def _bound(sent: Tree | None) -> float | None:
    try:
        return float(sent) if isinstance(sent, str) else None
    except ValueError:
        return None
