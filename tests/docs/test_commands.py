"""README and docs as a newcomer would read them: every tested block is typed in order, and prints what is printed."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from newcomer import ROOT, Block, Typed, blocks, matches, read

CHECKOUT = ("README.md", "docs/developers.md", "docs/ci.md")
QA = {"docs/qa.uk.md": "uk_UA.UTF-8", "docs/qa.ru.md": "ru_RU.UTF-8", "docs/qa.en.md": "en_US.UTF-8"}
DOCUMENTS = (*CHECKOUT, *QA)

BLOCKS = [block for document in DOCUMENTS for block in blocks(document)]
TYPED = [block for block in BLOCKS if block.is_typed]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Typed]:
    """Everything, in the order of reading; whoever reads a guide for QA does so in a checkout of their own."""
    readers: list[tuple[Sequence[str], str | None]] = [(CHECKOUT, None), *(((each,), QA[each]) for each in QA)]
    folders = [tmp_path_factory.mktemp("reader") / "checkout" for _ in readers]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as pool:
        started = [
            pool.submit(read, documents, folder, locale=locale)
            for (documents, locale), folder in zip(readers, folders, strict=True)
        ]
    return {place: done for one in started for place, done in one.result().items()}


@pytest.mark.parametrize("block", TYPED, ids=[block.place for block in TYPED])
def test_a_block_does_what_the_document_says(block: Block, typed: dict[str, Typed]) -> None:
    done = typed[block.place]
    assert done.status == block.exits, done.output
    assert matches(block.prints, done.output), f"expected:\n{block.prints}\nprinted:\n{done.output}"


def test_an_output_that_differs_in_a_word_is_noticed() -> None:
    assert matches("a … c #123456 at 10:00:01.5", "x a b c #abcdef at 23:59:59")
    assert not matches("Причина: a", "Причина: b")
    assert not matches("{…,403}", "{1,400}")


def test_every_mark_is_one_that_is_understood() -> None:
    known = re.compile(r"tested(, exits \d|, serves|, asks)?|file: [\w./-]+|default of [\w.]+")
    assert [block.place for block in BLOCKS if not known.fullmatch(block.mark)] == []


def test_every_shell_block_is_tested_but_for_make() -> None:
    def shell(texts: Sequence[str]) -> list[str]:
        return [text for text in texts if not text.startswith("make ")]

    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        everything = shell(re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
        tested = [block.text for block in BLOCKS if block.kind == "sh" and block.place.startswith(document)]
        assert everything == tested


def test_the_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets == {"e2e", "test", "up"}
    assert targets <= set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
