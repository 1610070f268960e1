"""The proof as text, JSON and a page: the same matrix in each, and nothing of it taken for markup."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from harness.events.results import ScenarioResult
from harness.report.proof.html import html
from harness.report.proof.json import as_json
from harness.report.proof.matrix import Left, Matrix, Problem, Row
from harness.report.proof.messages import MESSAGES
from harness.report.proof.terminal import summary

EVIL = "<script>alert(1)</script>"
TITLE = {"uk": "перший <баг>", "ru": "первый <баг>", "en": "the first <bug>"}
FINDING = {"cause": "cause_one", "title": f"Why {EVIL}", "happened": "At ten", "why": "Because", "change": "Do it"}


def scenario(number: int, verdict: str, **given: Any) -> ScenarioResult:
    name, place = f"Scenario {number} & {EVIL}", f"features/a.feature:{number}"
    return ScenarioResult(f"id{number}", name, "f", place, "uk", verdict=verdict, **given)


def made(*problems: Problem) -> Matrix:
    played = [
        scenario(1, "failed", findings=[FINDING], switches="--bug one"),
        scenario(2, "failed"),
        scenario(3, "passed"),
    ]
    row = Row("one", TITLE, "client", ["D01"], ["client: one"], frozenset({"cause_one"}), played)
    left = Left("two", TITLE, "amocrm", ["D43"], {"uk": "бо <так>", "ru": "ибо", "en": "because"})
    correct = [scenario(number, "passed") for number in (1, 2, 3, 4)]
    return Matrix(correct, [row], [left], problems, 12.4, whole=True)


@pytest.mark.parametrize("lang", MESSAGES)
def test_the_languages_have_the_same_words(lang: str) -> None:
    assert set(MESSAGES[lang]) == set(MESSAGES["en"])


def test_the_terminal_has_a_line_for_each_bug_and_an_end() -> None:
    lines = summary(made(), lang="en").splitlines()

    assert lines[0] == "one  ●○·  cause_one"
    assert lines[-1] == (
        "✓ Proved: the correct pair is green, all bugs (1) are killed and named, each scenario (4) can fail."
        " Runs of scenarios: 7 in 12 s."
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ["✗ nothing kills one", "Not proved. Problems: 1. Runs of scenarios: 7 in 12 s."]),
        ("uk", ["✗ ніщо не ловить one", "Не доведено. Проблем: 1. Прогонів сценаріїв: 7 за 12 с."]),
        ("ru", ["✗ ничто не ловит one", "Не доказано. Проблем: 1. Прогонов сценариев: 7 за 12 с."]),
    ],
)
def test_problems_are_told_in_the_readers_language(lang: str, told: list[str]) -> None:
    shown = made(Problem("nothing_kills", {"bug": "one"}))

    assert summary(shown, lang=lang).splitlines()[-2:] == told
    assert told[0].removeprefix("✗ ") in BeautifulSoup(html(shown, lang=lang), "html.parser").get_text()


def test_the_json_says_who_kills_whom_and_what_is_left_out() -> None:
    document = json.loads(as_json(made(Problem("nothing_kills", {"bug": "one"}))))

    assert document["bugs"]["one"]["kills"] == {"features/a.feature:1": ["cause_one"], "features/a.feature:2": []}
    assert document["bugs"]["one"]["survives"] == ["features/a.feature:3"]
    assert document["not_switched"]["two"]["rows"] == ["D43"]
    assert document["problems"] == ["nothing kills one"]
    assert len(document["scenarios"]) == 4


@pytest.mark.parametrize("lang", MESSAGES)
def test_the_page_has_the_matrix_and_each_bug_as_it_is_told(lang: str) -> None:
    page = BeautifulSoup(html(made(), lang=lang), "html.parser")
    marks = [cell.get_text() for cell in page.select(".matrix tbody tr")[0].find_all("td")]
    article = page.select_one("#bug-one")
    assert article is not None

    assert marks == ["●", "○", "·", ""]
    assert TITLE[lang] in article.get_text()
    assert f"Why {EVIL}" in article.get_text()
    assert "amocrm-e2e run --bug one features/a.feature:1" in article.get_text()
    assert [each.get_text() for each in page.select(".left dt")] == [f"{TITLE[lang]} D43"]


def test_nothing_on_the_page_is_taken_for_markup() -> None:
    assert EVIL not in html(made(Problem("correct_fails", {"place": EVIL, "why": EVIL})), lang="en")


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = BeautifulSoup(html(made(), lang="en"), "html.parser")
    ids = {tag["id"] for tag in page.find_all(id=True)}

    assert {str(link["href"]).removeprefix("#") for link in page.select("main a[href^='#']")} <= ids
