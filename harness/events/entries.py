"""The wire's lines of an event file, as the values that were written."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Final

from harness.events.file import WIRE_TYPES, UnreadableEvents
from harness.wire.exchange import Entry, LeadCard, Message, Screen

_KINDS: Final[Mapping[str, Callable[..., Entry]]] = {name: kind for kind, name in WIRE_TYPES.items()}
_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(field.name for field in dataclasses.fields(kind)) for kind, name in WIRE_TYPES.items()
}


def is_entry(kind: str) -> bool:
    """Whether events of this type are the wire's."""
    return kind in _KINDS


def entry_of(event: Mapping[str, object]) -> Entry:
    """What was recorded; fields that a newer version has written are left out."""
    name = str(event["type"])
    known = {field: _value(field, value) for field, value in event.items() if field in _FIELDS[name]}
    try:
        return _KINDS[name](**known)
    except TypeError as error:
        raise UnreadableEvents(f"this is no event of the type “{name}”: {error}") from None


def _value(name: str, value: object) -> object:
    if name in _NESTED and isinstance(value, dict):
        return _NESTED[name](value)
    return tuple(value) if isinstance(value, list) else value


def _message(value: Mapping[str, object]) -> Message:
    headers = value.get("headers")
    return Message(dict(headers) if isinstance(headers, dict) else {}, str(value.get("body", "")))


def _screen(value: Mapping[str, object]) -> Screen:
    fields = {field.name for field in dataclasses.fields(Screen)}
    made: dict[str, object] = {name: _value(name, one) for name, one in value.items() if name in fields}
    cards = value.get("leads")
    made["leads"] = tuple(_card(card) for card in cards) if isinstance(cards, list) else ()
    build: Callable[..., Screen] = Screen
    return build(**made)


def _card(value: Mapping[str, object]) -> LeadCard:
    fields = {field.name for field in dataclasses.fields(LeadCard)}
    build: Callable[..., LeadCard] = LeadCard
    return build(**{name: one for name, one in value.items() if name in fields})


_NESTED: Final[Mapping[str, Callable[[Mapping[str, object]], object]]] = {
    "request": _message,
    "response": _message,
    "screen": _screen,
}
