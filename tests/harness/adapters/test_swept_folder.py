"""What a process that was killed at once has left in its temporary folder, and what isn't its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.adapters.waiting import wait_for

SECONDS = 15
OWNER = """\
import sys
from harness.adapters.swept_folder import swept_folder
with swept_folder() as folder:
    (folder / "backend.sqlite3").write_text("tokens")
    print(folder, flush=True)
    sys.stdin.read()
"""
Owner = tuple["subprocess.Popen[str]", Path]


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Callable[[], Owner]]:
    """Starts a process with a folder of its own, and says which."""
    started: list[subprocess.Popen[str]] = []

    def start() -> Owner:
        environment = os.environ | {"TMPDIR": str(tmp_path)}
        process = subprocess.Popen(
            [sys.executable, "-c", OWNER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        return process, Path(process.stdout.readline().strip())

    yield start
    for process in started:
        process.communicate(timeout=SECONDS)


def test_a_kill_leaves_nothing_and_takes_nothing_of_anybody_else(owner: Callable[[], Owner], tmp_path: Path) -> None:
    (killed, gone), (alive, kept) = owner(), owner()
    older = tmp_path / "amocrm-e2e-of-nobody-known"
    older.mkdir()
    (gone / "link").symlink_to(kept)
    killed.kill()

    wait_for(lambda: not gone.exists(), what="the folder to be swept", seconds=SECONDS)
    assert alive.poll() is None
    assert (kept / "backend.sqlite3").read_text(encoding="utf-8") == "tokens"
    assert older.is_dir()


def test_an_ordinary_end_has_swept_before_it_is_over(owner: Callable[[], Owner]) -> None:
    process, folder = owner()
    process.communicate(timeout=SECONDS)

    assert process.returncode == 0
    assert not folder.exists()
