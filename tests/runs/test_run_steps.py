"""`amocrm-e2e steps` in a user's project: what it lists, what it counts, what it finds."""

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from project_folder import BIN, Project, bare_environment

from harness.gherkin.source import dialect_of
from harness.report.catalogue import LANGUAGES
from harness.run.shown import WIDEST

OWN_STEPS = '''\
"""Sentences about the shop. They are made for this test."""

from harness.gherkin.expressions import given, then, when
from harness.gherkin.tables import Column, table
from harness.ports import Stage

COLUMNS = (
    Column("name", ("назва", "название", "name"), required=True),
    Column("price", ("ціна", "цена", "price"), read=int),
)


@given("{word} має крамницю")
@given("{word} имеет лавку")
@given("{word} has a shop")
def has_shop(name: str) -> None:
    """A shop that is open."""


@given("{word} купує {int} книгу/книги/книг")
@given("{word} покупает {int} книгу/книги/книг")
@given("{word} buys {int} book/books")
@when("{word} купує {int} книгу/книги/книг")
@when("{word} покупает {int} книгу/книги/книг")
@when("{word} buys {int} book/books")
def buys(name: str, count: int) -> None:
    """Both before the story and in it."""


@when("у крамниці є товари:")
@when("в лавке есть товары:")
@when("the shop has goods:")
@table(COLUMNS)
def goods(stage: Stage, datatable: object) -> None:
    """A table."""


@then("каса каже {string}")
@then("касса говорит {string}")
@then("the till says {string}")
def says(text: str) -> None:
    """Never used."""


@then("чек <b>порожній | `так`")
def receipt() -> None:
    """Ukrainian only."""
'''
SHOP = """\
# language: uk
Функціонал: Крамниця
  Передумова:
    Нехай Олена має крамницю

  Сценарій: Однакова назва
    Нехай Олена купує 2 книги
    Коли Олена купує 5 книг
    І у крамниці є товари:
      | назва      | ціна |
      | Книга \\| 1 |   10 |

  Сценарій: Однакова назва
    Коли Іван купує 1 книгу

  Структура сценарію: Кілька
    Коли Олена купує <скільки> книги

    Приклади:
      | скільки |
      | 3       |
      | 4       |
"""
CHOSEN = ("uk", "ru", "en")


