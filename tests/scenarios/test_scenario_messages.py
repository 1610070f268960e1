"""What scenarios say exists in three languages, with the same values, and all of it is said somewhere."""

import re
import string
from pathlib import Path

import pytest

import scenarios
from scenarios.messages import MESSAGES

ROOM = Path(scenarios.__file__).parent


def holes(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_every_message_has_the_values_of_the_english_one(lang: str) -> None:
    told = {key: holes(message) for key, message in MESSAGES[lang].items()}

    assert told == {key: holes(message) for key, message in MESSAGES["en"].items()}


def test_no_message_is_left_over() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py") if path.name != "messages.py")
    said = set(re.findall(r'"(\w+)"', code))

    composed = {"near_case", "near_longer", "near_nearest"}
    assert set(MESSAGES["en"]) - composed - said == set()
