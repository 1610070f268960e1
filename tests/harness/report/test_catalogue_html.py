"""The catalogue as a page, and the shell of all pages."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from made_catalogue import DOCSTRING, EVERYTHING, HAS, SCRIPT, SEES

from harness.report.catalogue import html
from harness.report.page import page

MAIN = '<main id="main"></main>'
VOID = {"meta", "link", "input", "br"}


class Nesting(HTMLParser):
    """Notes every tag that isn't closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} at {self.getpos()}")


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_every_sentence_is_there_in_every_language_whichever_it_opens_in(lang: str) -> None:
    soup = BeautifulSoup(html(EVERYTHING, lang=lang), "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == lang
    assert [one["id"] for one in soup.select("input[name=in][checked]")] == [f"in-{lang}"]
    for entry in (SEES, HAS, DOCSTRING):
        for each, text in entry.texts.items():
            shown = soup.select_one(f'[id="{entry.anchor}"] .said > [data-in={each}]')
            assert shown is not None
            assert (shown.text, shown["lang"]) == (text, each)


def test_it_can_open_in_all_languages() -> None:
    soup = BeautifulSoup(html(EVERYTHING, lang="ru", every=True), "html.parser")
    assert [one["id"] for one in soup.select("input[name=in][checked]")] == ["in-all"]


def test_a_sentence_of_one_language_stands_for_the_others() -> None:
    soup = BeautifulSoup(html(EVERYTHING, lang="en"), "html.parser")
    shown = soup.select('[id="own.evil"] .said > [data-other]')
    assert [(one["data-in"], one["lang"], one.text) for one in shown] == [
        ("ru", "uk", SCRIPT.texts["uk"].replace("\x1b", "�")),
        ("en", "uk", SCRIPT.texts["uk"].replace("\x1b", "�")),
    ]


def test_nothing_of_a_users_sentence_becomes_markup() -> None:
    text = html(EVERYTHING, lang="uk")
    soup = BeautifulSoup(text, "html.parser")
    assert len(soup.find_all("script")) == 1
    assert not soup.find_all(["img", "b"], string=True)
    for shown in ('<script>alert("1")</script>', "</script><script>alert(2)</script>", "<script>alert(3)</script>"):
        assert shown in soup.text
    assert "\x1b" not in text


def test_tags_are_nested_and_every_id_and_link_fits() -> None:
    text = html(EVERYTHING, lang="uk")
    nesting = Nesting()
    nesting.feed(text)
    assert (nesting.wrong, nesting.open) == ([], [])
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    soup = BeautifulSoup(text, "html.parser")
    assert {str(link["href"]).removeprefix("#") for link in soup.select("a[href]")} <= set(ids)
    assert {str(one["aria-labelledby"]) for one in soup.select("[aria-labelledby]")} <= set(ids)


def test_the_only_script_is_the_one_that_the_policy_allows() -> None:
    soup = BeautifulSoup(html(EVERYTHING, lang="uk"), "html.parser")
    policy = soup.select_one("meta[http-equiv=Content-Security-Policy]")
    script = soup.script
    assert policy is not None
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy["content"]
    assert "default-src 'none'" in policy["content"]
    attributes = [(name, value) for tag in soup.find_all(True) for name, value in tag.attrs.items()]
    assert not [name for name, _ in attributes if name in ("src", "style", "action") or name.startswith("on")]
    assert all(str(value).startswith(("#", "data:")) for name, value in attributes if name == "href")


def test_a_page_escapes_its_title_and_needs_a_main_part() -> None:
    assert "<title>&lt;b&gt; $title</title>" in page(title="<b> $title", lang="uk", body=MAIN)
    with pytest.raises(ValueError, match="main"):
        page(title="x", lang="uk", body="<p>x</p>")


def test_a_page_without_a_script_allows_none() -> None:
    text = page(title="x", lang="en", body=MAIN)
    assert "script-src 'none';" in text
    assert "<script" not in text


@pytest.mark.parametrize("part", ["script", "style"])
def test_what_would_end_its_own_element_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="end tag"):
        page(title="x", lang="en", body=MAIN, **{part: f"'</{part.upper()}>'"})


@pytest.mark.parametrize(
    ("lang", "said"), [("uk", "Перейти до вмісту"), ("ru", "Перейти к содержанию"), ("pl", "Skip to content")]
)
def test_the_first_link_skips_to_the_content(lang: str, said: str) -> None:
    body = BeautifulSoup(page(title="x", lang=lang, body=MAIN), "html.parser").body
    assert body is not None
    assert body.a is not None
    assert (body.a["href"], body.a.text) == ("#main", said)


def test_text_can_be_read_in_light_and_dark() -> None:
    style = page(title="x", lang="en", body=MAIN)
    schemes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.+?)\}", style, re.DOTALL)
    ]
    light, dark, printed = schemes
    assert light.keys() == dark.keys()
    for scheme in (light, {**light, **dark}, {**light, **printed}):
        for text, ground in (
            ("text", "page"),
            ("text", "panel"),
            ("soft", "page"),
            ("soft", "panel"),
            ("accent", "page"),
            ("accent", "panel"),
            ("on-accent", "accent"),
            ("mark", "mark-ground"),
        ):
            assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground, scheme)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
