"""The dashboard's page as it is served: its languages, its files, its policy, its texts."""

import re
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup
from dashboard import Dashboard

from mock_amocrm.faults.kinds import KINDS
from mock_amocrm.messages import LANGS
from mock_amocrm.pages.dashboard.messages import TEXTS, VIEWS
from mock_amocrm.server import MockAmoCRM

FOLDER = Path(__file__).parents[2] / "mock_amocrm" / "pages" / "dashboard"
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.suffix in (".js", ".css")}
LONGEST = 300  # non-blank lines of a script or a style
SAID = re.compile(r'say\((?:"(\w+)"|`(\w+?_)\$)')


@pytest.mark.parametrize(("lang", "word"), [("uk", "Акаунти"), ("ru", "Аккаунты"), ("en", "Accounts")])
def test_the_page_speaks_the_readers_language(mock: MockAmoCRM, lang: str, word: str) -> None:
    answer = requests.get(f"{mock.url}/_mock/", headers={"Accept-Language": lang}, timeout=5)
    page = BeautifulSoup(answer.text, "html.parser")

    assert page.select_one("html")["lang"] == lang
    assert page.select_one("nav.views a[href='#accounts']").text == word
    assert requests.get(f"{mock.url}/_mock?lang={lang}", timeout=5).text == answer.text


def test_the_page_and_its_files_run_nothing_but_their_own_scripts(mock: MockAmoCRM) -> None:
    page = requests.get(f"{mock.url}/_mock/", timeout=5)
    named = re.findall(r'"(/_mock/dashboard/[\w.]+)"', page.text)
    assert len(named) == 3
    for address in named:
        assert requests.get(f"{mock.url}{address}", timeout=5).status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|style=", page.text)


def test_only_the_dashboards_own_files_are_served_and_only_to_this_machine(mock: MockAmoCRM) -> None:
    for name in ("messages.py", "dashboard.html", "..%2Fconsent.html", "nothing.js"):
        assert requests.get(f"{mock.url}/_mock/dashboard/{name}", timeout=5).status_code == 404
    for path in ("/_mock/", "/_mock/dashboard/main.js"):
        assert requests.get(f"{mock.url}{path}", headers={"Host": "demo.amocrm.ru"}, timeout=5).status_code == 404


def test_every_view_has_a_script_and_a_name() -> None:
    for view in VIEWS:
        assert f"{view}.js" in SOURCES
        assert f"view_{view}" in TEXTS["en"]


def test_scripts_and_styles_stay_small() -> None:
    sizes = {name: sum(bool(line.strip()) for line in text.splitlines()) for name, text in SOURCES.items()}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_no_script_makes_elements_of_text() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser|https?://(?!\$)"
    )
    found = {name: forbidden.findall(text) for name, text in SOURCES.items() if forbidden.search(text)}
    assert found == {}


def test_every_language_has_the_same_texts_with_the_same_blanks() -> None:
    assert set(TEXTS) == set(LANGS)
    for key, text in TEXTS["en"].items():
        blanks = {lang: sorted(re.findall(r"{(\w+)}", TEXTS[lang][key])) for lang in LANGS}
        assert all(found == sorted(re.findall(r"{(\w+)}", text)) for found in blanks.values()), key
    assert {len(TEXTS[lang]) for lang in LANGS} == {len(TEXTS["en"])}


def test_every_kind_of_fault_is_explained_in_every_language() -> None:
    assert {kind.about for kind in KINDS.values()} == {TEXTS["en"][f"fault_{name}"] for name in KINDS}
    told = {name: {TEXTS[lang][f"fault_{name}"] for lang in LANGS} for name in KINDS}
    assert {name for name, texts in told.items() if len(texts) < len(LANGS)} == set()


def test_what_the_scripts_say_has_a_text() -> None:
    said = {match for source in SOURCES.values() for match in SAID.findall(source)}
    assert {key for key, _ in said if key} <= set(TEXTS["en"])
    for _, prefix in said:
        assert any(key.startswith(prefix) for key in TEXTS["en"])


def test_another_language_can_be_chosen_and_the_view_stays(dashboard: Dashboard) -> None:
    page = dashboard.open("accounts")
    page.get_by_role("link", name="uk").click()
    page.get_by_role("heading", name="Акаунти").wait_for()
    assert page.url.endswith("?lang=uk#accounts")
    assert page.evaluate("document.documentElement.lang") == "uk"
