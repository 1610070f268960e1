"""The one layout of feature files: whatever a file looks like, its meaning and its comments stay."""

import random
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from gherkin.errors import ParserError
from gherkin.parser import Parser

from harness.cells import width
from harness.gherkin.layout import MeaningWouldChange, laid_out
from harness.gherkin.lines import meaning
from harness.gherkin.source import source_of

FEATURES = sorted((Path(__file__).parents[3] / "features").rglob("*.feature"))

UKRAINIAN = """

    # слово наперед

    # language: uk

       @one   @two
    @three
    # про теги
    @four   # бо так
    @five@six

    Функціонал:   Дивне

    \tПерший рядок.
    \t  - пункт

    \t  - ще   пункт\x20\x20\x20


    \t# коментар в описі
    \tкінець опису



    # --- фон ---

    Передумова:

       # перед кроком

     Нехай Олена має порожній акаунт amoCRM
    # закоментований крок
         * ще
           |a|b|
       # між рядками
           |1|22|
       # | 3|4|

       | \\| |\\\\ \\n x|  # хвіст
       # після таблиці

      Rule:   Одне
    опис правила
    @r1
    @r2
    # т
    Структура сценарію: <x>
    Нехай  <x>
      \"\"\"json
       { "a": 1,

          "b": \\"\\"\\"\x20
     c
      \"\"\"
      | t |
      |  u |
    # до прикладів
    @e1
    Приклади:  перші
     опис прикладів

     | x | назва | € |
     | 1 | 漢字 | 5 |
     | 100 | a | -20 |
    @e2
    @e3
    Приклади:
     | x |
     # рядки
     | 5 |

     # вільний

     Сценарій: порожній
     Сценарій: z
       Коли щось "a b" п'ять о'п'ять
    ```
    x
      y
    ```
    # один
    # два

    # Сценарій: закоментований
       # Коли
"""
UKRAINIAN_LAID_OUT = """
    # слово наперед

    # language: uk
    @one @two @three
    # про теги
    @four # бо так
    @five @six
    Функціонал: Дивне
      Перший рядок.
        - пункт

        - ще   пункт


      # коментар в описі
      кінець опису

      # --- фон ---

      Передумова:
        # перед кроком

        Нехай Олена має порожній акаунт amoCRM
        # закоментований крок
        * ще
          | a  | b       |
          # між рядками
          | 1  | 22      |
          # | 3|4|
          | \\| | \\\\ \\n x | # хвіст
        # після таблиці

      Rule: Одне
        опис правила

        @r1 @r2
        # т
        Структура сценарію: <x>
          Нехай <x>
            \"\"\"json
             { "a": 1,

                "b": \\"\\"\\"\x20
            c
            \"\"\"
            | t |
            | u |

          # до прикладів
          @e1
          Приклади: перші
            опис прикладів
            | x   | назва | €   |
            |   1 | 漢字  |   5 |
            | 100 | a     | -20 |

          @e2 @e3
          Приклади:
            | x |
            # рядки
            | 5 |

        # вільний

        Сценарій: порожній

        Сценарій: z
          Коли щось "a b" п'ять о'п'ять
            ```
            x
              y
            ```
          # один
          # два

        # Сценарій: закоментований
        # Коли
"""
RUSSIAN = """
    # language:ru
    Функция: Таблицы
    Сценарий: Пустые ячейки и широкие знаки
    Допустим таблица
    |имя|бюджет|телефон|
    ||1200|+380501112233|
    |😀 да|-5,5||
    |漢字 и é|  1 000 000 |123|
    # последний комментарий"""
ENGLISH = """
    Feature:Rules
     Background:
      Given a
     Rule: first
      Background: of a rule
         about it
       Given b
      @a
      Example: one
        When c
        \"\"\"
          kept
        \"\"\"   trailing
     Rule: second
      Scenario Template: <n>
       Then <n>
       But not
       Scenarios:
       |n|
       Examples:
"""
NASTY = [dedent(text).lstrip("\n") for text in (UKRAINIAN, RUSSIAN, ENGLISH)]
BASES = [*NASTY, *(path.read_text(encoding="utf-8") for path in FEATURES)]
# What gets between the lines of a file, or behind them.
SCRAPS = (
    *("", "   ", "\t\t", "# c", "  # d | x", "| # e |", "##", "#", "# language: ru", "@t", "@u #v", "@w@q"),
    *('"""', "```json", "Given x", "Коли y", "* z", "Нехай ", "Коли", "Scenario: ", "some text", "\\|", "\u3000x"),
    *("|", "| a |", "|a|b|", "|\\", "| \\n |\\\\|", "|😀|é|", "Rule: r", "Сценарій: s", "Приклади:", "Передумова:"),
    *("\u00a0\u00a0І foo", 'І\u00a0bar "q\u00a0w"'),
)
TAILS = ("  ", "\t", "\u00a0", " # x", " |")


@pytest.mark.parametrize("text", BASES, ids=[*("uk", "ru", "en"), *(path.name for path in FEATURES)])
@pytest.mark.parametrize("spoil", ["nothing", "CRLF", "CR", "BOM", "no final newline", "tabs", "odd spaces"])
def test_meaning_comments_and_every_written_character_stay_and_once_is_enough(text: str, spoil: str) -> None:
    spoiled = {
        "nothing": text,
        "CRLF": text.replace("\n", "\r\n"),
        "CR": text.replace("\n", "\r"),
        "BOM": "\ufeff" + text,
        "no final newline": text.rstrip("\n"),
        "tabs": "\n".join(line.replace("  ", "\t") if "|" not in line else line for line in text.split("\n")),
        "odd spaces": text.replace("\n  ", "\n\u00a0\u202f"),
    }[spoil]
    check(spoiled)


