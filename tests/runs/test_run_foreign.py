"""An event file that somebody else's hand has changed: what can't be is named by its line, all else is reported."""

import contextlib
import io
import json
import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from format_readers import everything
from project_folder import Project

from harness.cli import main
from harness.events.file import UNSETTLED, WIRE_TYPES, EventFile, UnreadableEvents, read_events
from harness.events.model import (
    TYPES,
    AttachmentKept,
    FailedOutside,
    FeatureSource,
    FileNoted,
    FileUnreadable,
    OnWire,
    StepBegun,
    TraceKept,
    Unsettled,
)
from harness.wire.exchange import AccountKnown, LeadCard, LinkBlocked, PageError, Screen, ScreenSeen

Line = dict[str, object]
Steps = tuple[str | int, ...]

FEATURE = """\
Feature: Connect
  Scenario Outline: She connects in <language>
    Given Ann has an amoCRM account with the leads:
      | name  | price |
      | House | 1     |
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected
    Examples:
      | language |
      | English  |
"""
HOSTILE: Final = "\ud83d\x00\x1b[31m\u202e\u2028</script><b>`'\"|#;%${x}\\"
GONE: Final = object()
ODD: Final[tuple[object, ...]] = (
    *(None, True, 0, -1, 2**63, 10**4000, 1e308, float("nan"), float("-inf")),
    *("", "x", "pased", "http://[", "'", HOSTILE, "ї" * 5000, "A\nScenario: B\n@t\r\n::error::", "a:" + "9" * 5000),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-08-23", "1", "#c0de01"),
    *([], [[]], [None], [[["x"]]], {}, {"": {"a": []}}, {"headers": [], "body": 1}, ["x"], GONE),
)
DECLARED: Final = {"report": {0, 1, 2, 130}, "explain": {0, 2}, "docs": {0, 2}}


@dataclass(frozen=True, slots=True)
class Slip:
    """One value of one line, and what stands there instead."""

    line: int
    at: Steps
    value: object

    def made(self, lines: Sequence[Line]) -> Line:
        """The line with it; LookupError or TypeError where another one has taken its place away."""
        changed: Line = json.loads(json.dumps(lines[self.line]))
        inner: Any = changed
        for step in self.at[:-1]:
            inner = inner[step]
        if self.value is GONE:
            del inner[self.at[-1]]
        else:
            inner[self.at[-1]] = self.value
        return changed


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """A run that failed; before its verdict stands one of each event for which this run had no reason."""
    project = Project(tmp_path_factory.mktemp("played"))
    project.settings()
    project.write("features/connect.feature", FEATURE)
    played = project.run("--bug", "seed", "--browser", "form")
    assert list(played.verdicts.values()) == ["failed"], played.said
    lines = [dict(line) for line in played.lines]
    verdict = next(number for number, line in enumerate(lines) if line["type"] == "verdict")
    at = next(int(str(line["at_ns"])) for line in lines if line["type"] == "scenario")
    wall = str(lines[0]["started"])
    more = EventFile(project.root / "more.ndjson", run="r", worker="other")
    screen = Screen("crm", ("x",), ("y",), True, "shown", (LeadCard("1", 1, "House", 1.5),), None)
    added = [
        dict(more.write(event))
        for event in (
            FeatureSource("other.feature", "Feature: F\n"),
            FileNoted("a.feature", 1, "BOM"),
            AttachmentKept("app", "Ann", "image/png", "ab", "attachments/ab.png", at),
            TraceKept("traces/a.zip"),
            OnWire(LinkBlocked("foryoure://x", "page", "Ann", at, wall)),
            OnWire(PageError("x is undefined", "http://127.0.0.1:1/cb", True, "Ann", at, wall)),
            OnWire(ScreenSeen(screen, "Ann", at, wall)),
            OnWire(AccountKnown("sub", "Ann", (1,), at, wall, (1,))),
            FileUnreadable("b.feature", "b.feature:1: no"),
            FailedOutside("test_x", "it failed"),
            StepBegun("Then", "it goes on", 9, at),
            Unsettled(PageError("y", "http://127.0.0.1:1/cb", False, "Ann", at, wall)),
        )
    ]
    more.close()
    return [*lines[:verdict], *json.loads(json.dumps(added)), *lines[verdict:]]


def places(lines: Sequence[Line]) -> Iterator[tuple[int, Steps]]:
    """Each place where a value can stand, once for each type of event."""
    seen: set[tuple[object, Steps]] = set()
    for number, line in enumerate(lines):
        for at in _within(line, ()):
            plain = tuple("" if isinstance(step, int) else step for step in at)
            if (line["type"], plain) not in seen:
                seen.add((line["type"], plain))
                yield number, at


def _within(value: object, at: Steps) -> Iterator[Steps]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield (*at, step)
        yield from _within(one, (*at, step))


