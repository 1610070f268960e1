"""The screen of one lead: whose it is, its price, its phone."""

import re
from itertools import pairwise
from typing import Final

from harness.ports import Person, Stage
from harness.wire.exchange import Screen
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint, listed, same
from scenarios.outcomes.screen import in_sight, told

# The app's labels; each stands before its value, and the app has no other language for them.
NAME: Final = "Lead Name"
PRICE: Final = "Potential Value"
CONTACT: Final = "Contact Information"
_DIGITS: Final = re.compile(r"\D")


def lead_card(stage: Stage, person: Person, name: str) -> None:
    """The screen of one lead, loaded, with its name as the name."""
    screen = in_sight(stage, person)
    if screen.id != "lead":
        raise unmet(stage, "no_card", person=person.name, screen=told(stage, screen), lead=name)
    if len(screen.texts) < 2:
        raise unmet(stage, "not_card", person=person.name, screen=told(stage, screen))
    # The first after its label: whatever else the screen shows, the lead's name stands before it.
    shown = next((value for label, value in pairwise(screen.texts) if label == NAME), None)
    if shown is None or not same(shown, name):  # «Flat» is no part of «Flat in Soho»
        near = hint(stage, name, [shown] if shown is not None else [])
        raise unmet(stage, "other_card", lead=name, texts=" · ".join(screen.texts), hint=near)


def price(stage: Stage, person: Person, amount: int) -> None:
    """The lead's price; one that isn't shown is no price at all."""
    screen = _lead_screen(stage, person)
    shown = _after(screen, PRICE)
    if shown is None or _amount(shown) != amount:
        raise _other(stage, "other_card_price", person, screen, wanted=str(amount), value=shown)


def phone(stage: Stage, person: Person, number: str) -> None:
    """The contact's phone, however it is spaced."""
    if not _DIGITS.sub("", number):
        raise unmet(stage, "no_number", number=number)
    screen = _lead_screen(stage, person)
    shown = _after(screen, CONTACT)
    if shown is None or _dialled(shown) != _dialled(number):
        raise _other(stage, "other_card_phone", person, screen, wanted=number, value=shown)


def no_phone(stage: Stage, person: Person) -> None:
    """The lead has been loaded, and it has no phone."""
    screen = _lead_screen(stage, person)
    if (shown := _after(screen, CONTACT)) is not None:
        raise unmet(stage, "phone_shown", person=person.name, value=shown)


def _lead_screen(stage: Stage, person: Person) -> Screen:
    screen = in_sight(stage, person)
    if screen.id != "lead" or len(screen.texts) < 2:  # a title alone is a lead that is still being loaded
        raise unmet(stage, "not_card", person=person.name, screen=told(stage, screen))
    return screen


def _after(screen: Screen, label: str) -> str | None:
    pairs = zip(screen.texts, screen.texts[1:], strict=False)
    # From the end: a lead may be called like a label, and its name stands before all of them.
    return next((value for text, value in reversed(list(pairs)) if text == label), None)


def _amount(text: str) -> float | None:
    bare = re.sub(r"[\s,$]", "", text)
    try:
        return float(bare)
    except ValueError:
        return None


def _dialled(text: str) -> str:
    return ("+" if text.strip().startswith("+") else "") + _DIGITS.sub("", text)


def _other(stage: Stage, key: str, person: Person, screen: Screen, *, wanted: str, value: str | None) -> AssertionError:
    texts = listed(stage, screen.texts)
    return unmet(stage, key, person=person.name, wanted=wanted, value=value or "–", texts=texts)
