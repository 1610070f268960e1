"""Texts and buttons on the screen, each as a whole."""

from collections.abc import Sequence

from harness.ports import Person, Stage
from harness.wire.exchange import Screen, ScreenSeen
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint, listed, mentions, same
from scenarios.outcomes.screen import in_sight


def message(stage: Stage, person: Person, text: str) -> None:
    """One of the texts on the screen is this one."""
    shown = in_sight(stage, person).texts
    if not _has(stage, shown, text):
        gone = any(same(each, text) for each in _ever(stage, person))
        key = "message_gone" if gone else "no_message"
        raise _other(stage, key, person, text=text, shown=shown)


def no_message(stage: Stage, person: Person, text: str) -> None:
    """No text on the screen is this one, has it in it, or could be taken for it.

    Otherwise a slip of the pen would make this true for ever.
    """
    _refuse(stage, "message_shown", person, text=text, shown=_not_blank(stage, person).texts)


def message_once(stage: Stage, person: Person, text: str) -> None:
    """This text was on the screen at some moment of the scenario."""
    shown = _ever(stage, person)
    if not _has(stage, shown, text):
        raise _other(stage, "never_message", person, text=text, shown=shown)


def message_never(stage: Stage, person: Person, text: str) -> None:
    """This text was on the screen at no moment of the scenario."""
    shown = _ever(stage, person)
    if not shown:
        raise unmet(stage, "blank", person=person.name)
    _refuse(stage, "message_was_shown", person, text=text, shown=shown)


def button(stage: Stage, person: Person, text: str) -> None:
    """One of the buttons says this."""
    shown = in_sight(stage, person).buttons
    if not _has(stage, shown, text):
        raise _other(stage, "no_button", person, text=text, shown=shown)


def no_button(stage: Stage, person: Person, text: str) -> None:
    """No button says this, has it in it, or could be taken for it."""
    _refuse(stage, "button_shown", person, text=text, shown=_not_blank(stage, person).buttons)


def _not_blank(stage: Stage, person: Person) -> Screen:
    """What the person sees; on a screen with nothing on it everything is missing, which proves nothing."""
    screen = in_sight(stage, person)
    if not (screen.texts or screen.buttons):
        raise unmet(stage, "blank", person=person.name)
    return screen


def _has(stage: Stage, shown: Sequence[str], text: str) -> bool:
    if not text.strip():
        raise unmet(stage, "empty_text")
    return any(same(each, text) for each in shown)


def _refuse(stage: Stage, key: str, person: Person, *, text: str, shown: Sequence[str]) -> None:
    if _has(stage, shown, text) or any(mentions(each, text) for each in shown):
        near = next((each for each in shown if same(each, text)), None)
        why = "" if near else hint(stage, text, shown)
        raise unmet(stage, key, person=person.name, text=text, hint=why)


def _other(stage: Stage, key: str, person: Person, *, text: str, shown: Sequence[str]) -> AssertionError:
    told = listed(stage, list(dict.fromkeys(shown)))
    return unmet(stage, key, person=person.name, text=text, hint=hint(stage, text, shown), shown=told)


def _ever(stage: Stage, person: Person) -> list[str]:
    seen = [each.screen for each in stage.timeline().every(ScreenSeen) if each.person == person.name]
    return list(dict.fromkeys(text for screen in (*seen, person.client.screen) for text in screen.texts))
