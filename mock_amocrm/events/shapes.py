"""How one element of `value_before` or `value_after` is printed; rows keep no more of it than what it says."""

from collections.abc import Callable, Mapping
from typing import Any

Element = Any  # an id, a text, or a tuple of them: what the shape of its event's type takes


def _inside(name: str, key: str = "id") -> Callable[[Element], dict[str, object]]:
    return lambda value: {name: {key: value}}


def _lead_status(value: tuple[int, int]) -> dict[str, object]:
    pipeline, status = value
    return {"lead_status": {"id": status, "pipeline_id": pipeline}}


def _link(value: tuple[str, int]) -> dict[str, object]:
    noun, number = value
    return {"link": {"entity": {"type": noun, "id": number}}}


def _custom_field(value: tuple[int, int, int | None, str]) -> dict[str, object]:
    field, kind, enum, text = value
    return {"custom_field_value": {"field_id": field, "field_type": kind, "enum_id": enum, "text": text}}


SHAPES: Mapping[str, Callable[[Element], dict[str, object]]] = {
    "note": _inside("note"),
    "lead_status": _lead_status,
    "customer_status": _inside("customer_status"),
    "responsible_user": _inside("responsible_user"),
    "link": _link,
    "tag": _inside("tag", "name"),
    "sale": _inside("sale_field_value", "sale"),
    "name": _inside("name_field_value", "name"),
    "ltv": _inside("ltv_field_value", "ltv"),  # by analogy: nobody has shown one
    "custom_field_value": _custom_field,
    "task": _inside("task", "text"),
    "task_deadline": _inside("task_deadline", "timestamp"),
    "task_type": _inside("task_type"),
    "message": _inside("message"),
    "transaction": _inside("transaction"),
    "nps": _inside("nps", "rate"),
    "helpbot": _inside("helpbot"),
}
