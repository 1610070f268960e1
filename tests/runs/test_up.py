"""`amocrm-e2e up` from outside: what it says, what it starts anew, and that nothing of it is left."""

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from project_folder import BIN, MARK, REPOSITORY, Project, bare_environment, marked, nothing_is_left
from until_ended import SECONDS, Watching, started

from harness.adapters.waiting import wait_for
from harness.cli import main

OWN_BACKEND = """
[backend]
command = ["{python}", "main.py", "--port", "{port}"]
"""
MAIN = """\
import sys
from pathlib import Path
from reference_backend.cli import main

Path("starts.log").open("a").write("1")
sys.exit(main())
"""


@dataclass
class Up:
    """A running `up`, what it printed by label, and the folder in which it makes temporary ones."""

    watching: Watching
    temporary: Path

    @property
    def printed(self) -> dict[str, str]:
        lines = (self.watching.folder / "out").read_text(encoding="utf-8").splitlines()
        return dict(re.split(r"\s{2,}", line, maxsplit=1) for line in lines if "   " in line)

    def sign_in(self, label: str = "Sign in to the app") -> int:
        """Through the backend's public address, with the words that were printed."""
        email, password = self.printed[label].split()
        asked = {"email": email, "password": password}
        return requests.post(f"{self.printed['Backend']}/api/auth/login", json=asked, timeout=5).status_code

    def left(self) -> list[str]:
        return sorted(path.name for path in self.temporary.iterdir() if path.name.startswith("amocrm-e2e-"))


def free_base() -> int:
    """The first of three neighbouring ports that nobody has."""
    for base in range(20_000 + os.getpid() % 10_000, 60_000, 3):
        try:
            for port in range(base, base + 3):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return base
    raise AssertionError("every port is taken")


@contextmanager
def up(project: Project, *words: str, environment: dict[str, str] | None = None) -> Iterator[Up]:
    temporary = project.root.with_name(f"{project.root.name}-tmp")
    temporary.mkdir(exist_ok=True)
    words = ("up", "--port", str(free_base()), *words)
    if "BROWSER" not in (environment or {}):
        words = (*words, "--no-open")
    where = {"TMPDIR": str(temporary), "LANG": "C.UTF-8"} | (environment or {})
    with started(project, *words, environment=where) as watching:
        watching.until("Ctrl-C")
        yield Up(watching, temporary)


@pytest.fixture
def own(project: Project) -> Project:
    """A project with a backend of its own: the reference one behind a file that may be changed."""
    project.settings(OWN_BACKEND)
    project.write("main.py", MAIN)
    return project


def test_it_prints_what_a_developer_needs_and_opens_the_phone(project: Project) -> None:
    seen = project.root.with_name(f"{project.root.name}-opened")
    browser = project.root.with_name(f"{project.root.name}-browser")
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}.part\nmv {seen}.part {seen}\n')
    browser.chmod(0o755)
    with up(project, "--lang", "en", "--bug", "seed", environment={"BROWSER": f"{browser} %s"}) as running:
        told = running.printed
        assert list(told) == [
            *("Phone", "amoCRM", "Consent page", "Backend", "Sign in to the app", "Sign in to amoCRM", "World"),
            "Bug switched on",
        ]
        assert told["World"].startswith("demo, leads: 7, account ")
        assert told["Bug switched on"].startswith("seed: ")
        wait_for(seen.exists, what="the browser", seconds=SECONDS)
        assert seen.read_text() == told["Phone"]
        assert requests.get(told["Phone"], timeout=5).headers["Content-Type"].startswith("text/html")
        settings = requests.get(told["Phone"] + "settings.json", timeout=5).json()
        assert (settings["driven"], settings["bugs"]) == (False, ["client-exchanges-code"])
        assert requests.get(told["amoCRM"], timeout=5).status_code == 200
        assert "password" in requests.get(told["Consent page"], timeout=5).text
        assert running.sign_in() == 200
        password = told["Sign in to the app"].split()[1]
        assert password not in (running.watching.folder / "err").read_text(encoding="utf-8")
        running.watching.ends()
        assert running.left() == []


def test_a_changed_file_starts_the_backend_anew_and_people_stay(own: Project) -> None:
    with up(own, "--lang", "uk", "--world", "realty") as running:
        backend = running.printed["Бекенд"]
        assert running.printed["Світ"].startswith("realty, лідів: ")
        email, password = running.printed["Вхід у застосунок"].split()
        asked = {"email": email, "password": password}
        for path in ("kept.sqlite3", "kept.sqlite3-wal", "node_modules/x.js", ".venv/x.py", "app.log", "runs/x.json"):
            own.write(path, "x")
        own.write("main.py", MAIN + "# another\n")
        assert running.watching.until("Бекенд запущено знову")[-1].startswith("Змінено: main.py. ")
        assert requests.post(f"{backend}/api/auth/login", json=asked, timeout=5).status_code == 200

        own.write("main.py", "raise SystemExit('no such luck')\n")
        assert "Бекенд не запустився" in running.watching.until("Змінено: main.py.")[-1]
        running.watching.until("no such luck")
        answer = requests.get(f"{backend}/health", timeout=5)
        assert (answer.status_code, answer.text) == (502, "The backend isn't running.\n")
        own.write("main.py", MAIN)
        running.watching.until("Змінено: main.py. Бекенд запущено знову")
        assert requests.post(f"{backend}/api/auth/login", json=asked, timeout=5).status_code == 200

        os.kill(pid_of(running.watching.mark, "main.py"), signal.SIGKILL)
        running.watching.until("Бекенд завершився, чекаю на зміну файлу")
        own.settings(OWN_BACKEND, "# changed")
        running.watching.until("Змінено harness.toml")
        own.write("main.py", MAIN + "\n")
        running.watching.until("Змінено: main.py. Бекенд запущено знову")
        assert "kept" not in running.watching.said()
        running.watching.ends(by=signal.SIGTERM)
        assert running.left() == []


