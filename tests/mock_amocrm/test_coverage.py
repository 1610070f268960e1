"""The coverage page, the command, and the table of the docs: all of one truth."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup

from mock_amocrm.catalogue import catalogue
from mock_amocrm.coverage.rows import rows, total
from mock_amocrm.endpoint import Endpoint
from mock_amocrm.server import MockAmoCRM

DOCUMENT = Path(__file__).parents[2] / "docs" / "coverage.md"


def told(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mock_amocrm", "coverage", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_catalogue_has_every_documented_endpoint_once() -> None:
    facts = catalogue()
    assert len(facts) == 325
    assert {fact.priority for fact in facts.values()} == {1, 2, 3}
    assert sum(fact.priority < 3 for fact in facts.values()) == 152


def test_what_is_not_served_is_not_called_implemented() -> None:
    served = [Endpoint(method="GET", path="/api/v4/leads/{id}", view=str)]
    found = {row.fact.key: row for row in rows(served)}
    assert found["GET /api/v4/leads/{id}"].is_implemented
    assert not found["GET /api/v4/leads"].is_implemented
    assert not found["GET /api/v4/leads"].is_tested
    assert total(found.values()).implemented == 1


def test_the_command_ends_with_the_count(mock: MockAmoCRM) -> None:
    answer = told()
    served = total(rows(mock.fake.endpoints))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1] == "325 of 325"
    assert (served.implemented, served.tested) == (325, 325)
    assert sum("/api/v4/leads/{id}" in line.split() for line in answer.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [(("--format", "markdwn"), "did you mean 'markdown'?"), (("--lang", "ua"), "did you mean 'uk'?")],
)
def test_a_wrong_word_is_answered_with_the_nearest(arguments: tuple[str, ...], nearest: str) -> None:
    answer = told(*arguments)
    assert answer.returncode == 2
    assert nearest in answer.stderr


def test_the_documentation_has_the_table_of_today() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == told("--format", "markdown").stdout, (
        "write it again: mock-amocrm coverage --format markdown > docs/coverage.md"
    )


@pytest.mark.parametrize(("lang", "word"), [("uk", "Адреса"), ("ru", "Адрес"), ("en", "Endpoint")])
def test_the_page_shows_every_endpoint_in_the_readers_language(mock: MockAmoCRM, lang: str, word: str) -> None:
    answer = requests.get(f"{mock.url}/_mock/coverage", headers={"Accept-Language": lang}, timeout=5)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert len(page.select("[data-testid=endpoint]")) == 325
    assert page.select_one("html")["lang"] == lang
    assert page.select_one("th").text.strip() == word
    chosen = requests.get(f"{mock.url}/_mock/coverage?lang={lang}", timeout=5)
    assert chosen.text == answer.text


def test_the_page_is_the_machines_own(mock: MockAmoCRM) -> None:
    answer = requests.get(f"{mock.url}/_mock/coverage", headers={"Host": "demo.amocrm.ru"}, timeout=5)
    assert answer.status_code == 404