@pytest.fixture
def nowhere(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def shop(tmp_path: Path) -> Project:
    """A project with five sentences of its own, four of them in three languages; two are never used."""
    made = Project(tmp_path)
    made.settings('steps = ["shop_steps"]')
    made.write("shop_steps.py", OWN_STEPS)
    made.write("features/shop.feature", SHOP)
    return made


def sentences(out: str) -> list[str]:
    """The sentences of a terminal's list."""
    return re.findall(r"^ {4}(\S.*)$", out, re.MULTILINE)


@pytest.mark.parametrize("lang", CHOSEN)
def test_without_features_or_settings_everything_built_in_is_listed(nowhere: Project, lang: str) -> None:
    done = nowhere.command("amocrm-e2e", "steps", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert {"uk": "{word} підключає amoCRM", "ru": "{word} подключает amoCRM", "en": "{word} connects amoCRM"}[
        lang
    ] in sentences(done.out)
    assert not list(nowhere.root.iterdir())


def test_every_language_has_the_same_number_of_sentences(nowhere: Project) -> None:
    counts = {lang: len(sentences(nowhere.command("amocrm-e2e", "steps", "--lang", lang).out)) for lang in CHOSEN}
    every = len(sentences(nowhere.command("amocrm-e2e", "steps", "--lang", "all").out))
    assert counts["uk"] > 100
    assert set(counts.values()) == {counts["uk"]}
    assert every == 3 * counts["uk"]


def test_a_project_is_listed_with_real_examples_columns_and_uses(shop: Project) -> None:
    done = shop.command("amocrm-e2e", "steps")
    assert (done.code, done.err) == (0, "")
    _, _, listed = done.out.partition("НЕХАЙ\n")
    assert listed == (
        "\n"
        "  Sentences about the shop\n"
        "\n"
        "    {word} має крамницю\n"
        "        Нехай Олена має крамницю\n"
        "        уживань: 1 (features/shop.feature:4)\n"
        "\n"
        "КОЛИ\n"
        "\n"
        "  Sentences about the shop\n"
        "\n"
        "    {word} купує {int} книгу/книги/книг\n"
        "        Коли Олена купує 5 книг\n"
        "        також після «Нехай»; уживань: 4 (features/shop.feature:8, features/shop.feature:7,\n"
        "          features/shop.feature:14 і ще 1)\n"
        "\n"
        "    у крамниці є товари:\n"
        "        Коли у крамниці є товари:\n"
        "          | назва      | ціна |\n"
        "          | Книга \\| 1 |   10 |\n"
        "        під ним таблиця зі стовпцями: назва (обов'язково), ціна\n"
        "        уживань: 1 (features/shop.feature:9)\n"
        "\n"
        "ТОДІ\n"
        "\n"
        "  Sentences about the shop\n"
        "\n"
        "    каса каже {string}\n"
        '        Тоді каса каже "Щось пішло не так"\n'
        "        ще не вживається\n"
        "\n"
        "    чек <b>порожній | `так`\n"
        "        ще не вживається\n"
    )
    assert "Речень: 5. Уживаються у ваших файлах: 3, не вживаються: 2." in done.out


def test_unused_sentences_are_those_that_no_feature_says(shop: Project) -> None:
    done = shop.command("amocrm-e2e", "steps", "--unused")
    assert done.code == 0
    assert sentences(done.out) == ["каса каже {string}", "чек <b>порожній | `так`"]
    shop.write("features/till.feature", SHOP.partition("  Передумова")[0] + '  Сценарій: А\n    Тоді каса каже "7"\n')
    assert sentences(shop.command("amocrm-e2e", "steps", "--unused").out) == ["чек <b>порожній | `так`"]


def test_of_some_files_only_those_count(shop: Project) -> None:
    shop.write("more/other.feature", "Feature: Other\n  Scenario: One\n    Given Ann has a shop\n")
    done = shop.command("amocrm-e2e", "steps", "--lang", "en", "--search", "shop", "more/other.feature")
    assert done.code == 0
    assert "uses: 1 (more/other.feature:3)" in done.out
    assert "features/shop.feature" not in done.out


def test_when_everything_is_used_it_says_so(shop: Project) -> None:
    steps = OWN_STEPS.partition('@when("у крамниці')[0]
    shop.write("shop_steps.py", steps)
    done = shop.command("amocrm-e2e", "steps", "--unused")
    assert (done.code, done.out, done.err) == (0, "", "Усі речення вживаються.\n")


@pytest.mark.parametrize(
    ("lang", "asked", "listed"),
    [
        ("uk", "книга", "{word} купує {int} книгу/книги/книг"),
        ("uk", "КРАМНИЦЯ Має", "{word} має крамницю"),
        ("ru", "лавка", "{word} имеет лавку"),
        ("ru", "говорить касса", "касса говорит {string}"),
        ("en", "buying", "{word} buys {int} book/books"),
        ("en", "крамниця має", "{word} has a shop"),
    ],
)
def test_a_sentence_is_found_by_its_words_in_any_form(shop: Project, lang: str, asked: str, listed: str) -> None:
    done = shop.command("amocrm-e2e", "steps", "--lang", lang, "--search", asked)
    assert done.code == 0
    assert listed in sentences(done.out)


@pytest.mark.parametrize(
    ("lang", "asked", "said"),
    [
        ("uk", "кринниця", "жодного речення з «кринниця» немає; схожі слова: крамниці, крамницю"),
        ("ru", "покупавает", "предложений с «покупавает» нет; похожие слова: покупает"),
        ("en", "qwertz", "no sentence has “qwertz”"),
    ],
)
def test_what_is_not_found_is_answered_with_similar_words(shop: Project, lang: str, asked: str, said: str) -> None:
    done = shop.command("amocrm-e2e", "steps", "--lang", lang, "--search", asked)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(said)


def test_the_language_is_the_features_then_the_settings_then_what_is_asked_for(shop: Project) -> None:
    assert "ТОДІ" in shop.command("amocrm-e2e", "steps").out
    shop.write("features/english.feature", "Feature: Two\n  Scenario: One\n    Given Ann has a shop\n")
    shop.environment["LC_ALL"] = "ru_RU.UTF-8"
    assert "ТОГДА" in shop.command("amocrm-e2e", "steps").out
    shop.settings('steps = ["shop_steps"]', 'language = "en"')
    assert "THEN" in shop.command("amocrm-e2e", "steps").out
    assert "ТОДІ" in shop.command("amocrm-e2e", "steps", "--lang", "uk").out


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_file_is_written_with_every_sentence(shop: Project, form: str) -> None:
    done = shop.command("amocrm-e2e", "steps", "--format", form, "--output", "docs/deep/steps.out")
    assert (done.code, done.out) == (0, "Записано docs/deep/steps.out. Речень: 5.\n")
    text = (shop.root / "docs/deep/steps.out").read_text(encoding="utf-8")
    printed = shop.command("amocrm-e2e", "steps", "--format", form)
    assert printed.out == text
    assert text.count("крамницю") >= 1
    assert "<b>порожній" not in re.sub(r"(`+).+?\1", "", text)


def test_a_conftest_adds_its_sentences(shop: Project) -> None:
    shop.write("features/conftest.py", OWN_STEPS.replace("крамницю", "кіоск").replace("shop", "kiosk"))
    assert "{word} має кіоск" in sentences(shop.command("amocrm-e2e", "steps").out)


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_listed(shop: Project) -> None:
    shop.write(
        "features/broken.feature",
        "# language: uk\nФункціонал: А\n  Сценарій: Б\n    Нехай Олена має крамницю\n    щось не так\n",
    )
    done = shop.command("amocrm-e2e", "steps")
    assert done.code == 0
    assert done.err.startswith("features/broken.feature:5: ")
    assert done.err.endswith("уживання в цьому файлі не пораховано\n")
    assert len(sentences(done.out)) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["featurs"], "немає файлу чи теки «featurs»; може, «features»?"),
        (["--settings", "no.toml"], "no.toml"),
        (["--lang", "pl"], "pl"),
        (["--output", "features"], "features: не вдалося записати"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_one_message(shop: Project, arguments: list[str], said: str) -> None:
    shop.settings('steps = ["shop_steps"]', 'language = "uk"')
    done = shop.command("amocrm-e2e", "steps", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_missing_steps_module_ends_with_2_and_its_place(shop: Project) -> None:
    shop.settings('steps = ["shop_stebs"]')
    done = shop.command("amocrm-e2e", "steps")
    assert (done.code, done.out) == (2, "")
    assert re.search(r"harness\.toml:2: .*shop_stebs.*shop_steps", done.err)


def test_a_reader_who_has_seen_enough_is_no_error(nowhere: Project) -> None:
    command = f"set -o pipefail; {BIN / 'amocrm-e2e'} steps --format html | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=nowhere.root, env=bare_environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "<!doctype html>\n", "")


def test_a_terminal_gets_colours_and_its_width(shop: Project) -> None:
    shown = on_terminal(shop.root, columns=60)
    assert "\x1b[1mКОЛИ\x1b[0m" in shown
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in shown.splitlines()) <= 60
    assert "\x1b" not in shop.command("amocrm-e2e", "steps").out


def test_a_pipe_has_the_width_of_every_other_report_whatever_an_enclosing_runner_has_set(nowhere: Project) -> None:
    nowhere.environment["COLUMNS"] = "40"
    told = nowhere.command("amocrm-e2e", "steps").out
    assert WIDEST - 10 < max(map(len, told.splitlines())) <= WIDEST


def test_our_keywords_are_keywords_of_their_languages() -> None:
    from harness.commands.step_entries import WORDS

    for lang in LANGUAGES:
        dialect = dialect_of(lang)
        assert f"{WORDS[lang]['given']} " in dialect.given_keywords
        assert f"{WORDS[lang]['when']} " in dialect.when_keywords
        assert f"{WORDS[lang]['then']} " in dialect.then_keywords


def test_each_built_in_module_has_a_topic() -> None:
    from harness.commands.step_topics import TOPICS
    from scenarios import steps

    assert set(TOPICS) == set(steps.pytest_plugins)
    assert {frozenset(titles) for titles in TOPICS.values()} == {frozenset(LANGUAGES)}


def on_terminal(folder: Path, *, columns: int) -> str:
    """What the command writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    environment = bare_environment() | {"COLUMNS": str(columns)}
    with subprocess.Popen([BIN / "amocrm-e2e", "steps"], cwd=folder, env=environment, stdout=theirs) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    assert process.returncode == 0
    return written.decode().replace("\r\n", "\n")