def written(path: Path, lines: Sequence[Line]) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """What is said of the file; "" if it can be read."""
    try:
        list(read_events(path))
    except UnreadableEvents as error:
        return str(error)
    return ""


def commanded(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return code, out.getvalue(), err.getvalue()


def told(path: Path, folder: Path) -> None:
    """Every report of this file is made as declared, and is what its format says."""
    shutil.rmtree(folder, ignore_errors=True)
    commands = (
        ("report", *everything(folder)),
        ("explain",),
        ("explain", "--scenario", "", "--curl"),
        ("docs", "--output", f"{folder}/docs"),
    )
    for words in commands:
        code, out, err = commanded(words[0], str(path), *words[1:])
        assert code in DECLARED[words[0]], (words, code)
        assert (code == 2) == bool(err), (words, code, err)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", out + err)
    for file in folder.rglob("*"):
        if file.is_file():
            _well_formed(file)


def _well_formed(file: Path) -> None:
    text = file.read_bytes().decode()
    if file.suffix in (".json", ".har"):
        json.loads(text, parse_constant=_no_json)
    elif file.suffix == ".ndjson":
        for line in text.removesuffix("\n").split("\n"):
            json.loads(line, parse_constant=_no_json)
    elif file.suffix == ".xml":
        ET.fromstring(text)
    elif file.suffix == ".html":
        Page().feed(text)
    elif file.suffix == ".md":
        assert len(re.findall("^(`{3,})", text, re.MULTILINE)) % 2 == 0
        assert "\x00" not in text


def _no_json(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


class Page(HTMLParser):
    """A page in which every element that is begun is ended where it may be."""

    VOID: Final = frozenset({"meta", "input", "br", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def name_of(value: object) -> str:
    return "gone" if value is GONE else f"{value!r:.24}"


@pytest.mark.parametrize("value", ODD, ids=name_of)
def test_whatever_stands_somewhere_is_named_by_its_line_or_told_in_every_report(
    value: object, lines: list[Line], tmp_path: Path
) -> None:
    one, all_of_them = tmp_path / "one.ndjson", [*lines]
    taken: list[tuple[int, Line]] = []
    for number, at in places(lines):
        slip = Slip(number, at, value)
        alone = slip.made(lines)
        if said := refused(written(one, [alone])):
            assert said.startswith(f"{one}:1: ")
            continue
        taken.append((number, alone))
        if at[0] not in ("v", "type", "of"):  # else nothing would be left of the run
            with contextlib.suppress(LookupError, TypeError):
                all_of_them[number] = slip.made(all_of_them)

    told(written(tmp_path / "events-main.ndjson", all_of_them), tmp_path / "out")
    assert refused(tmp_path / "events-main.ndjson") == ""
    # And one of them for itself, always the same.
    number, alone = random.Random(name_of(value)).choice(taken)
    told(written(tmp_path / "events-main.ndjson", [*lines[:number], alone, *lines[number + 1 :]]), tmp_path / "out")


def test_the_run_itself_is_told_in_every_report(lines: list[Line], tmp_path: Path) -> None:
    path = written(tmp_path / "events-main.ndjson", lines)
    told(path, tmp_path / "out")

    assert refused(path) == ""
    assert {str(line["type"]) for line in lines} == {*TYPES.values(), *WIRE_TYPES.values(), UNSETTLED}


@pytest.mark.parametrize(
    ("kind", "at", "value", "says"),
    [
        ("exchange", ("fingerprints",), [], "“fingerprints” is [], and not an object"),
        ("exchange", ("fingerprints", "code"), [1], "“fingerprints['code']” is [1], and not text"),
        ("exchange", ("request", "headers", "Accept"), 1, "“request.headers['Accept']” is 1, and not text"),
        ("exchange", ("caller",), "bakend", "“caller” is 'bakend'; did you mean “backend”?"),
        ("exchange", ("started_ns",), 2**63, "“started_ns” is 9223372036854775808, and not a number that was ever"),
        ("exchange", ("facts", "ways"), [[]], "“facts.ways[0]” is [], and not text"),
        ("screen", ("screen", "leads"), [{"id": "1"}], "“screen.leads[0]” lacks amo_id, name, price"),
        ("verdict", ("verdict",), "pased", "“verdict” is 'pased'; did you mean “passed”?"),
        ("scenario", ("wall",), "9999-12-31T23:59:59Z", "and not a date from 1900 to 9000"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    kind: str, at: Steps, value: object, says: str, lines: list[Line], tmp_path: Path
) -> None:
    number = next(number for number, line in enumerate(lines) if line["type"] == kind)
    changed = Slip(number, at, value).made(lines)
    path = written(tmp_path / "events-main.ndjson", [*lines[:number], changed, *lines[number + 1 :]])
    code, out, err = commanded("report", str(path))

    assert (code, out) == (2, "")
    assert f"{path}:{number + 1}: in the event “{kind}” " in err
    assert says in err
