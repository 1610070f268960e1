"""The catalogue as Markdown: its tables are tables, whatever is in them."""

import re

import pytest
from made_catalogue import EVERYTHING, HAS, SCRIPT, SEES, catalogue

from harness.report.catalogue import markdown

# A cell ends at a bar that no backslash stands before; a backslash before a backslash is one in a code span, too.
CELL = re.compile(r"\|((?:\\.|[^|\\])*)(?=\|)")


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in CELL.findall(line)] for line in text.splitlines() if line.startswith("|")]


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
@pytest.mark.parametrize("every", [False, True])
def test_every_row_has_the_cells_of_its_header(lang: str, every: bool) -> None:
    text = markdown(EVERYTHING, lang=lang, every=every)
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) == 4
    for table in tables:
        header, line, *body = rows(table)
        assert line == ["---"] * 3
        assert body
        assert {len(row) for row in (header, *body)} == {3}


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_every_sentence_is_a_row(lang: str) -> None:
    text = markdown(catalogue(SEES, HAS), lang=lang)
    for entry in (SEES, HAS):
        assert f'| <a id="{entry.anchor}"></a>`{entry.texts[lang]}` |' in text


def test_all_languages_share_a_cell() -> None:
    texts = [f"`{SEES.texts[lang]}`" for lang in ("uk", "ru", "en")]
    assert f'<a id="leads.sees"></a>{"<br>".join(texts)} |' in markdown(catalogue(SEES), lang="en", every=True)


def test_every_link_of_the_contents_leads_somewhere_once() -> None:
    text = markdown(EVERYTHING, lang="uk")
    targets = re.findall(r'<a id="([^"]+)"></a>', text)
    links = re.findall(r"^ *- \[.+\]\(#(.+)\)$", text, re.MULTILINE)
    assert len(links) == 7
    assert set(links) <= set(targets)
    assert len(targets) == len(set(targets))


def test_only_our_own_tags_stand_outside_code() -> None:
    text = re.sub(r"(`+).+?\1", "", markdown(EVERYTHING, lang="en"))
    assert not re.sub(r'<a id="[\w.-]+"></a>|<br>|</?code>', "", text).count("<")
    assert r"&lt;/p&gt;&lt;script&gt;alert(3)&lt;/script&gt; \| \_x\_" in text
    assert r"features/&lt;img src=x&gt;.feature:1" in text


def test_backticks_get_a_longer_fence() -> None:
    assert "`` скажи `<script>" in markdown(catalogue(SCRIPT), lang="uk")


def test_a_bar_behind_a_backslash_is_spelled_so_that_no_table_breaks() -> None:
    text = markdown(catalogue(HAS), lang="uk")
    assert "<code>&#124; назва &#92;&#124; сума &#124;</code>" in text
