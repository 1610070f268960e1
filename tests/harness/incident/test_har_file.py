"""HAR files as they come: cut off, broken, large, no HAR at all."""

import json
import time
import tracemalloc
from pathlib import Path

import pytest
from recorded import app, seed, write

from harness.incident.har_file import HarFile, UnreadableHar
from harness.incident.incident import read_incident
from harness.settings import Settings


def test_every_entry_is_there_in_its_order(tmp_path: Path) -> None:
    file = HarFile(write(tmp_path / "a.har", seed()))

    assert list(file.entries()) == list(enumerate(json.loads(json.dumps(seed())), 1))
    assert (file.creator, file.cut_off) == ("WebInspector", False)


@pytest.mark.parametrize("part", [0.5, 0.7, 0.9, 0.99])
def test_a_file_that_ends_in_the_middle_gives_what_it_has(tmp_path: Path, part: float) -> None:
    path = write(tmp_path / "a.har", seed())
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: int(len(whole) * part)], encoding="utf-8")
    file = HarFile(path)

    read = [entry for _, entry in file.entries()]
    assert file.cut_off
    assert read == json.loads(json.dumps(seed()))[: len(read)]
    assert read


BROKEN = {
    "nothing": (b"", r"a\.har:1:1: this is no JSON"),
    "no JSON": (b"hello", r"a\.har:1:1: this is no JSON"),
    "another JSON": (b'{"a": [1]}', r"a\.har: this is no HAR: it has no log\.entries"),
    "a list": (b"[]", r"a\.har:1:1: this is no HAR, which has an object \{…\} here"),
    "no entries": (b'{"log": {"entries": []}}', r"it has no log\.entries with anything in it"),
    "entries of another kind": (
        b'{"log": {"entries": {"a": 1}}}',
        r"a\.har:1:21: this is no HAR, which has a list \[…\] here",
    ),
    "no letters": (b'{"log": "\xff\xfe"}', r"a\.har: this is no HAR: byte 9 is no UTF-8"),
    "a slip in the middle": (
        b'{"log": {"entries": [{"a": 1},\n {"b": oops}, {"c": 1}]}}',
        r"a\.har:2:8: this is no JSON",
    ),
    "deep": (
        b'{"log": {"entries": [' + b"[" * 200_000 + b"]" * 200_000 + b"]}}",
        r"a\.har: entry 1 is nested too deep",
    ),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told_where(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(content)
    with pytest.raises(UnreadableHar, match=said):
        list(HarFile(path).entries())


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.har"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)  # a hole: no disk is used
    with pytest.raises(UnreadableHar, match=r"300 MB is more than 256; save it without content"):
        list(HarFile(path).entries())


def test_memory_is_that_of_the_text_and_of_what_matters(tmp_path: Path) -> None:
    picture = app("GET", "/x.png", 1, got="x" * 1_000_000, mime="image/png", kind="image")
    path = write(tmp_path / "a.har", [*seed(), *[picture] * 4])
    tracemalloc.start()
    began = time.process_time()
    incident = read_incident([path], Settings(), person="x")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(incident.timeline.entries) > 5
    # Its bytes, their text (two bytes a letter, made anew at the first Cyrillic one), an entry.
    assert peak < 4.5 * path.stat().st_size
    assert time.process_time() - began < 10
