"""`amocrm-e2e new` from outside: by asking through a pipe or a terminal, and by options alone."""

import os
import pty
import select
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from project_folder import BIN, Project, bare_environment

from harness.adapters.waiting import wait_for

LANGUAGES = ("uk", "ru", "en")
OUTCOMES = ("allow", "deny", "late")
# Ctrl-C reaches those whose own terminal it is.
IN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    return Project(tmp_path, {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "uk_UA.UTF-8"})


def asked(folder: Project, *answers: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Answers through a pipe, which ends behind the last one."""
    return subprocess.run(
        [str(BIN / "amocrm-e2e"), "new", *options],
        input="".join(f"{answer}\n" for answer in answers),
        cwd=folder.root,
        env=bare_environment() | folder.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def files(folder: Project) -> list[str]:
    return sorted(str(path.relative_to(folder.root)) for path in folder.root.rglob("*") if path.is_file())


@pytest.mark.slow
def test_whatever_is_answered_the_scenario_is_green_and_laid_out(folder: Project) -> None:
    chosen = [(*it, False) for it in product(LANGUAGES, OUTCOMES, (0, 22))]
    # Chromium takes its time: each language and each outcome once.
    chosen += [(*it, 1, True) for it in zip(LANGUAGES, OUTCOMES, strict=True)]
    for number, (language, outcome, leads, browser) in enumerate(chosen):
        options = ("--language", language, "--outcome", outcome, "--leads", str(leads), "--file", f"n{number}")
        done = folder.command("amocrm-e2e", "new", *options, "--browser" if browser else "--no-browser", "--yes")
        assert done.code == 0, done.said
    layout = folder.command("amocrm-e2e", "fmt", "--check")
    assert layout.code == 0, layout.said
    run = folder.run()
    assert run.code == 0, run.said
    assert list(run.verdicts.values()) == ["passed"] * len(chosen)
    browsers = [scenario.browser for scenario in run.run.scenarios]
    assert browsers.count("chromium") == len(LANGUAGES)


def test_enter_at_each_question_takes_its_default(folder: Project) -> None:
    done = asked(folder, *[""] * 8)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(folder) == ["features/підключення_amocrm.feature", "harness.toml"]
    text = (folder.root / "features/підключення_amocrm.feature").read_text(encoding="utf-8")
    assert text.startswith("# language: uk\nФункціонал: Підключення amoCRM\n\n  Сценарій: Олена дозволяє доступ\n")
    assert "у якому 3 ліди\n" in text
    assert text in done.stdout
    assert done.stdout.endswith("Запустіть: amocrm-e2e run 'features/підключення_amocrm.feature'\n")
    assert (folder.root / "harness.toml").read_text(encoding="utf-8") == 'version = 1\nlanguage = "uk"\n'
    run = folder.run("features/підключення_amocrm.feature")
    assert run.code == 0, run.said


def test_the_questions_are_asked_in_the_chosen_language_and_every_answer_counts(folder: Project) -> None:
    done = asked(folder, "русский", "  Мой   первый тест ", "Пётр", "21", "отказ", "2", "да", "мой тест", "нет")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Якою мовою" in done.stdout
    assert "Чья это история?" in done.stdout
    assert "такого варианта нет; есть: 1 (allow), 2 (deny), 3 (late)" in done.stdout
    assert "harness.toml здесь нет: действуют настройки по умолчанию." in done.stdout
    assert files(folder) == ["features/мой тест.feature"]
    text = (folder.root / "features/мой тест.feature").read_text(encoding="utf-8")
    assert text.startswith(
        "# language: ru\nФункция: Мой первый тест\n\n  @browser\n  Сценарий: Пётр отказывает в доступе\n"
    )
    assert "в котором 21 лид\n" in text


@pytest.mark.parametrize(
    ("language", "wanted"), [("uk_UA.UTF-8", "Якою"), ("ru_RU", "На каком"), ("de_DE.UTF-8", "Which"), ("C", "Which")]
)
def test_the_first_question_is_asked_in_the_language_of_the_terminal(
    folder: Project, language: str, wanted: str
) -> None:
    folder.environment["LANG"] = language
    assert asked(folder).stdout.startswith(wanted)


@pytest.mark.parametrize(
    ("option", "answer", "said"),
    [
        ("--language", "ua", "такого варіанта немає; є: 1 (uk), 2 (ru), 3 (en)"),
        ("--title", "", "тут потрібна відповідь"),
        ("--title", "a\x1b[2Jb", "тут є невидимі символи"),
        ("--name", "Олена Ко", "ім'я — одне слово без пробілів і лапок, а не «Олена Ко»"),
        ("--name", '"Олена"', "ім'я — одне слово"),
        ("--leads", "багато", "ціле число від 0 до 1000, а не «багато»"),
        ("--leads", "1001", "ціле число від 0 до 1000"),
        ("--leads", "-1", "ціле число від 0 до 1000"),
        ("--outcome", "maybe", "є: 1 (allow), 2 (deny), 3 (late)"),
        ("--file", "features/", "«features/» — тека"),
        ("--file", "taken", "файл «features/taken.feature» уже є"),
        ("--file", "features/taken.feature/new", "не можна створити файл"),
    ],
)
def test_an_option_that_makes_no_sense_is_told_and_nothing_is_written(
    folder: Project, option: str, answer: str, said: str
) -> None:
    folder.write("features/taken.feature", "mine")
    done = folder.command("amocrm-e2e", "new", "--yes", f"{option}={answer}")
    assert done.code == 2
    assert said.removeprefix("тут є") in done.err
    assert "Traceback" not in done.err
    assert files(folder) == ["features/taken.feature"]


def test_a_file_that_is_there_is_never_changed(folder: Project) -> None:
    folder.settings()
    mine = folder.write("features/mine.feature", "mine")
    folder.write("features/підключення_amocrm.feature", "mine, too")
    done = asked(folder, *[""] * 6, "mine", "features/mine.feature", "")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("файл «features/mine.feature» уже є, і його не буде змінено; дайте іншу назву") == 2
    assert "harness.toml" not in done.stdout
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "features/підключення_amocrm_2.feature" in files(folder)


def test_a_bare_name_goes_into_features_and_a_path_where_it_leads(folder: Project) -> None:
    for number, (name, path) in enumerate(
        {"a": "features/a.feature", "b/c": "b/c.feature", "./d.feature": "features/d.feature"}.items()
    ):
        done = folder.command("amocrm-e2e", "new", "--yes", "--no-toml", "--file", name, "--title", f"t{number}")
        assert done.code == 0, done.err
        assert path in files(folder)


def test_answers_that_end_too_early_leave_nothing_behind(folder: Project) -> None:
    done = asked(folder, "1", "Назва", "Марко")
    assert done.returncode == 2
    assert done.stderr == (
        "Відповіді скінчилися зарано, тож нічого не створено. Відповідайте на кожне запитання або запустіть із --yes.\n"
    )
    assert not list(folder.root.iterdir())


def test_answers_that_are_no_text_leave_nothing_behind(folder: Project) -> None:
    done = subprocess.run(
        [str(BIN / "amocrm-e2e"), "new"],
        input="1\nПідключення\n".encode("cp1251"),
        cwd=folder.root,
        env=bare_environment() | folder.environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not list(folder.root.iterdir())


@pytest.mark.parametrize(("key", "code"), [(b"\x03", 130), (b"\x04", 2)], ids=["Ctrl-C", "Ctrl-D"])
def test_at_a_terminal_one_can_leave_at_any_question(folder: Project, key: bytes, code: int) -> None:
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", IN_TERMINAL, str(BIN / "amocrm-e2e"), "new"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=folder.root,
        env=bare_environment() | folder.environment,
        start_new_session=True,
    )
    os.close(terminal)
    try:
        until(screen, "[1]: ")
        os.write(screen, b"1\n")
        until(screen, "[Підключення amoCRM]: ")
        # Between a question and its waiting for the answer Python would remember the key until the next one.
        stat = Path(f"/proc/{process.pid}/stat")
        wait_for(lambda: stat.read_text().rpartition(")")[2].split()[0] == "S", what="waiting for the key", seconds=20)
        os.write(screen, key)
        assert process.wait(20) == code
        until(screen, "interrupted" if code == 130 else "нічого не створено")
    finally:
        process.kill()
        process.wait()
        os.close(screen)
    assert not list(folder.root.iterdir())


def until(screen: int, text: str) -> None:
    shown = b""
    while text.encode() not in shown:
        ready, _, _ = select.select([screen], [], [], 20)
        assert ready, shown.decode(errors="replace")
        shown += os.read(screen, 4096)
