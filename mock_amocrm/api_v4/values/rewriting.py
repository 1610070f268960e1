"""What happens to stored values when their field changes: they are rewritten, so that printing needs no look-up."""

from collections.abc import Callable, Mapping

from mock_amocrm.api_v4.custom_fields import COLUMN, HOLDERS, stored_values
from mock_amocrm.api_v4.values.choices import choices_of, printed
from mock_amocrm.api_v4.values.field_type import Value
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Account, Row

Rewrite = Callable[[Value], Value | None]
"""What becomes of a value; None takes it away."""


def forget_values(account: Account, field: Row) -> None:
    """Nobody has a value of a field that was deleted."""
    _rewrite(account, field, lambda _: None)


def follow_choices(account: Account, field: Row, column: str) -> None:
    """Values show the choices of their field as they are now; those of a deleted choice go with it."""
    choices = {choice["id"]: printed(choice) for choice in choices_of(field, column)}
    _rewrite(account, field, lambda value: choices.get(value.get("enum_id")))


def _rewrite(account: Account, field: Row, rewrite: Rewrite) -> None:
    # Rows are put, not committed: nobody changed these entities, and amoCRM tells nobody that it did.
    number, kind = integer(field, "id"), HOLDERS[text(field, "entity_type")]
    changed = []
    for row in account.rows(kind):
        before = stored_values(row)
        if any(entry["field_id"] == number for entry in before):
            kept = [_rewritten(entry, rewrite) if entry["field_id"] == number else entry for entry in before]
            changed.append({**row, COLUMN: tuple(entry for entry in kept if entry["values"]) or None})
    if changed:
        account.put(kind, changed)


def _rewritten(entry: Mapping[str, object], rewrite: Rewrite) -> Mapping[str, object]:
    held = entry["values"]
    values = [rewrite(value) for value in held] if isinstance(held, tuple) else []
    return {**entry, "values": tuple(value for value in values if value is not None)}
