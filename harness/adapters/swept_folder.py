"""A temporary folder that is gone when the harness is, however that dies.

Also a script of its own, started with `python -S -E`: it waits for the end of its standard input, of which the harness
holds the other end, and removes the folder then, if need be until whoever still writes into it has ended, too.
"""

import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "amocrm-e2e-"
SECONDS = 10  # more than the supervisor gives a process


@contextmanager
def swept_folder() -> Iterator[Path]:
    """A new folder, as long as the context lasts."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        sweeper = subprocess.Popen(
            [sys.executable, "-S", "-E", __file__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # whoever closes a terminal doesn't mean it
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        yield folder
    finally:
        assert sweeper.stdin is not None
        sweeper.stdin.close()
        sweeper.wait()


def main(folder: str) -> None:
    """Wait and sweep."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.read()
    pause = threading.Event()
    for _ in range(SECONDS * 20):
        shutil.rmtree(folder, ignore_errors=True)
        if not Path(folder).exists():
            return
        pause.wait(0.05)


if __name__ == "__main__":
    main(sys.argv[1])
