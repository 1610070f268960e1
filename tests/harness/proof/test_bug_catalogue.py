"""The catalogue fits the systems, the rules and the scenarios; and what is wrong in a table of it is told."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from harness.diagnosis.messages import LANGUAGES
from harness.diagnosis.rules import RULES
from harness.proof.catalogue import BUGS, CATALOGUE, Bug, CatalogueError, read_catalogue
from harness.proof.variant import Variant, everything
from simulated_client import list_bugs

FEATURES = Path(__file__).parents[3] / "features"
_SCENARIO = re.compile(
    r"^\s*(?:Scenario|Scenario Outline|Example|Сценарій|Структура сценарію|Сценарий|Структура сценария):\s*(.+?)\s*$",
    re.MULTILINE,
)


def scenarios() -> set[tuple[str, str]]:
    """File below the features, and name, of every scenario there is."""
    return {
        (str(file.relative_to(FEATURES)), name)
        for file in FEATURES.rglob("*.feature")
        for name in _SCENARIO.findall(file.read_text(encoding="utf-8"))
    }


def backend_switches() -> set[str]:
    """What the backend itself lists."""
    command = [sys.executable, "-m", "reference_backend", "--list-bugs"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split())


def test_every_switch_of_the_catalogue_exists_and_every_existing_one_is_in_the_catalogue() -> None:
    assert {switch for bug in BUGS.values() for switch in bug.switches.backend} == backend_switches()
    assert {switch for bug in BUGS.values() for switch in bug.switches.client} == set(list_bugs())


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS.keys())
def test_a_bug_has_causes_that_exist_and_scenarios_that_catch_it(bug: Bug) -> None:
    assert bug.causes
    assert bug.causes | bug.also <= set(RULES)
    assert not bug.causes & bug.also
    assert bug.fails
    assert all(bug.fails.values())


@pytest.mark.parametrize("variant", everything(), ids=lambda variant: variant.id)
def test_the_scenarios_that_are_to_fail_exist(variant: Variant) -> None:
    declared = {(file, name) for file, names in variant.fails.items() for name in names}

    assert declared
    assert declared <= scenarios(), declared - scenarios()


def test_every_cause_is_the_cause_of_some_bug() -> None:
    assert {cause for bug in BUGS.values() for cause in bug.causes} == set(RULES)


@pytest.mark.parametrize("id_", [*BUGS, *CATALOGUE.unswitched])
def test_titles_and_reasons_are_short_and_told_in_each_language(id_: str) -> None:
    entry = BUGS.get(id_) or CATALOGUE.unswitched[id_]
    reason = getattr(entry, "reason", dict.fromkeys(LANGUAGES, "–"))

    for lang in LANGUAGES:
        assert 0 < len(entry.title[lang]) <= 120
        assert not entry.title[lang].endswith(".")
        assert reason[lang]
    assert len(set(entry.title.values())) == len(LANGUAGES)


# Everything that was found out about this integration before it had tests: what went wrong in one real system, by its
# documents (D) and by running it (F), and what those who integrate get wrong again and again (M).
ROWS = (
    *(f"D{number:02}" for number in range(1, 52) if number not in (15, 25)),
    *(f"F{number:02}" for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 15, 17, 18, 19, 20, 21, 22, 23, 25, 26)),
    *(f"M{number:02}" for number in range(1, 35)),
)


def test_nothing_that_was_found_out_is_dropped() -> None:
    told = {row for entry in (*BUGS.values(), *CATALOGUE.unswitched.values()) for row in entry.rows}

    assert len(ROWS) == 104
    assert told == set(ROWS)


def test_every_scenario_is_to_catch_a_bug() -> None:
    caught = {(file, name) for bug in BUGS.values() for file, names in bug.fails.items() for name in names}

    assert scenarios() - caught == set()


GOOD = """
[one]
rows = ["D01"]
lives = "backend"
backend = ["one"]
causes = ["cause"]
title = { uk = "перше", ru = "первое", en = "first" }
[one.fails]
"a.feature" = ["A"]
"""


def read(folder: Path, text: str) -> None:
    (folder / "some.toml").write_text(text, encoding="utf-8")
    read_catalogue(folder)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('backend = ["one"]', 'backand = ["one"]', r"some.toml: \[one\] has 'backand'; did you mean “backend”\?"),
        ('causes = ["cause"]', "", r"\[one\] lacks causes"),
        ('lives = "backend"', 'lives = "beckend"', "lives in 'beckend'; did you mean “backend”"),
        ('ru = "первое", ', "", "title must be told in uk, ru, en"),
        ('backend = ["one"]', "", "switches nothing; give it backend, client, integration, or a reason"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_place(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    read(tmp_path, GOOD)
    with pytest.raises(CatalogueError, match=said):
        read(tmp_path, GOOD.replace(wrong, right))


def test_a_bug_stands_in_the_catalogue_once(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"\[one\] stands in the catalogue twice"):
        read(tmp_path, GOOD)
