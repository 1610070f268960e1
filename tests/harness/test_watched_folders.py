"""What hears of saved files says so only when it does, and tells of each save once."""

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
import watchfiles

from harness.commands.saved_files import SavedFiles
from harness.commands.watched_folders import WatchFailed

Told = tuple[Path, ...] | WatchFailed


def watched(folder: Path) -> tuple[SavedFiles, "SimpleQueue[Told]"]:
    told: SimpleQueue[Told] = SimpleQueue()
    return SavedFiles(folder, settings=folder / "harness.toml", paths=[], tell=told.put), told


def test_whoever_has_entered_misses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, looked = threading.Event(), threading.Event()

    def watch(*_: Path, stop_event: threading.Event, **__: object) -> Iterator[set[tuple[int, str]]]:
        slow.wait(0.2)  # a large folder
        looked.set()
        yield set()
        stop_event.wait()

    monkeypatch.setattr(watchfiles, "watch", watch)
    folders, told = watched(tmp_path)
    with folders:
        assert looked.is_set()
    assert told.empty()


def test_a_save_right_after_is_told_and_what_does_not_matter_is_not(tmp_path: Path) -> None:
    folders, told = watched(tmp_path)
    with folders:
        (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
        (tmp_path / "a.feature").write_text("x", encoding="utf-8")
        assert told.get(timeout=20) == (tmp_path / "a.feature",)


def test_a_system_that_will_not_tell_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def watch(*_: Path, **__: object) -> Iterator[set[tuple[int, str]]]:
        raise OSError("too many watches")

    monkeypatch.setattr(watchfiles, "watch", watch)
    folders, told = watched(tmp_path)
    with folders:
        assert str(told.get(timeout=20)) == "too many watches"
