"""A command that runs until somebody ends it, and what it says meanwhile."""

import os
import secrets
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from project_folder import BIN, MARK, Project, bare_environment, marked, nothing_is_left

from harness.adapters.waiting import wait_for

SECONDS = 15


@dataclass
class Watching:
    """A watch whose words go into files, so that waiting for one of them can end."""

    process: "subprocess.Popen[bytes]"
    mark: str
    folder: Path
    read: int = 0

    def said(self) -> str:
        return "".join((self.folder / name).read_text(encoding="utf-8") for name in ("out", "err"))

    def until(self, *texts: str) -> list[str]:
        """The lines of standard error since the last time, up to the one that has all of these texts in it."""
        return wait_for(lambda: self._lines(texts), what=f"a line with {texts}", seconds=SECONDS, seen=self.said)

    def scenarios(self, count: int) -> list[str]:
        """As `until`, for the progress of so many scenarios."""
        return self.until(f"[{count}/")

    def ends(self, *, by: signal.Signals = signal.SIGINT, group: bool = False) -> str:
        """Ends it, looks that it is gone with all that it has started, and answers everything that it has said."""
        if group:
            os.killpg(self.process.pid, by)
        else:
            self.process.send_signal(by)
        assert self.process.wait(SECONDS) == 130, self.said()
        for noise in ("Traceback", "KeyboardInterrupt"):
            assert noise not in self.said()
        nothing_is_left(self.mark, seconds=SECONDS)
        return self.said()

    def _lines(self, texts: tuple[str, ...]) -> list[str]:
        lines = (self.folder / "err").read_text(encoding="utf-8").splitlines(keepends=True)
        for at in range(self.read, len(lines)):
            if lines[at].endswith("\n") and all(text in lines[at] for text in texts):
                found, self.read = lines[self.read : at + 1], at + 1
                return found
        return []


@contextmanager
def started(project: Project, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[Watching]:
    """`amocrm-e2e` with these words; whatever is still there in the end is killed."""
    folder = project.root.with_name(f"{project.root.name}-said-{secrets.token_hex(4)}")
    folder.mkdir()
    mark = secrets.token_hex(8)
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            [str(BIN / "amocrm-e2e"), *words],
            cwd=project.root,
            env=bare_environment() | dict(environment or {}) | {MARK: mark},
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    try:
        yield Watching(process, mark, folder)
    finally:
        for pid in marked(mark):
            os.kill(pid, signal.SIGKILL)
        process.wait()
