"""`amocrm-e2e run --watch` from outside: what starts a run anew, what doesn't, and how it ends."""

import os
import pty
import re
import select
import signal
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from project_folder import BIN, EMPTY_ACCOUNT, Project, bare_environment
from until_ended import SECONDS, Watching, started

GREEN = EMPTY_ACCOUNT.format(name="Small")
RED = GREEN.replace("is not connected", "is connected")


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def by_renaming(file: Path, text: str) -> None:
    """As VS Code's atomic save and many others: a new file takes the old one's place."""
    new = file.with_name(f".{file.name}.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def like_vim(file: Path, text: str) -> None:
    """A probe, the old file as a backup, the new one, no backup."""
    (file.parent / "4913").touch()
    (file.parent / "4913").unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text("", encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    backup.unlink()


def watching(project: Project, *arguments: str) -> AbstractContextManager[Watching]:
    return started(project, "run", "--watch", "--browser", "form", *arguments)


@pytest.mark.parametrize("save", [in_place, by_renaming, like_vim])
def test_a_saved_feature_runs_again_and_what_was_selected_stays_selected(
    project: Project, save: Callable[[Path, str], None]
) -> None:
    project.empty_accounts("Other")
    feature = project.root / "features/small.feature"
    with watching(project, "features/small.feature") as run:
        run.until("[1/1] ✓ Small of an empty account")
        run.until("Exit code 0.")
        for text, mark, code in ((RED, "✗", 1), (GREEN, "✓", 0)):
            save(feature, text)
            assert run.until("Changed: ")[-1] == "Changed: features/small.feature\n"
            lines = run.until(f"Exit code {code}.")
            assert [line[:7] for line in lines if line.startswith("[")] == [f"[1/1] {mark}"]
        run.ends()


def test_steps_settings_and_new_files_run_again_and_nothing_else_does(project: Project) -> None:
    with watching(project) as run:
        run.until("Exit code 0.")
        for path in (
            "runs/1/mine.py",
            "notes.txt",
            ".hidden/mine.py",
            "node_modules/mine.py",
            "features/mine.feature~",
        ):
            project.write(path, "")
        venv = project.write("env/pyvenv.cfg", "")
        project.write("env/lib/mine.py", "")
        project.write("features/new/second.feature", EMPTY_ACCOUNT.format(name="Second"))
        assert run.until("Changed: ")[-1] == "Changed: features/new/second.feature\n"
        run.until("[2/2] ✓")
        run.until("Exit code 0.")
        project.write("steps/mine.py", "")
        assert run.until("Changed: ")[-1] == "Changed: steps/mine.py\n"
        run.until("Exit code 0.")
        project.settings('language = "uk"')
        assert run.until("Змінено: ")[-1] == "Змінено: harness.toml\n"
        run.until("Код завершення 0. Чекаю на зміни.")
        venv.unlink()
        project.settings('languag = "uk"')
        run.until("Changed: harness.toml")
        run.until("Exit code 2.")
        run.ends()


def test_a_save_during_a_run_interrupts_it_and_starts_another(project: Project) -> None:
    project.copy_features("connect/consent.feature", "status/people.feature")
    with watching(project) as run:
        run.scenarios(1)
        for path in ("features/connect/consent.feature", "features/status/people.feature"):
            (project.root / path).unlink()
        lines = run.until("Changed: ")
        assert lines[-1] == "Changed: features/connect/consent.feature, features/status/people.feature\n"
        assert sum(line.startswith("[") for line in lines) < 9, "the first run wasn't interrupted"
        run.until("[1/1] ✓ Small of an empty account")
        run.until("Exit code 0.")
        run.ends()


@pytest.mark.parametrize("when", ["during a run", "between runs"])
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "first process only"])
def test_ctrl_c_ends_everything_with_130(project: Project, when: str, group: bool) -> None:
    project.copy_features("connect/consent.feature")
    with watching(project) as run:
        if when == "during a run":
            run.scenarios(1)
        else:
            run.until("Exit code 0.")
        said = run.ends(group=group)
    assert ("Перервано." in said or "Interrupted." in said) == (when == "during a run")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_or_hung_up_watch_takes_its_run_along(project: Project, number: signal.Signals) -> None:
    project.copy_features("connect/consent.feature")
    with watching(project) as run:
        run.scenarios(1)
        run.ends(by=number)


def test_a_feature_outside_of_the_project_is_watched_too(project: Project) -> None:
    outside = project.root / "outside/one.feature"
    inside = Project(project.root / "inside")
    project.write("outside/one.feature", GREEN)
    inside.settings()
    with watching(inside, "../outside/one.feature") as run:
        run.until("Exit code 0.")
        by_renaming(outside, RED)
        run.until("Changed: ", str(outside))
        run.until("Exit code 1.")
        run.ends()


def test_without_any_feature_it_waits_for_one(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.settings('language = "ru"')
    with watching(project) as run:
        begins = run.until("Слежу за")
        assert str(tmp_path) in begins[-1]
        run.until("Код завершения 2. Жду изменений.")
        project.empty_accounts("Small")
        run.until("[1/1] ✓")
        run.ends()


def test_on_a_terminal_a_line_with_the_time_parts_the_runs(project: Project) -> None:
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [str(BIN / "amocrm-e2e"), "run", "--watch"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=project.root,
        env=bare_environment(),
        start_new_session=True,
    )
    os.close(terminal)
    shown = b""

    def until(*texts: str) -> None:
        nonlocal shown
        while not all(text.encode() in shown for text in texts):
            ready, _, _ = select.select([screen], [], [], SECONDS)
            assert ready, shown.decode(errors="replace")
            shown += os.read(screen, 4096)

    try:
        until("Exit code 0.")
        assert "────" not in shown.decode()
        in_place(project.root / "features/small.feature", RED)
        until("Exit code 1.")
        assert re.search(r"──── \d\d:\d\d:\d\d ────+\r\nChanged: features/small.feature\r\n", shown.decode())
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130
    finally:
        process.kill()
        process.wait()
        os.close(screen)
