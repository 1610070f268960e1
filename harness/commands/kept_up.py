"""Keeps the systems of `up` running: the backend starts anew when its sources change, or when somebody types `r`."""

import os
import select
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, NoReturn

from harness.adapters.backend import BackendUnusable
from harness.commands.messages import say
from harness.commands.saved_files import shown
from harness.commands.sources import Sources
from harness.commands.watched_folders import WatchFailed
from harness.report.printable import printable
from harness.run.by_hand import ByHand
from harness.settings import SettingsError

LOOK_SECONDS: Final = 0.3
AGAIN: Final = "r"

Saved = SimpleQueue[tuple[Path, ...] | WatchFailed]


def tell(text: str) -> None:
    """On standard error, as every command does what isn't its result."""
    sys.stderr.write(printable(text) + "\n")
    sys.stderr.flush()


def keep_up(systems: ByHand) -> NoReturn:
    """Until somebody ends it."""
    folder = systems.sources
    saved: Saved = SimpleQueue()
    with ExitStack() as stack:
        if folder is None:
            tell(say(systems.lang, "up_elsewhere"))
        else:
            stack.enter_context(Sources(folder, settings=systems.settings.path, tell=saved.put))
            tell(say(systems.lang, "up_begins", folder=folder))
        _Keeper(systems, saved, folder or Path.cwd()).keep()


class _Keeper:
    def __init__(self, systems: ByHand, saved: Saved, folder: Path) -> None:
        self._systems = systems
        self._saved = saved
        self._folder = folder
        self._startled: frozenset[Path] = frozenset()
        self._deaf: frozenset[Path] = frozenset()

    def keep(self) -> NoReturn:
        while True:
            try:
                event = self._saved.get(timeout=LOOK_SECONDS)
            except Empty:
                self._look()
                continue
            if isinstance(event, WatchFailed):
                self._say("watch_impossible", folder=self._folder, reason=event)
            elif self._systems.settings.path in event:
                self._say("up_settings_changed")
            elif paths := set(event) - self._deaf:
                self._start_anew(shown(sorted(paths), self._folder, self._systems.lang))

    def _look(self) -> None:
        """What happens without a saved file: the backend dies, or somebody types."""
        backend = self._systems.backend
        if backend is not None and (obituary := backend.obituary()):
            self._systems.stop_backend()
            self._say("up_died", obituary=obituary)
        if self._systems.sources is not None and _typed() == AGAIN:
            self._start_anew(AGAIN)

    def _start_anew(self, cause: str) -> None:
        began = time.monotonic()
        try:
            self._systems.stop_backend()
            self._systems.start_backend()
            forgotten = self._systems.recall_user()
        except (BackendUnusable, SettingsError) as error:
            self._say("up_not_restarted", cause=cause, reason=error)
        else:
            self._say("up_restarted", cause=cause, seconds=f"{time.monotonic() - began:.1f}")
            if forgotten:
                self._say("up_forgotten")
        self._ignore_its_own()

    def _ignore_its_own(self) -> None:
        """A file that changes during each start is written by the backend, and would have it started without end."""
        during: set[Path] = set()
        while not self._saved.empty():
            event = self._saved.get()
            during |= set() if isinstance(event, WatchFailed) else set(event) - self._deaf
        own = self._startled & during
        self._startled = frozenset(during)
        if own:
            self._deaf |= own
            self._say("up_deaf", paths=shown(sorted(own), self._folder, self._systems.lang))
        if rest := during - own:
            self._saved.put(tuple(rest))

    def _say(self, key: str, **values: object) -> None:
        tell(say(self._systems.lang, key, **values))


def _typed() -> str:
    """A line at the terminal, if it is ours and there is one; nobody is waited for."""
    try:
        terminal = sys.stdin.fileno()
        # A background job that reads would be stopped.
        if not os.isatty(terminal) or os.tcgetpgrp(terminal) != os.getpgrp():
            return ""
        ready, _, _ = select.select([terminal], [], [], 0)
        return os.read(terminal, 1024).decode(errors="replace").strip().lower() if ready else ""
    except (OSError, ValueError, AttributeError):
        return ""  # none, or closed
