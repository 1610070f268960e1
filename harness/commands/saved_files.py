"""Hears of saved files: features, Python and the settings, wherever they lie in a project."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.commands.messages import say
from harness.commands.watched_folders import Changes, Tell, WatchedFolders
from harness.gherkin.project_files import is_own, own_files

SUFFIXES: Final = (".feature", ".py")
PATHS_SHOWN: Final = 3


class SavedFiles(WatchedFolders):
    """Tells the files that a run depends on."""

    def __init__(self, folder: Path, *, settings: Path, paths: Sequence[Path], tell: Tell) -> None:
        self._settings = settings.resolve()
        self._roots = [folder.resolve()]
        self._roots += [path for path in _resolved(paths) if path.is_dir() and not self._covered(path)]
        # Of a file its folder is watched: many editors put a new file in the place of the old one.
        beside = {path.parent for path in (self._settings, *_resolved(paths)) if path.is_file() or not path.exists()}
        alone = [path for path in sorted(beside) if path.is_dir() and not self._covered(path)]
        self._runs = folder.resolve() / "runs"
        self._alone = set(alone)
        super().__init__([each for each in ((self._roots, True), (alone, False)) if each[0]], tell=tell)

    def _files(self, path: Path, *, added: bool) -> Iterator[Path]:
        """What matters to a run of something that has changed: itself, or what a new folder has been filled with.

        Of files that are put into a folder as soon as it is made nobody hears: it wasn't watched yet.
        """
        if added and path.is_dir() and self._is_own(path):
            yield from filter(self._matters, own_files(path))
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

    def saved(self, changes: Changes) -> Iterable[Path]:
        """Those that matter to a run."""
        from watchfiles import Change

        for change, name in changes:
            yield from self._files(Path(name), added=change is Change.added)


def _resolved(paths: Sequence[Path]) -> list[Path]:
    return [path.resolve() for path in paths]


def shown(paths: Sequence[Path], folder: Path, lang: str) -> str:
    """The files of a save for one line: the first few, and how many more."""
    names = [str(path.relative_to(folder) if path.is_relative_to(folder) else path) for path in paths]
    shown = ", ".join(names[:PATHS_SHOWN])
    more = len(names) - PATHS_SHOWN
    return say(lang, "watch_more", paths=shown, count=more) if more > 0 else shown
