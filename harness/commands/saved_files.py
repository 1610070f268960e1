"""Hears of saved files: features, Python and the settings, wherever they lie in a project."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from harness.commands.messages import say
from harness.gherkin.project_files import is_own

SUFFIXES: Final = (".feature", ".py")
# An editor's save is several writes: after the last one so many milliseconds of silence, and no wait beyond the most.
SILENCE_MS: Final = 100
MOST_MS: Final = 1000
PATHS_SHOWN: Final = 3


class WatchFailed(Exception):
    """The operating system won't tell of changes; the message is its own."""


class SavedFiles:
    """A context in which `tell` is called with the files of each save, from a thread of its own."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: Path,
        paths: Sequence[Path],
        tell: Callable[[tuple[Path, ...] | WatchFailed], None],
    ) -> None:
        self._settings = settings.resolve()
        self._tell = tell
        self._stop = threading.Event()
        self._roots = [folder.resolve()]
        self._roots += [path for path in _resolved(paths) if path.is_dir() and not self._covered(path)]
        # Of a file its folder is watched: many editors put a new file in the place of the old one.
        beside = {path.parent for path in (self._settings, *_resolved(paths)) if path.is_file() or not path.exists()}
        alone = [path for path in sorted(beside) if path.is_dir() and not self._covered(path)]
        self._runs = folder.resolve() / "runs"
        self._alone = set(alone)
        self._threads = [
            threading.Thread(target=self._watch, args=(folders, recursive), name="saved files", daemon=True)
            for folders, recursive in ((self._roots, True), (alone, False))
            if folders
        ]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _files(self, path: Path, *, added: bool) -> Iterator[Path]:
        """What matters to a run of something that has changed: itself, or what a new folder has been filled with.

        Of files that are put into a folder as soon as it is made nobody hears: it wasn't watched yet.
        """
        if added and path.is_dir() and self._is_own(path):
            for at, folders, names in os.walk(path):
                folders[:] = [name for name in folders if is_own(Path(at, name))]
                yield from filter(self._matters, (Path(at, name) for name in names))
        elif self._matters(path):
            yield path

    def _matters(self, path: Path) -> bool:
        if path == self._settings:
            return True
        if path.suffix not in SUFFIXES or path.name.startswith("."):
            return False
        return path.parent in self._alone or self._is_own(path.parent)

    def _is_own(self, folder: Path) -> bool:
        """Whether it is one that is watched with everything in it, and none of a tool, a package or earlier runs."""
        root = next((root for root in self._roots if folder.is_relative_to(root)), None)
        if root is None or folder.is_relative_to(self._runs):
            return False
        return all(is_own(inside) for inside in (folder, *folder.parents) if root in inside.parents)

    def _covered(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self._roots)

    def _watch(self, folders: Sequence[Path], recursive: bool) -> None:
        from watchfiles import Change, watch

        try:
            for changes in watch(
                *folders,
                watch_filter=None,
                step=SILENCE_MS,
                debounce=MOST_MS,
                rust_timeout=0,
                stop_event=self._stop,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                saved = {
                    file for change, name in changes for file in self._files(Path(name), added=change is Change.added)
                }
                if saved:
                    self._tell(tuple(sorted(saved)))
        except (OSError, RuntimeError) as error:
            self._tell(WatchFailed(str(error)))


def _resolved(paths: Sequence[Path]) -> list[Path]:
    return [path.resolve() for path in paths]


def shown(paths: Sequence[Path], folder: Path, lang: str) -> str:
    """The files of a save for one line: the first few, and how many more."""
    names = [str(path.relative_to(folder) if path.is_relative_to(folder) else path) for path in paths]
    shown = ", ".join(names[:PATHS_SHOWN])
    more = len(names) - PATHS_SHOWN
    return say(lang, "watch_more", paths=shown, count=more) if more > 0 else shown
