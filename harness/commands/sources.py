"""Hears of changes to a backend's sources, and of nothing that the backend itself writes while it runs."""

import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Final

from harness.commands.saved_files import MOST_MS, SILENCE_MS, WatchFailed
from harness.gherkin.project_files import is_own

# Databases with what lies beside them, logs, what is compiled, what editors leave for a moment.
_WRITTEN: Final = frozenset(
    {".db", ".db3", ".sqlite", ".sqlite3", ".db-wal", ".db-shm", ".db-journal", ".sqlite-wal", ".sqlite-shm"}
    | {".sqlite-journal", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal", ".rdb", ".aof", ".lock", ".pid", ".sock"}
    | {".log", ".pyc", ".pyo", ".class", ".o", ".tmp", ".swp", ".swx", ".bak"}
)
# At the top of a project these are what tools write; further down they may be anything.
_FOLDERS: Final = frozenset({"runs", "traces", "coverage", "htmlcov", "logs", "log", "tmp", "temp", "cache", "uploads"})
_HIDDEN_BUT_MEANT: Final = ".env"
LARGEST: Final = 5_000_000
LOOK_MS: Final = 100
MOST_SECONDS: Final = 10  # a large folder takes a while


class Sources:
    """A context in which `tell` is called with the files of each save, from a thread of its own."""

    def __init__(
        self, folder: Path, *, settings: Path | None, tell: Callable[[tuple[Path, ...] | WatchFailed], None]
    ) -> None:
        self._folder = folder.resolve()
        self._settings = settings.resolve() if settings else None
        self._tell = tell
        self._stop = threading.Event()
        self._known: dict[Path, bytes] = {}
        beside = self._settings.parent if self._settings else self._folder
        watched = [(self._folder, True)] + ([] if beside.is_relative_to(self._folder) else [(beside, False)])
        self._begun = [threading.Event() for _ in watched]
        self._threads = [
            threading.Thread(target=self._watch, args=(*each, begun), name="sources", daemon=True)
            for each, begun in zip(watched, self._begun, strict=True)
        ]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()
        for begun in self._begun:
            begun.wait(MOST_SECONDS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def matters(self, path: Path) -> bool:
        """Whether the backend may have to be started anew when this file changes."""
        if path == self._settings:
            return True
        if not path.is_relative_to(self._folder) or path.suffix.lower() in _WRITTEN or path.name.endswith("~"):
            return False
        if path.name.startswith(".") and not path.name.startswith(_HIDDEN_BUT_MEANT):
            return False
        inside = [folder for folder in path.parents if folder != self._folder and self._folder in folder.parents]
        return all(map(is_own, inside)) and not (inside and inside[-1].name in _FOLDERS)

    def _watch(self, folder: Path, recursive: bool, begun: threading.Event) -> None:
        from watchfiles import watch

        try:
            for changes in watch(
                folder,
                watch_filter=None,
                step=SILENCE_MS,
                debounce=MOST_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,  # the first look tells that nothing is missed from now on
                stop_event=self._stop,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                begun.set()
                saved = sorted(path for path in {Path(name) for _, name in changes} if self._is_news(path))
                if saved:
                    self._tell(tuple(saved))
        except (OSError, RuntimeError) as error:
            self._tell(WatchFailed(str(error)))
            begun.set()

    def _is_news(self, path: Path) -> bool:
        """Whether it says something else than the last time: builds write the same file again, and again."""
        if not self.matters(path) or path.is_dir():
            return False
        try:
            said = sha256(path.read_bytes()).digest() if path.stat().st_size <= LARGEST else b""
        except OSError:
            if not path.suffix and path not in self._known:
                return False  # what an editor or sed makes for a moment
            said = b"gone"
        if said and self._known.get(path) == said:
            return False
        self._known[path] = said
        return True