@pytest.mark.parametrize("seed", range(8))
def test_files_that_somebody_has_made_a_mess_of_keep_their_meaning_too(seed: int) -> None:
    chance = random.Random(seed)
    parsed = 0
    for _ in range(60):
        mess = messed(chance.choice(BASES), chance)
        try:
            check(mess)
        except ParserError:
            continue
        parsed += 1
    assert parsed > 10, "most of the mess can't be parsed at all"


def check(text: str) -> None:
    after = laid_out(text)
    before, now = (source_of(it, path=Path("x")).document for it in (universal(text), after))
    assert meaning(now) == meaning(before)
    assert comments(now) == comments(before)
    assert written(after) == written(text)
    assert laid_out(after) == after
    assert "\r" not in after
    assert "\ufeff" not in after
    assert after.endswith("\n")
    assert not after.endswith("\n\n")


def universal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def comments(document: dict[str, list[dict[str, str]]]) -> list[str]:
    return [comment["text"].strip() for comment in document["comments"]]


def written(text: str) -> Counter[str]:
    """Every character that can be seen."""
    return Counter("".join(text.removeprefix("\ufeff").split()))


def messed(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 5)):
        at, mess = chance.randrange(len(lines)), chance.random()
        if mess < 0.55:
            lines.insert(at, chance.choice(SCRAPS))
        elif mess < 0.7:
            lines[at] = " " * chance.randint(0, 9) + lines[at].lstrip()
        elif mess < 0.8 and len(lines) > 1:
            del lines[at]
        elif mess < 0.9:
            lines[at] += chance.choice(TAILS)
        else:
            lines.insert(at, chance.choice(lines))
    return chance.choice(("\n", "\r\n")).join(lines)


def test_everything_has_its_place() -> None:
    assert laid_out(NASTY[0]) == dedent(UKRAINIAN_LAID_OUT).lstrip("\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Feature: x\nScenario: w\n@a\n# of a\n\n@b\nScenario: y\n",
            "Feature: x\n\n  Scenario: w\n\n  @a\n  # of a\n  @b\n  Scenario: y\n",
        ),
        ("Feature: x\nScenario: y\n\n# z\n", "Feature: x\n\n  Scenario: y\n\n# z\n"),
        ("Feature: x\nScenario: y\n# z\n", "Feature: x\n\n  Scenario: y\n    # z\n"),
        ("Feature: x\n# of x\n\n# of y\nScenario: y\n", "Feature: x\n  # of x\n\n  # of y\n  Scenario: y\n"),
    ],
)
def test_a_comment_stays_with_what_it_touches(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted
    assert laid_out(wanted) == wanted


def test_columns_are_as_wide_as_they_look_and_numbers_end_under_each_other() -> None:
    assert laid_out(NASTY[1]).split("\n")[5:] == [
        "      | имя      | бюджет    | телефон       |",
        "      |          |      1200 | +380501112233 |",
        "      | 😀 да    |      -5,5 |               |",
        "      | 漢字 и é | 1 000 000 | 123           |",
        "    # последний комментарий",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "columns"), [("Київ", 4), ("漢字", 4), ("😀", 2), ("e\u0301", 1), ("a\u200bb", 2), ("ｱ", 1), ("", 0)]
)
def test_a_character_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(text) == columns


def test_odd_spaces_become_plain_ones_but_for_quoted_values_cells_and_doc_strings() -> None:
    odd = "\u00a0"
    text = (
        f"Feature: a{odd}b\n\n  Scenario: c\n    Given{odd}it's{odd}\"x{odd}y\"{odd}or{odd}'v{odd}w'\n"
        f'      | 1{odd}000 |\n    When d\n      """\n      p{odd}q\n      """\n'
    )
    assert laid_out(text) == (
        f"Feature: a b\n\n  Scenario: c\n    Given it's \"x{odd}y\" or 'v{odd}w'\n"
        f'      | 1{odd}000 |\n    When d\n      """\n      p{odd}q\n      """\n'
    )


def test_a_doc_string_keeps_every_character_of_its_text() -> None:
    # White space behind a line, lines that begin left of the marks, empty ones, escaped marks, another kind of mark.
    content = '  a  \n\n\tb\t\n   \n\\"\\"\\"\n```\n| x |\n# no comment\n@no'
    text = 'Feature: x\n Scenario: y\n  Given z\n\t"""  text/plain\n' + content.replace("\n", "\n\t") + '\n\t"""\n'
    before, after = (
        Parser().parse(it)["feature"]["children"][0]["scenario"]["steps"][0]["docString"]
        for it in (text, laid_out(text))
    )
    assert (after["content"], after["mediaType"]) == (before["content"], before["mediaType"])
    assert after["delimiter"] == '"""'


def test_a_big_file_is_laid_out_in_a_moment() -> None:
    scenario = "@a\nScenario: s{}\nGiven a\n|a|b|\n|1|2|\n# c\nWhen b\n"
    check("Feature: big\n" + "".join(scenario.format(number) for number in range(200)))


def test_a_layout_that_changed_the_meaning_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.gherkin.layout.aligned", lambda rows: ["| other |" for _ in rows])
    with pytest.raises(MeaningWouldChange):
        laid_out(NASTY[0])


def test_what_is_no_feature_is_refused_by_the_parser() -> None:
    with pytest.raises(ParserError):
        laid_out("Feature: x\n  Scenario: y\n    Given a\n    Gven b\n")
