"""How much room texts take on a terminal."""

import pytest

from harness.cells import clipped, padded, width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("Олена", 5), ("漢字", 4), ("🔑", 2), ("и\u0306", 1), ("a\u200b", 1)]
)
def test_letters_of_all_kinds_take_their_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize("text", ["Олена підключає amoCRM", "漢字漢字漢字", "🔑🔑🔑🔑", "short", "и\u0306" * 20])
@pytest.mark.parametrize("room", [1, 2, 5, 8, 40])
def test_a_clipped_text_fits_and_says_that_it_is_clipped(text: str, room: int) -> None:
    told = clipped(text, room)

    assert width(told) <= room
    assert told == text if width(text) <= room else told.endswith("…")
    assert text.startswith(told.rstrip("…"))


def test_padding_counts_cells() -> None:
    assert [width(padded(text, 8)) for text in ("Олена", "漢字", "longer than that")] == [8, 8, 16]


def test_lines_break_at_spaces_and_by_cells() -> None:
    lines = wrapped("漢字 漢字 漢字 ab https://example.com/a-very-long-address c", 12, first="> ", rest="  ")

    assert lines == ["> 漢字 漢字", "  漢字 ab", "  https://example.com/a-very-long-address", "  c"]
    assert wrapped("  ", 10) == []