def pid_of(mark: str, word: str) -> int:
    """The process whose command line is that of the backend, and not of the supervisor before it."""
    for pid in marked(mark):
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        if word in words and not any(each.endswith("supervisor.py") for each in words):
            return pid
    raise AssertionError(f"nobody runs {word}")


def test_a_backend_that_keeps_people_in_memory_gets_them_back(project: Project) -> None:
    example = REPOSITORY / "examples/second_backend"
    for name in ("backend.py", "harness.toml"):
        shutil.copy(example / name, project.root)
    with up(project, "--lang", "ru") as running:
        project.write("backend.py", (example / "backend.py").read_text(encoding="utf-8") + "\n")
        running.watching.until("Бэкенд запущен снова")
        running.watching.until("этот человек зарегистрирован снова")
        login, secret = running.printed["Вход в приложение"].split()
        asked = {"login": login, "secret": secret}
        assert requests.post(f"{running.printed['Бэкенд']}/login", json=asked, timeout=5).status_code == 200
        running.watching.ends(by=signal.SIGHUP, group=True)
        assert running.left() == []


def test_what_is_killed_leaves_nothing(own: Project) -> None:
    with up(own, "--lang", "en") as running:
        assert len(running.left()) == 1
        running.watching.process.send_signal(signal.SIGKILL)
        nothing_is_left(running.watching.mark, seconds=SECONDS)
        assert running.left() == []


def test_a_closed_terminal_ends_it_and_r_starts_the_backend_anew(own: Project) -> None:
    temporary = own.root.with_name(f"{own.root.name}-tmp")
    temporary.mkdir()
    screen, terminal = pty.openpty()
    words = ("setsid", "--ctty", str(BIN / "amocrm-e2e"), "up", "--port", str(free_base()), "--no-open", "--lang", "en")
    process = subprocess.Popen(
        words,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=own.root,
        env=bare_environment() | {MARK: own.root.name, "TMPDIR": str(temporary)},
    )
    os.close(terminal)
    shown = b""
    try:
        for typed, wanted in ((b"", b"type r and Enter"), (b"r\n", b"Changed: r. The backend has started anew")):
            os.write(screen, typed)
            while wanted not in shown:
                ready, _, _ = select.select([screen], [], [], SECONDS)
                assert ready, shown.decode(errors="replace")
                shown += os.read(screen, 4096)
        os.close(screen)
        assert process.wait(SECONDS) == 130
        nothing_is_left(own.root.name, seconds=SECONDS)
        assert list(temporary.iterdir()) == []
    finally:
        for pid in marked(own.root.name):
            os.kill(pid, signal.SIGKILL)
        process.wait()


def refused(project: Project, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What it says where it can't begin; in this process, since nothing has to be stopped."""
    with (
        tempfile.TemporaryDirectory() as temporary,  # of its own, since other tests make folders meanwhile
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(project.root),
    ):
        patch.setattr(tempfile, "tempdir", temporary)
        assert main(["up", "--no-open", "--lang", "en", *words]) == 2
        assert list(Path(temporary).iterdir()) == []
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


def test_a_backend_that_others_run_must_answer(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    project.settings(f'backend.url = "{url}"', 'backend.client_id = "a"', 'backend.client_secret = "b"')
    told = refused(project, capsys, "--port", str(free_base()))
    assert f"no backend answers at {url}/health: Connection refused" in told


def test_a_port_that_is_taken_is_named_with_others_that_are_free(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    base = free_base()
    with socket.create_server(("127.0.0.1", base + 1)):
        told = refused(project, capsys, "--port", str(base))
    wanted = (
        rf"port {base + 1} can't be used \(Address already in use\): end whatever .* take other ports: --port (\d+)\n"
    )
    found = re.fullmatch(wanted, told)
    assert found, told
    socket.create_server(("127.0.0.1", int(found[1]))).close()


def test_amocrms_own_port_is_not_the_phones_or_the_backends(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    base = free_base()
    project.settings(f"mock.port = {base + 1}")
    told = refused(project, capsys, "--port", str(base))
    assert told.startswith(f"[mock] port = {base + 1} is one that up takes for the phone or the backend: ")


def test_a_world_that_makes_no_sense_is_told_by_its_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("mine.toml", 'name = "mine"\n')
    told = refused(project, capsys, "--port", str(free_base()), "--world", "mine.toml")
    assert told.startswith("--world mine.toml: ")
    assert "a world needs at least one user" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--world", "demmo"), "--world demmo: no such world; did you mean “demo”?"),
        (("--world", "mine.toml"), "--world mine.toml: can't be read (No such file or directory)."),
        (("--bug", "sead"), "--bug sead: no such bug; did you mean “seed”?"),
        (("--profile", "strict"), "unknown profile “strict”; did you mean “strict403”?"),
        (("--port", "70000"), "--port 70000: a port from 1 to 65533 is needed"),
        (("--settings", "no.toml"), "no.toml: can't be read (No such file or directory)."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_wrong_words_are_told_with_the_nearest_right_one(
    project: Project, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert told in refused(project, capsys, "--port", str(free_base()), *words)
