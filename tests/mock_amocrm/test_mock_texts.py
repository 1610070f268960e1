"""What people read: the same keys and blanks in each language, and the nearest valid name beside a wrong one."""

import string

import pytest

from mock_amocrm.messages import LANGS, TEXTS, scope_name, text
from mock_amocrm.nearest import did_you_mean


def test_every_language_has_the_same_texts() -> None:
    assert set(LANGS) == {"uk", "ru", "en"}
    keys = {lang: set(TEXTS[lang]) for lang in LANGS}
    assert keys["uk"] == keys["ru"] == keys["en"]


@pytest.mark.parametrize("key", sorted(TEXTS["en"]))
def test_a_text_has_the_same_blanks_in_each_language(key: str) -> None:
    blanks = {lang: {name for _, name, _, _ in string.Formatter().parse(TEXTS[lang][key]) if name} for lang in LANGS}
    assert blanks["uk"] == blanks["ru"] == blanks["en"]


def test_an_unknown_language_reads_the_default_one() -> None:
    assert text("allow", lang="fr") == "Разрешить"


def test_a_permission_without_a_name_is_shown_as_it_is_called() -> None:
    assert scope_name("crm", lang="en") == "Account data"
    assert scope_name("telepathy", lang="en") == "Permission “telepathy”"


def test_a_wrong_name_gets_the_nearest_or_all() -> None:
    assert did_you_mean("dmo", ["demo", "empty"]) == "did you mean 'demo'?"
    assert did_you_mean("zzz", ["demo", "empty"]) == "valid: demo, empty"
    assert did_you_mean("zzz", []) == "there are none"
