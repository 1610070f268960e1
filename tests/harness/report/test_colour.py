"""Colours come where somebody sees them, and change nothing else."""

import io
import re

import pytest

from harness.report.colour import coloured, painted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "asked", "environ", "wanted"),
    [
        (Terminal(), "auto", {}, True),
        (io.StringIO(), "auto", {}, False),
        (Terminal(), "auto", {"NO_COLOR": "1"}, False),
        (Terminal(), "auto", {"NO_COLOR": ""}, True),
        (io.StringIO(), "auto", {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), "auto", {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (Terminal(), "auto", {"TERM": "dumb"}, False),
        (io.StringIO(), "yes", {"NO_COLOR": "1"}, True),
        (Terminal(), "no", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_gets_colours(stream: io.StringIO, asked: str, environ: dict[str, str], wanted: bool) -> None:
    assert coloured(stream, asked=asked, environ=environ) is wanted


REPORT = """\
Причина: Код обміняно двічі
  Що сталося: Спершу
    далі: так
Step: a.feature:3: Then x
    what: is wrong

✓ Good: really  (a.feature:1, 0.10 s)
✗ Bad  (a.feature:3, 0.10 s)
? Strange  (a.feature:5)
… Later  (a.feature:7)
✓no mark

Шлях зламано. пройшло: 1."""


def test_the_lines_say_what_they_said() -> None:
    assert re.sub("\033\\[\\d+m", "", painted(REPORT)) == REPORT


def test_what_matters_has_a_colour_and_the_rest_has_none() -> None:
    lines = dict(zip(REPORT.split("\n"), painted(REPORT).split("\n"), strict=True))
    red, green, yellow = "\033[31m", "\033[32m", "\033[33m"

    assert {line for line, told in lines.items() if told == line} == {
        "    далі: так",
        "    what: is wrong",
        "",
        "✓no mark",
    }
    assert lines["Причина: Код обміняно двічі"].startswith(red)
    assert lines["✓ Good: really  (a.feature:1, 0.10 s)"].startswith(green)
    assert lines["✗ Bad  (a.feature:3, 0.10 s)"].startswith(red)
    assert lines["? Strange  (a.feature:5)"].startswith(red)
    assert lines["… Later  (a.feature:7)"].startswith(yellow)
    assert lines["Шлях зламано. пройшло: 1."].startswith(red)
