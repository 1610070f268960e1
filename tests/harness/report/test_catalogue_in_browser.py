"""The catalogue's page in a real browser: its script finds what the command finds, and the policy lets it run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_catalogue import DOCSTRING, EVERYTHING, HAS, SCRIPT, SEES, TOPICS, WORDS
from playwright.sync_api import Browser, Page

from harness.report.catalogue import Catalogue, Entry, Example, found, html
from scenarios import steps
from tests.real_browser import real_browser

PHONE = 390


@pytest.fixture(scope="module")
def built_in() -> Catalogue:
    from harness.commands.step_entries import catalogue_of
    from harness.gherkin.load import ProjectSteps
    from harness.settings import Settings

    root = Path(steps.__file__).parents[2]
    return catalogue_of(ProjectSteps(Settings(), root).visible_from(root), [])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with real_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of which the browser has nothing to say: it has refused no script, and no script has failed."""
    opened = browser.new_page()
    opened.set_default_timeout(5000)
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    yield opened
    opened.context.close()
    assert heard == []


def shown(page: Page) -> list[str]:
    script = "articles => articles.filter(one => one.checkVisibility()).map(one => one.id)"
    return list(page.locator(".entry").evaluate_all(script))


def test_the_language_switch_needs_no_script(page: Page) -> None:
    without_script = html(EVERYTHING, lang="uk").partition("<script>const")[0]
    page.set_content(without_script)
    for lang, title in (("ru", "Лиды"), ("en", "Leads"), ("uk", "Ліди")):
        page.check(f"#in-{lang}")
        assert page.locator("h3").first.inner_text() == title
        assert page.locator('[id="leads.sees"] .said').inner_text() == SEES.texts[lang]
    page.check("#in-all")
    assert page.locator('[id="leads.sees"] .said').inner_text().split("\n") == list(SEES.texts.values())
    assert page.locator('[id="own.evil"] .said').inner_text().count("script") == 2
    assert not page.locator("#search").is_visible()


def test_the_page_finds_what_the_command_finds(page: Page, built_in: Catalogue) -> None:
    page.set_content(html(built_in, lang="uk"))
    for asked in ("лід", "ЛІДІВ бачить", "аккаунт", "подключён", "connected", "хвилину", "leads", "p", "xyzzy"):
        page.fill("#search", asked)
        expected = {entry.anchor for entry in found(built_in, asked).entries}
        assert set(shown(page)) == expected, asked
        assert page.locator(".search output [data-ui=uk]").inner_text() == f"Показано: {len(expected)}"
    for nothing in ("", "’ "):
        page.fill("#search", nothing)
        assert len(shown(page)) == len(built_in.entries)


def test_an_example_is_shown_once_whatever_languages_its_sentence_has(page: Page) -> None:
    english = Entry(
        "only.english", ("given",), "shop.own", {"en": "{word} rests"}, {"en": Example(("Given Ann rests",))}
    )
    page.set_content(html(Catalogue((SEES, english, SCRIPT), TOPICS, WORDS), lang="uk"))
    for lang, count in {"uk": 1, "ru": 1, "en": 1, "all": 3}.items():
        page.check(f"#in-{lang}")
        counts = [
            page.locator(f'[id="{one}"] pre:visible').count() for one in ("leads.sees", "only.english", "own.evil")
        ]
        assert counts == [count, 1, 1], lang


def test_sections_without_a_find_go_away(page: Page) -> None:
    page.set_content(html(EVERYTHING, lang="uk"))
    page.fill("#search", "примітка")
    assert shown(page) == [DOCSTRING.anchor]
    assert page.locator("main h2:visible").all_inner_texts() == ["Нехай"]


def test_an_example_is_copied_as_it_is(page: Page, tmp_path: Path) -> None:
    (tmp_path / "steps.html").write_text(html(EVERYTHING, lang="uk"), encoding="utf-8")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((tmp_path / "steps.html").as_uri())
    button = page.locator('[id="leads.has"] .copy')
    assert button.inner_text() == "Копіювати"
    button.click()
    page.wait_for_selector(".copied")
    assert button.inner_text() == "Скопійовано"
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(HAS.examples["uk"].lines)


def test_a_phone_scrolls_in_one_direction_only(page: Page, built_in: Catalogue) -> None:
    everything = Catalogue((*built_in.entries, SCRIPT), {**built_in.topics, **TOPICS}, WORDS)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.set_content(html(everything, lang="uk"))
    for lang in ("uk", "ru", "en", "all"):
        page.check(f"#in-{lang}")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE, lang
