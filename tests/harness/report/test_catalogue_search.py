"""Words are found in any form, and what isn't there is answered with what comes close."""

import pytest
from made_catalogue import EVERYTHING, catalogue, entry

from harness.report.catalogue import found, nearest_words
from harness.report.catalogue.search import same, words_of

NAMES = entry("own.names", "{word} бачить ім'я об’єкта", "{word} видит имя объекта", "{word} sees the object's name")
CONNECTED = entry(
    "own.connected",
    "{word} бачить, що amoCRM підключено",
    "{word} видит, что amoCRM подключена/подключён",
    "{word} sees that amoCRM is connected",
)
BOTH = catalogue(NAMES, CONNECTED)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("лід", "ліди"),
        ("лід", "лідів"),
        ("ліди", "лідів"),
        ("лідів", "лід"),
        ("підключає", "підключено"),
        ("підключити", "підключає"),
        ("акаунти", "акаунта"),
        ("хвилин", "хвилину"),
        ("лиды", "лидов"),
        ("подключает", "подключен"),
        ("приложения", "приложение"),
        ("минуты", "минут"),
        ("lead", "leads"),
        ("leads", "lead"),
        ("connect", "connected"),
        ("connects", "connecting"),
        ("переп", "перепустка"),
    ],
)
def test_a_word_is_found_in_any_form(asked: str, word: str) -> None:
    assert same(asked, word)


@pytest.mark.parametrize(
    ("asked", "word"),
    [("лід", "день"), ("код", "кнопка"), ("екран", "акаунт"), ("leads", "leaves"), ("the", "status"), ("час", "раз")],
)
def test_another_word_is_not_found(asked: str, word: str) -> None:
    assert not same(asked, word)


@pytest.mark.parametrize("asked", ["ІМ'Я", "ім’я", "імʼя", "імя", "Об'єкт", "обʼєкта"])
def test_case_and_kinds_of_apostrophes_make_no_difference(asked: str) -> None:
    assert [one.anchor for one in found(BOTH, asked).entries] == ["own.names"]


@pytest.mark.parametrize("asked", ["подключён", "ПОДКЛЮЧЕН", "підключено amoCRM", "connect", "amocrm видит"])
def test_every_language_is_searched_and_every_word_must_be_there(asked: str) -> None:
    assert [one.anchor for one in found(BOTH, asked).entries] == ["own.connected"]


def test_words_that_are_never_together_find_nothing() -> None:
    assert found(BOTH, "ім'я amoCRM").entries == ()
    assert nearest_words(BOTH, "ім'я amoCRM", lang="uk") == []


def test_columns_and_summaries_are_searched_and_parameters_are_not() -> None:
    assert [one.anchor for one in found(EVERYTHING, "бюджету").entries] == ["leads.has"]
    assert [one.anchor for one in found(EVERYTHING, "count").entries] == ["leads.sees"]
    assert found(EVERYTHING, "word").entries == ()


@pytest.mark.parametrize(
    ("asked", "lang", "near"),
    [
        ("пидключено", "uk", "підключено"),
        ("обьекта", "ru", "объекта"),
        ("conected", "en", "connected"),
        ("connekted", "uk", "connected"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest(asked: str, lang: str, near: str) -> None:
    assert found(BOTH, asked).entries == ()
    assert near in nearest_words(BOTH, asked, lang=lang)


def test_nothing_like_it_has_no_nearest() -> None:
    assert nearest_words(BOTH, "xyzzy", lang="uk") == []


def test_the_reader_s_language_comes_first() -> None:
    both = catalogue(entry("a", "екрани", "экраны", "screens"))
    assert nearest_words(both, "икрани", lang="uk") == ["екрани"]
    assert nearest_words(both, "икраны", lang="ru") == ["экраны"]


def test_words_are_folded() -> None:
    assert words_of("{word} Бачить Ім’я/ліди «Ёлка»") == ["бачить", "імя", "ліди", "елка"]
