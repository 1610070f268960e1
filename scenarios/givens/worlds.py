"""Accounts that come with people and leads of their own, and the language that accounts speak."""

from collections.abc import Mapping
from typing import Final

from harness.ports import Person, Stage
from scenarios.givens.accounts import check_count, refuse_second
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint

LANGUAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("українська", "украинский", "ukrainian", "uk"), "uk"),
    **dict.fromkeys(("російська", "русский", "russian", "ru"), "ru"),
    **dict.fromkeys(("англійська", "английский", "english", "en"), "en"),
}


def account_of_world(stage: Stage, person: Person, world: str, *, leads: int | None = None) -> None:
    """A new account made from a world, with as many leads as it has unless told."""
    worlds = stage.crm.worlds()
    if world not in worlds:
        raise unmet(stage, "no_world", world=world, hint=hint(stage, world, worlds), known=", ".join(worlds))
    refuse_second(stage, person)
    if leads is not None:
        check_count(stage, leads)
    person.account = stage.crm.create_account(world=world, lang=stage.account_lang or stage.lang, leads=leads)
    stage.cast.account_known(person)


def speak(stage: Stage, language: str) -> None:
    """Accounts that are given from now on are in this language."""
    if language.casefold() not in LANGUAGES:
        near = hint(stage, language, LANGUAGES)
        raise unmet(stage, "no_language", language=language, hint=near, known=", ".join(LANGUAGES))
    stage.account_lang = LANGUAGES[language.casefold()]
