"""The texts: AMO is Latin, every language has every key, and no key is left over."""

import unicodedata
from pathlib import Path

import pytest

import simulated_client
from simulated_client.messages import APP, LOCALES, locale

ROOM = Path(simulated_client.__file__).parent


def amo_words(text):
    return [word for word in text.replace("?", " ").replace(".", " ").split() if fold(word) == "AMO"]


def fold(word):
    return word.translate(str.maketrans("АМО", "AMO"))


def test_the_oracle_tells_latin_amo_from_its_cyrillic_double():
    assert amo_words("Підключіть АМО CRM") == ["\u0410\u041c\u041e"]
    assert fold("\u0410\u041c\u041e") == "AMO"


def test_amo_is_spelled_in_latin_letters_wherever_the_app_says_it():
    words = [word for text in APP.values() for word in amo_words(text)]
    assert len(words) == 7
    for word in words:
        assert all(unicodedata.name(letter).startswith("LATIN") for letter in word)


def test_the_banner_is_the_apps_and_not_the_documents():
    assert APP["crm.banner"] == "Підключіть AMO CRM для синхронізації заявок"
    assert "\u0410\u041c\u041e" not in APP["crm.banner"]


def test_every_language_has_the_same_keys_and_placeholders():
    def holes(text):
        return sorted(part.partition("}")[0] for part in text.split("{")[1:])

    for language in LOCALES:
        assert LOCALES[language].keys() == LOCALES["uk"].keys()
        for key, text in LOCALES[language].items():
            assert holes(text) == holes(LOCALES["uk"][key]), (language, key)


def test_no_text_is_left_over():
    python = [path for path in ROOM.glob("*.py") if path.name != "messages.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in [*python, *ROOM.glob("web/src/*.ts*")])
    for key in [*APP, *LOCALES["uk"]]:
        built = key.startswith("link_") and 'f"link_{' in code
        assert built or f'"{key}"' in code, key


@pytest.mark.parametrize("language", ["ua", "de", ""])
def test_an_unknown_language_is_refused_with_those_there_are(language):
    with pytest.raises(ValueError, match=f"no language '{language}'; choose one of uk, ru, en"):
        locale(language)
