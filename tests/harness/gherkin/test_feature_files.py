"""Feature files, collected by pytest as a user's project is: what runs, and what each mistake is answered with."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

Files = dict[str, str | bytes]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One collection of a project with every mistake, each in a file of its own."""
    folder = tmp_path_factory.mktemp("project")
    write(folder, {name: text for name, (text, *_) in MISTAKES.items()} | GOOD)
    return collect(folder)


def write(folder: Path, files: Files) -> None:
    (folder / "harness.toml").write_text("version = 1\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers\n", encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())


def collect(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--color=no", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


GIVEN = "Given Ann has an empty amoCRM account"
OUTLINE = "Feature: x\n  Scenario Outline: o\n    Given <who> signs in to the app\n"
GOOD: Files = {
    "bom.feature": b"\xef\xbb\xbf" + f"Feature: With a mark\n  Scenario: marked\n    {GIVEN}\n".encode(),
    "outline.feature": f"""
        Feature: Rows
          Scenario Outline: many
            Given <who> has an amoCRM account with <count> leads
            @more @nightly
            Examples:
              | who | count |
              | Ann | 1     |
              | Bob | 2     |
          @jira:ABC-1 @wip
          Scenario: tagged
            {GIVEN}
    """,
    "rule.feature": f"""
        Feature: Rules
          Rule: one
            Scenario: inside
              {GIVEN}
    """,
}
# The file, the line, and what must be said.
MISTAKES: dict[str, tuple[str | bytes, int, str]] = {
    "twice.feature": (
        f"""
        Feature: Twice
          Scenario: same
            {GIVEN}
          Rule: another
            Scenario: same
              {GIVEN}
        """,
        5,
        "a second scenario is called “same” (the first is at line 2)",
    ),
    "nosteps.feature": (
        f"Feature: x\n  Scenario: empty\n  Scenario: full\n    {GIVEN}\n",
        2,
        "scenario “empty” has no steps",
    ),
    "background.feature": (
        f"Feature: x\n  Background:\n    {GIVEN}\n\n  Scenario: empty\n",
        5,
        "scenario “empty” has no steps",
    ),
    "norows.feature": (
        OUTLINE + "    Examples:\n      | who |\n",
        4,
        "these examples have no rows",
    ),
    "noheader.feature": (
        OUTLINE + "    Examples:\n",
        2,
        "“o” is an outline without examples",
    ),
    "noexamples.feature": (
        OUTLINE,
        2,
        "“o” is an outline without examples",
    ),
    "column.feature": (
        OUTLINE.replace("who", "hwo") + "    Examples:\n      | who |\n      | Ann |\n",
        4,
        "these examples have no column “hwo”; did you mean “who”?",
    ),
    "rows.feature": (
        OUTLINE + "    Examples:\n      | who | who |\n      | Ann | Bob |\n",
        5,
        "the column “who” is here twice",
    ),
    "tag.feature": (
        f"Feature: x\n  @pendng\n  Scenario: s\n    {GIVEN}\n",
        2,
        "no tag @pendng; did you mean “pending”?",
    ),
    "first.feature": (f"Feature: x\n  Scenario: s\n    And {GIVEN[6:]}\n", 3, "can't begin with “And”"),
    "table.feature": (f"Feature: x\n  Scenario: s\n    {GIVEN}\n      | a |\n", 4, "takes no table"),
    "notable.feature": (
        "Feature: x\n  Scenario: s\n    Given Ann has an amoCRM account with the leads:\n",
        3,
        "needs a table",
    ),
    "header.feature": (
        "Feature: x\n  Scenario: s\n    Given Ann has an amoCRM account with the leads:\n      | nmae |\n      | a |\n",
        4,
        "the nearest is “name”",
    ),
    "docstring.feature": (
        f'Feature: x\n  Scenario: s\n    {GIVEN}\n      """\n      x\n      """\n',
        4,
        "takes no text",
    ),
    "syntax.feature": (f"Feature: x\n  Scenario: s\n    {GIVEN}\n  Scenaro: t\n    {GIVEN}\n", 4, "Scenaro"),
    "cells.feature": (
        f"Feature: x\n  Scenario: s\n    {GIVEN}\n      | name | price |\n      | a |\n",
        5,
        "cells",
    ),
    "language.feature": ("# language: xx\nFeature: x\n", 1, "language “xx”"),
    "empty.feature": ("", 1, "no feature"),
    "noscenario.feature": ("Feature: x\n  Words.\n", 1, "no scenario"),
    "encoding.feature": (b"Feature: x\n  # \xff\n", 2, "not UTF-8"),
}


@pytest.mark.parametrize(
    ("name", "line", "says"), [(name, line, says) for name, (_, line, says) in MISTAKES.items()], ids=MISTAKES.keys()
)
def test_a_mistake_is_told_with_file_and_line(collected: str, name: str, line: int, says: str) -> None:
    told = [row for row in collected.splitlines() if row.startswith(f"{name}:{line}: ")]

    assert told, collected
    assert says in told[0]


def test_a_mistake_in_one_file_does_not_stop_another(collected: str) -> None:
    assert "bom.feature::marked" in collected
    assert "rule.feature::inside" in collected
    assert "Traceback" not in collected
    assert "INTERNALERROR" not in collected


def test_each_row_of_the_examples_is_a_test(collected: str) -> None:
    assert "outline.feature::many[Ann-1]" in collected
    assert "outline.feature::many[Bob-2]" in collected


def test_tags_are_marks_even_with_a_colon_and_strict_markers(collected: str, tmp_path: Path) -> None:
    assert "outline.feature::tagged" in collected
    write(tmp_path, GOOD)

    assert collect(tmp_path, "-m", "wip").count("feature::") == 1
    assert collect(tmp_path, "-m", "nightly").count("feature::") == 2
    assert collect(tmp_path, "-o", "addopts=", "-m", "jira:ABC-1").count("feature::") == 1


UNDEFINED = {
    "nearest": (
        "en",
        "Ann sees 5 leeds",
        "Then",
        ("there is no such sentence: “Ann sees 5 leeds”", "nearest: “{word} sees {int} lead/leads”"),
    ),
    "ukrainian": (
        "uk",
        "Олена бачить 5 лидів",
        "Тоді",
        ("такого речення немає: «Олена бачить 5 лидів»", "найближче: «{word} бачить {int} лід/ліди/лідів»"),
    ),
    "russian": (
        "ru",
        "Ольга видит 5 лідов",
        "Тогда",
        ("такого предложения нет", "ближайшее: «{word} видит {int} лид/лида/лидов»"),
    ),
    "a Latin i": (
        "uk",
        "Олена бачить 5 лiдів",
        "Тоді",
        ("однакові: «лiдів»: i (Latin) ≠ і (Cyrillic)",),
    ),
    "a Latin a in the middle": ("uk", "Марко підключaє amoCRM", "Коли", ("a (Latin) ≠ а (Cyrillic)",)),
    "a Cyrillic a": (
        "en",
        "Ann sеes 5 leads",
        "Then",
        ("same: «sеes»: е (Cyrillic) ≠ e (Latin)",),
    ),
    "another keyword": (
        "en",
        "Ann has an empty amoCRM account",
        "When",
        ("the sentence is known, but after another word: Given",),
    ),
    "nothing like it": ("en", "xyzzy", "Given", ("there is no such sentence: “xyzzy”",)),
}
HEADS = {"uk": ("Функціонал", "Сценарій"), "ru": ("Функция", "Сценарий"), "en": ("Feature", "Scenario")}


@pytest.fixture(scope="module")
def undefined(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One run of a project with every undefined sentence."""
    folder = tmp_path_factory.mktemp("undefined")
    files: Files = {}
    for number, (lang, sentence, keyword, _) in enumerate(UNDEFINED.values()):
        feature, scenario = HEADS[lang]
        files[f"u{number}.feature"] = f"# language: {lang}\n{feature}: x\n  {scenario}: s\n    {keyword} {sentence}\n"
    write(folder, files)
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "--run-folder=r"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False).stdout


@pytest.mark.parametrize("number", range(len(UNDEFINED)), ids=UNDEFINED.keys())
def test_an_unknown_sentence_is_told_with_the_nearest(undefined: str, number: int) -> None:
    told = undefined.partition(f"u{number}.feature:4: ")[2].partition("amocrm-e2e run")[0]

    for expected in list(UNDEFINED.values())[number][3]:
        assert expected in told, told


def test_nothing_is_near_a_sentence_that_is_like_none(undefined: str) -> None:
    told = undefined.partition("“xyzzy”")[2].partition("amocrm-e2e run")[0]

    assert "nearest" not in told
