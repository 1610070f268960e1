"""The catalogue in a terminal."""

import re

import pytest
from made_catalogue import DOCSTRING, EVERYTHING, HAS, SCRIPT, SEES, catalogue

from harness.report.catalogue import terminal
from harness.report.catalogue.messages import MESSAGES

ESCAPE = "\x1b"


def test_the_texts_are_there_in_each_language() -> None:
    assert {frozenset(table) for table in MESSAGES.values()} == {frozenset(MESSAGES["en"])}


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_every_sentence_is_shown_in_the_language(lang: str) -> None:
    shown = terminal(catalogue(SEES, HAS, DOCSTRING), lang=lang)
    others = {"uk", "ru", "en"} - {lang}
    for entry in (SEES, HAS, DOCSTRING):
        assert entry.texts[lang] in shown
        assert not any(entry.texts[other] in shown for other in others)


def test_a_sentence_is_told_with_example_arguments_and_uses() -> None:
    assert terminal(catalogue(SEES, HAS, DOCSTRING), lang="uk") == (
        "Що можна написати у сценарії\n"
        "Речень: 3. Уживаються у ваших файлах: 1, не вживаються: 2.\n"
        "  {word}          одне слово, наприклад ім'я\n"
        "  {int}           ціле число\n"
        "  лід/ліди/лідів  одна з форм, яка пасує до числа\n"
        "\n"
        "НЕХАЙ\n"
        "\n"
        "  Ліди\n"
        "\n"
        "    примітка\n"
        '        під ним текст у """\n'
        "        ще не вживається\n"
        "\n"
        "КОЛИ\n"
        "\n"
        "  Ліди\n"
        "\n"
        "    {word} має ліди:\n"
        "        Коли Олена має ліди:\n"
        r"          | назва \| сума |" + "\n"
        r"          | Дім \\ двір |" + "\n"
        "        під ним таблиця зі стовпцями: назва (обов'язково), бюджет\n"
        "        також після «Нехай»; ще не вживається\n"
        "\n"
        "ТОДІ\n"
        "\n"
        "  Ліди\n"
        "\n"
        "    {word} бачить {int} лід/ліди/лідів\n"
        "        Тоді Олена бачить 3 ліди\n"
        "        уживань: 4 (features/a.feature:7, features/a.feature:5, features/a.feature:9 і ще 1)\n"
    )


def test_summaries_are_english_and_so_shown_to_english_readers() -> None:
    assert "Counts them." in terminal(catalogue(SEES), lang="en")
    assert "Counts them." not in terminal(catalogue(SEES), lang="ru")


def test_all_languages_stand_below_each_other() -> None:
    shown = terminal(catalogue(SEES), lang="ru", every=True)
    sentences = [line.strip() for line in shown.splitlines() if re.match(r"    (uk|ru|en)  ", line)]
    assert sentences == [f"{lang}  {SEES.texts[lang]}" for lang in ("uk", "ru", "en")]
    assert "ТОДІ · ТОГДА · THEN" in shown


def test_a_sentence_of_one_language_is_shown_to_everybody() -> None:
    assert SCRIPT.texts["uk"].partition("|")[0] in terminal(EVERYTHING, lang="en")


def test_no_line_is_longer_than_the_terminal() -> None:
    for width in (40, 60, 100):
        lines = terminal(catalogue(SEES, DOCSTRING), lang="uk", width=width).splitlines()
        assert max(map(len, lines)) <= width


def test_colours_are_for_those_who_want_them_and_nothing_else_changes() -> None:
    plain = terminal(catalogue(SEES, HAS), lang="uk")
    coloured = terminal(catalogue(SEES, HAS), lang="uk", colour=True)
    assert ESCAPE not in plain
    assert ESCAPE + "[36m{word}" + ESCAPE in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


def test_escape_sequences_of_a_sentence_reach_no_terminal() -> None:
    assert ESCAPE not in terminal(EVERYTHING, lang="uk")
