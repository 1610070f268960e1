"""The reports that a command line asks for: refused before a run if they can't be written, made when it is over."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from harness.events.results import RunResult
from harness.report.formats import BY_NAME, Format

# GitHub refuses a summary that is larger.
SUMMARY_VARIABLE: Final = "GITHUB_STEP_SUMMARY"


class ReportImpossible(Exception):
    """A report that nobody makes, or a place where it can't be written."""


def check_reports(wanted: Sequence[str]) -> None:
    """Refuse what can't be made, or written where it was asked for; each is a format's name, and `=` and its place."""
    for each, place in _wanted(wanted):
        path = Path(place)
        above = next((one for one in path.absolute().parents if one.exists()), path)
        if not each.place:
            continue
        if not place:
            raise ReportImpossible(f"{each.option}: name a {each.place.lower()}")
        if each.place == "FILE" and path.is_dir():
            raise ReportImpossible(f"{each.option} {place}: this is a folder; name a file")
        if each.place == "FOLDER" and path.is_file():
            raise ReportImpossible(f"{each.option} {place}: this is a file; name a folder")
        if not above.is_dir():
            raise ReportImpossible(f"{each.option} {place}: {above} is a file")


def write_reports(run: RunResult, wanted: Sequence[str], *, environment: Mapping[str, str] = os.environ) -> None:
    """Make them all; GitHub's summary too, where annotations are printed and GitHub says where it goes."""
    for each, place in _wanted(wanted):
        if each.place:
            for below, content in each.files(run).items():
                _write(Path(place) / below if below else Path(place), content)
            continue
        sys.stdout.write("".join(_bytes(content).decode() for content in each.files(run).values()))
        if summary := environment.get(SUMMARY_VARIABLE):
            with Path(summary).open("ab") as file:
                file.write(_bytes(BY_NAME["summary"].files(run)[""]))


def _write(path: Path, content: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))
    except OSError as error:
        raise ReportImpossible(f"{path}: can't be written: {error.strerror}") from None


def _bytes(content: str | bytes) -> bytes:
    # Half an emoji has no UTF-8.
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _wanted(words: Sequence[str]) -> Iterator[tuple[Format, str]]:
    for word in words:
        name, _, place = word.partition("=")
        if name not in BY_NAME:
            near = get_close_matches(name, BY_NAME, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(BY_NAME)}"
            raise ReportImpossible(f"unknown report “{name}”; {hint}")
        yield BY_NAME[name], place
