"""Hears of what is saved in folders, from threads of its own; nothing is missed once the context is entered."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from watchfiles import Change

# An editor's save is several writes: after the last one so many milliseconds of silence, and no wait beyond the most.
_SILENCE_MS: Final = 100
_MOST_MS: Final = 1000
_LOOK_MS: Final = 100
_MOST_SECONDS: Final = 10  # a large folder takes a while

Changes = Iterable[tuple["Change", str]]
Tell = Callable[["tuple[Path, ...] | WatchFailed"], None]


class WatchFailed(Exception):
    """The operating system won't tell of changes; the message is its own."""


class WatchedFolders(ABC):
    """A context in which `tell` is called with the files of each save; of each group of folders: with all in them?"""

    def __init__(self, watched: Sequence[tuple[Sequence[Path], bool]], *, tell: Tell) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._begun = [threading.Event() for _ in watched]
        self._threads = [
            threading.Thread(target=self._watch, args=(*each, begun), name="saved files", daemon=True)
            for each, begun in zip(watched, self._begun, strict=True)
        ]

    @abstractmethod
    def saved(self, changes: Changes) -> Iterable[Path]:
        """The files among these changes that matter."""

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()
        for begun in self._begun:
            begun.wait(_MOST_SECONDS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _watch(self, folders: Sequence[Path], recursive: bool, begun: threading.Event) -> None:
        from watchfiles import watch

        try:
            for changes in watch(
                *folders,
                watch_filter=None,
                step=_SILENCE_MS,
                debounce=_MOST_MS,
                rust_timeout=_LOOK_MS,
                yield_on_timeout=True,  # the first look tells that nothing is missed from now on
                stop_event=self._stop,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                begun.set()
                if saved := sorted(set(self.saved(changes))):
                    self._tell(tuple(saved))
        except (OSError, RuntimeError) as error:
            self._tell(WatchFailed(str(error)))
            begun.set()
