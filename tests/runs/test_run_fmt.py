"""`amocrm-e2e fmt` from outside: what it writes, what it leaves alone, what it says, and its exit codes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project_folder import REPOSITORY, Project

UKRAINIAN = "# language: uk\nФункціонал: Один\n Сценарій: два\n  Нехай три\n"
UKRAINIAN_LAID_OUT = "# language: uk\nФункціонал: Один\n\n  Сценарій: два\n    Нехай три\n"
RUSSIAN = "# language: ru\nФункция: Один\n Сценарий: два\n  Допустим три\n"
ENGLISH = "Feature: One\n Scenario: two\n  Given three\n"
IN_ORDER = "Feature: One\n\n  Scenario: two\n    Given three\n"
UNREADABLE = "# language: uk\nФункціонал: Один\n Сценарій: два\n  Нехай три\n  Колі чотири\n"


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_every_file_of_the_features_folder_is_laid_out_and_told_of_in_its_own_language(folder: Project) -> None:
    folder.write("features/a/one.feature", UKRAINIAN)
    folder.write("features/two.feature", RUSSIAN)
    folder.write("features/three.feature", ENGLISH)
    folder.write("features/four.feature", IN_ORDER)
    folder.write("features/.venv/mine.feature", ENGLISH)
    folder.write("elsewhere.feature", ENGLISH)
    done = folder.command("amocrm-e2e", "fmt")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "features/three.feature: formatted",
        "features/two.feature: отформатирован",
        "features/a/one.feature: відформатовано",
        "Files: 4. Formatted: 3, unchanged: 1, failed: 0.",
    ]
    assert (folder.root / "features/a/one.feature").read_text(encoding="utf-8") == UKRAINIAN_LAID_OUT
    assert (folder.root / "features/three.feature").read_text(encoding="utf-8") == IN_ORDER
    for untouched in ("features/.venv/mine.feature", "elsewhere.feature"):
        assert (folder.root / untouched).read_text(encoding="utf-8") == ENGLISH
    again = folder.command("amocrm-e2e", "fmt")
    assert (again.code, again.out) == (0, "Files: 4. Formatted: 0, unchanged: 4, failed: 0.\n")


def test_check_lists_what_would_change_and_writes_nothing(folder: Project) -> None:
    file = folder.write("features/one.feature", UKRAINIAN)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    done = folder.command("amocrm-e2e", "fmt", "--check", "features", "features/one.feature")
    assert done.code == 1
    assert done.out.splitlines() == [
        "features/one.feature: потребує форматування",
        "Файлів: 1. Потребують форматування: 1, у порядку: 0, не вдалося: 0.",
    ]
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    file.write_text(UKRAINIAN_LAID_OUT, encoding="utf-8")
    assert folder.command("amocrm-e2e", "fmt", "--check").code == 0


def test_a_file_that_cannot_be_read_is_left_alone_told_with_its_line_and_stops_no_other(folder: Project) -> None:
    bad = folder.write("features/bad.feature", UNREADABLE)
    alien = folder.root / "features/cp1251.feature"
    alien.write_bytes(UKRAINIAN.encode("cp1251"))
    good = folder.write("features/good.feature", UKRAINIAN)
    done = folder.command("amocrm-e2e", "fmt")
    assert done.code == 1
    assert "features/bad.feature:5: «Колі чотири» тут стояти не може" in done.err
    assert "features/cp1251.feature:2: це не UTF-8" in done.err
    assert "Traceback" not in done.said
    assert done.out.splitlines() == [
        "features/good.feature: відформатовано",
        "Файлів: 3. Відформатовано: 1, без змін: 0, не вдалося: 2.",
    ]
    assert bad.read_text(encoding="utf-8") == UNREADABLE
    assert alien.read_bytes() == UKRAINIAN.encode("cp1251")
    assert good.read_text(encoding="utf-8") == UKRAINIAN_LAID_OUT


def test_a_path_that_leads_nowhere_is_answered_with_the_nearest_one_and_nothing_is_written(folder: Project) -> None:
    file = folder.write("features/one.feature", ENGLISH)
    folder.settings('language = "uk"')
    done = folder.command("amocrm-e2e", "fmt", "features", "features/on.feature")
    assert done.code == 2
    assert done.err == "немає файлу чи теки «features/on.feature»; може, «features/one.feature»?\n"
    assert file.read_text(encoding="utf-8") == ENGLISH


def test_a_folder_without_features_is_said_to_have_none(folder: Project) -> None:
    (folder.root / "features").mkdir()
    done = folder.command("amocrm-e2e", "fmt")
    assert (done.code, done.err) == (2, "there is no .feature file in “features”\n")


def test_a_written_file_keeps_its_mode_and_a_link_stays_a_link(folder: Project) -> None:
    file = folder.write("shared/one.feature", ENGLISH)
    file.chmod(0o640)
    link = folder.root / "features/link.feature"
    link.parent.mkdir()
    link.symlink_to(file)
    assert folder.command("amocrm-e2e", "fmt").code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == IN_ORDER
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_byte_order_mark_windows_line_ends_and_odd_spaces_are_gone(folder: Project) -> None:
    file = folder.write("features/one.feature", "")
    file.write_bytes(("\ufeff" + UKRAINIAN.replace("Нехай три", "Нехай\u00a0три")).replace("\n", "\r\n").encode())
    assert folder.command("amocrm-e2e", "fmt").code == 0
    assert file.read_bytes() == UKRAINIAN_LAID_OUT.encode()


def test_the_layout_of_our_own_features_is_green_like_they_are(folder: Project) -> None:
    shutil.copytree(REPOSITORY / "features", folder.root / "features")
    assert folder.command("amocrm-e2e", "fmt").code == 0
    assert folder.command("amocrm-e2e", "fmt", "--check").code == 0


@pytest.mark.parametrize(
    ("cut", "code", "left"), [("raise OSError(28, 'full')", 1, 0), ("os.kill(os.getpid(), signal.SIGKILL)", -9, 1)]
)
def test_a_writing_that_is_cut_off_leaves_the_old_file(folder: Project, cut: str, code: int, left: int) -> None:
    file = folder.write("features/one.feature", ENGLISH)
    program = (
        "import os, signal, sys\nfrom harness.cli import main\n"
        f"def cut(_):\n    {cut}\n"
        "os.fsync = cut\nsys.exit(main(['fmt']))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=folder.root, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert file.read_text(encoding="utf-8") == ENGLISH
    others = [path.name for path in file.parent.iterdir() if path != file]
    assert len(others) == left
    assert not [name for name in others if name.endswith(".feature")], "what is left of it is never collected"
