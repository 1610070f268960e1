"""Hears of changes to a backend's sources, and of nothing that the backend itself writes while it runs."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from harness.commands.watched_folders import Changes, Tell, WatchedFolders
from harness.gherkin.project_files import is_own, own_files

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


class Sources(WatchedFolders):
    """Tells the files of a backend that may have been saved by somebody else than itself."""

    def __init__(self, folder: Path, *, settings: Path | None, tell: Tell) -> None:
        self._folder = folder.resolve()
        self._settings = settings.resolve() if settings else None
        self._known: dict[Path, bytes] = {}
        beside = self._settings.parent if self._settings else self._folder
        alone = [] if beside.is_relative_to(self._folder) else [([beside], False)]
        super().__init__([([self._folder], True), *alone], tell=tell)

    def matters(self, path: Path) -> bool:
        """Whether the backend may have to be started anew when this file changes."""
        if path == self._settings:
            return True
        if not path.is_relative_to(self._folder) or path.suffix.lower() in _WRITTEN or path.name.endswith("~"):
            return False
        if path.name.startswith(".") and not path.name.startswith(_HIDDEN_BUT_MEANT):
            return False
        return self._is_watched(path.parent)

    def saved(self, changes: Changes) -> Iterable[Path]:
        """What says something else than before; of a new folder, all that it has been filled with."""
        from watchfiles import Change

        paths: set[Path] = set()
        for change, name in changes:
            path = Path(name)
            filled = change is Change.added and path.is_dir() and self._is_watched(path)
            paths.update(own_files(path) if filled else (path,))
        return [path for path in paths if self._is_news(path)]

    def _is_watched(self, folder: Path) -> bool:
        inside = [each for each in (folder, *folder.parents) if self._folder in each.parents]
        return all(map(is_own, inside)) and not (inside and inside[-1].name in _FOLDERS)

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
