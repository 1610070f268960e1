"""What the commands say, and the scenario that `new` writes, exist in the three languages alike."""

import re
from collections.abc import Mapping

import pytest

from harness.commands.first_scenario import TEXTS
from harness.commands.messages import MESSAGES


@pytest.mark.parametrize("table", [MESSAGES, TEXTS], ids=["messages", "first scenario"])
def test_each_language_says_the_same_things_of_the_same_values(table: Mapping[str, Mapping[str, str]]) -> None:
    assert list(table) == ["uk", "ru", "en"]
    for language, texts in table.items():
        assert texts.keys() == table["en"].keys(), language
        for key, text in texts.items():
            assert text.strip() == text, (language, key)
            assert text, (language, key)
            assert values(text) == values(table["en"][key]), (language, key)


def values(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))
