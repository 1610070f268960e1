"""The guides for QA say the same in three languages, and their tables say what the code does."""

import re
import shlex
from collections.abc import Sequence

import pytest
from newcomer import ROOT, Block, blocks

from harness.events.status import NOT_ENDED, NOT_RUN, ORDER, PASSED, RED
from harness.gherkin.tags import MEANINGS
from harness.report.messages import MESSAGES
from harness.report.terminal import MARKS

LANGUAGES = ("uk", "ru", "en")
GUIDES = {lang: (ROOT / "docs" / f"qa.{lang}.md").read_text(encoding="utf-8") for lang in LANGUAGES}
BLOCKS = {lang: blocks(f"docs/qa.{lang}.md") for lang in LANGUAGES}
OF_THE_LANGUAGE = ("-k", "--search", "--lang", "--language")  # what follows them differs
YES = {"uk": ("так", "ні"), "ru": ("да", "нет"), "en": ("yes", "no")}
# As one reads them: good, bad, neither; the last two are seen when a run breaks off only.
IN_THE_TABLE = (*(status for status in ORDER if status not in (NOT_RUN, NOT_ENDED)), NOT_RUN, NOT_ENDED)


def headings(lang: str) -> list[tuple[str, str]]:
    """Level and number of each."""
    prose = re.sub(r"^```.*?^```$", "", GUIDES[lang], flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^(#+) (\d+\.)?", prose, re.MULTILINE)


def typed(block: Block) -> list[str]:
    """The words of a block's commands, without those that are the language's own."""
    words = shlex.split(block.text)
    return ["…" if before in OF_THE_LANGUAGE else word for before, word in zip(["", *words], words, strict=False)]


def marks(text: str) -> list[str]:
    """What became of each scenario that a printed block shows."""
    return [line[0] for line in text.splitlines() if re.match(rf"[{re.escape(''.join(MARKS.values()))}] \S", line)]


def rows(lang: str, title: str) -> list[list[str]]:
    """The cells of the table whose header begins with that title."""
    table = re.search(rf"^\| {title} \|.*?(?=\n\n)", GUIDES[lang], re.DOTALL | re.MULTILINE)
    assert table is not None, title
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


def equal(values: Sequence[object]) -> bool:
    return all(value == values[0] for value in values)


def test_the_guides_have_the_same_sections() -> None:
    assert equal([headings(lang) for lang in LANGUAGES])
    assert [number for _, number in headings("uk") if number] == [f"{number}." for number in range(1, 13)]


def test_the_guides_have_the_same_blocks() -> None:
    assert equal([[(block.mark, block.kind) for block in BLOCKS[lang]] for lang in LANGUAGES])


def test_the_guides_type_the_same() -> None:
    for one in zip(*(BLOCKS[lang] for lang in LANGUAGES), strict=True):
        if one[0].kind == "sh":
            assert equal([typed(block) for block in one]), [block.place for block in one]


def test_the_guides_show_the_same_verdicts() -> None:
    for one in zip(*(BLOCKS[lang] for lang in LANGUAGES), strict=True):
        assert equal([marks(block.prints) for block in one]), [block.place for block in one]
    shown = {mark for block in BLOCKS["uk"] for mark in marks(block.prints)}
    assert {MARKS[PASSED], *"✗?…–≈"} == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_a_guide_is_left_untested_but_make(lang: str) -> None:
    fences = re.findall(r"^```\w+\n(.*?)^```$", GUIDES[lang], re.DOTALL | re.MULTILINE)
    tested = [text for block in BLOCKS[lang] for text in (block.text, block.prints) if text]
    assert [text for text in fences if text not in tested] == ["make e2e\n"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_command_prints_is_shown(lang: str) -> None:
    silent = [block.text for block in BLOCKS[lang] if block.is_typed and not block.prints]
    assert silent == [". .venv/bin/activate\n", "mkdir ../crm-tests\ncd ../crm-tests\n"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reader_is_told_where_to_save_each_file(lang: str) -> None:
    for block in BLOCKS[lang]:
        if block.mark.startswith("file: "):
            name = block.mark.removeprefix("file: ")
            before = GUIDES[lang].partition(f"<!-- {block.mark} -->\n")[0]
            assert f"`{name}`" in before, block.place


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_verdicts_is_the_codes(lang: str) -> None:
    expected = []
    for status in IN_THE_TABLE:
        junit = "`failure`" if status in RED else "–" if status == PASSED else "`skipped`"
        expected.append([MARKS[status], MESSAGES[lang][status], YES[lang][status in RED], junit])
    title = {"uk": "знак", "ru": "знак", "en": "mark"}[lang]
    assert [[*cells[:2], *cells[3:]] for cells in rows(lang, title)] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_tags_has_every_tag_that_does_something(lang: str) -> None:
    told = [name for cells in rows(lang, {"uk": "тег", "ru": "тег", "en": "tag"}[lang]) for name in cells[:1]]
    assert re.findall(r"`@([\w-]+)`", " ".join(told)) == list(MEANINGS)
