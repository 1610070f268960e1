"""`amocrm-e2e run --watch`: runs, and runs again whenever something is saved that the run depends on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from harness.commands.language import settings_language
from harness.commands.messages import say
from harness.commands.saved_files import SavedFiles, shown
from harness.commands.watched_folders import WatchFailed
from harness.report.printable import printable
from harness.run.endings import INTERRUPTED, ended_by_signals

COULD_NOT_RUN: Final = 2
# A run closes its browser and its backend before it goes; one that hangs is killed, and the backend dies with it.
GRACE_SECONDS: Final = 15


@dataclass(frozen=True, slots=True)
class Ended:
    """A run has ended, by itself or because we have interrupted it."""

    run: "Run"
    code: int


Events = SimpleQueue[Ended | tuple[Path, ...] | WatchFailed]


class Run:
    """One run in a process group of its own: Ctrl-C reaches us alone, and we pass it on once."""

    def __init__(self, arguments: Sequence[str], events: Events) -> None:
        # See watched_run, which lets it through.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "harness.commands.watched_run", *arguments],
                stdin=subprocess.DEVNULL,
                process_group=0,
            )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self._waits = threading.Thread(target=self._wait, args=(events,), name="end of the run", daemon=True)
        self._waits.start()

    def stop(self) -> None:
        """Interrupt it, if it still runs; whoever is interrupted while waiting for its end has no more patience."""
        if self._waits.is_alive():
            self._process.send_signal(signal.SIGINT)
            try:
                self._waits.join(GRACE_SECONDS)
            except KeyboardInterrupt:
                self._kill()
            if self._waits.is_alive():
                self._kill()
        self._waits.join()

    def _kill(self) -> None:
        if self._waits.is_alive():
            os.killpg(self._process.pid, signal.SIGKILL)

    def _wait(self, events: Events) -> None:
        events.put(Ended(self, self._process.wait()))


def watch(arguments: Sequence[str], *, settings: str | None, paths: Sequence[Path]) -> int:
    """Run until Ctrl-C, with these arguments each time; answers 130, or 2 where nothing can be watched."""
    events: Events = SimpleQueue()
    folder = Path.cwd()
    lang = settings_language(settings)
    with (
        ended_by_signals(),
        SavedFiles(folder, settings=Path(settings or "harness.toml"), paths=paths, tell=events.put),
    ):
        run: Run | None = None
        try:
            _tell(say(lang, "watch_begins", folder=folder))
            run = Run(arguments, events)
            while True:
                event = events.get()
                if isinstance(event, WatchFailed):
                    _tell(say(lang, "watch_impossible", folder=folder, reason=event))
                    return COULD_NOT_RUN
                if isinstance(event, Ended):
                    # One that we have interrupted has been followed by another.
                    if event.run is run:
                        _tell(say(lang, "watch_waits", code=event.code))
                    continue
                run.stop()
                lang = settings_language(settings)
                _tell(*_separator(), say(lang, "watch_changed", paths=shown(event, folder, lang)))
                run = Run(arguments, events)
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            if run:
                run.stop()


def _separator() -> list[str]:
    return [f"\n──── {time.strftime('%H:%M:%S')} " + "─" * 40] if sys.stderr.isatty() else []


def _tell(*lines: str) -> None:
    sys.stderr.write(printable("\n".join(lines)) + "\n")
    sys.stderr.flush()
