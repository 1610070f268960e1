"""Progress on standard error: on a terminal one line that lives and goes away, elsewhere a plain line each."""

import os
import threading
import time
from collections.abc import Mapping
from typing import IO, Final

from harness.cells import clipped, width
from harness.report.messages import say
from harness.report.printable import printable
from harness.run.under_way import Going, UnderWay

EVERY_SECONDS: Final = 0.25
FIRST_HEARTBEAT: Final = 30.0  # and then whenever a scenario has taken twice as long
_NARROWEST: Final = 20


def is_live(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody looks at it: some CI servers pretend to be a terminal, and keep every line of it."""
    return stream.isatty() and environ.get("TERM") != "dumb" and environ.get("CI", "") in ("", "false", "0")


class Progress:
    """Counts scenarios, and looks at those under way from a thread of its own."""

    def __init__(self, stream: IO[str], under_way: UnderWay, *, live: bool, heartbeat: float = FIRST_HEARTBEAT) -> None:
        self.live = live
        self.total = 0
        self._stream = stream
        self._under_way = under_way
        self._heartbeat = heartbeat
        self._due: dict[tuple[str, float], float] = {}
        self._done = self._red = 0
        self._drawn = ""
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="progress", daemon=True)

    def begin(self) -> None:
        """From now on there is something to see."""
        if not self._thread.is_alive() and not self._over.is_set():
            self._thread.start()

    def ended(self, line: str, *, red: bool) -> None:
        """One more scenario has."""
        self._done += 1
        self._red += red
        count = f"[{self._done}/{self.total}] " if self.total else ""
        if self.live:
            self.draw(f"{count}{line}")
        else:
            self.say(f"{count}{line}")

    def say(self, text: str) -> None:
        """What stays, in lines of its own."""
        with self._lock:
            self._stream.write(("\r\033[K" if self.live else "") + text + "\n")
            self._stream.flush()
            self._drawn = ""

    def draw(self, text: str) -> None:
        """The living line."""
        line = clipped(printable(text).replace("\n", " "), self._columns())
        with self._lock:
            if line != self._drawn:
                self._drawn = line
                self._stream.write(f"\r\033[K{line}")
                self._stream.flush()

    def end(self) -> None:
        """No more progress; the living line goes away."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        if self.live:
            self.draw("")

    def _work(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            going = self._under_way.look()
            if self.live and going:
                self.draw(self._living(going))
            elif not self.live:
                self._beat(going)

    def _living(self, going: list[Going]) -> str:
        longest = going[0]
        counts = f"[{self._done}/{self.total or '?'}" + (f" ✗{self._red}" if self._red else "") + "]"
        others = f" +{len(going) - 1}" if len(going) > 1 else ""
        head = f"{counts} {time.monotonic() - longest.since:.0f} s{others} "
        step = f" · {longest.step}" if longest.step else ""
        room = self._columns() - width(head)
        return head + clipped(longest.name, max(room - width(step), room // 2)) + step

    def _beat(self, going: list[Going]) -> None:
        now = time.monotonic()
        for each in going:
            which = (each.place, each.since)
            due = self._due.setdefault(which, self._heartbeat)
            if now - each.since >= due:
                self._due[which] = due * 2
                words = say(each.language)["under_way"]
                step = f": {each.step}" if each.step else ""
                self.say(printable(f"… {words}: {each.name}  ({each.place}, {now - each.since:.0f} s){step}"))

    def _columns(self) -> int:
        """One less than there are: whatever stands in the last one may begin a new line."""
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            columns = 80
        return max(columns, _NARROWEST) - 1
