"""The command line's quick answers."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from project_folder import REPOSITORY, Project

from harness.proof.catalogue import BUGS, CATALOGUE

HEAVY = {"pytest", "_pytest", "flask", "playwright", "requests", "faker", "cryptography", "granian", "psycopg"}


@pytest.fixture
def nowhere(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_without_a_command_the_help_is_printed(nowhere: Project) -> None:
    done = nowhere.command("amocrm-e2e")
    assert (done.code, done.err) == (0, "")
    for word in ("run", "prove", "bugs", "install-browser", "130 interrupted"):
        assert word in done.out
    assert not list(nowhere.root.iterdir())


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_bugs_are_listed_with_their_titles_and_the_others_with_the_reason(nowhere: Project, lang: str) -> None:
    done = nowhere.command("amocrm-e2e", "bugs", "--lang", lang)
    assert done.code == 0
    lines = [line.split(maxsplit=1) for line in done.out.splitlines()]
    for bug in BUGS.values():
        assert [bug.id, bug.title[lang]] in lines
    for left in CATALOGUE.unswitched.values():
        assert f"  {left.id}: {left.title[lang]}\n      {left.reason[lang]}\n" in done.out


def test_a_bug_of_the_app_says_which_refetches_it_removes(nowhere: Project) -> None:
    lines = nowhere.command("amocrm-e2e", "bugs").out.splitlines()
    after = lines[[line.strip().split(" ")[0] for line in lines].index("leads-not-invalidated") + 1 :][:2]
    assert [line.strip() for line in after] == [
        "removes: coming to the front refetches the leads",
        "removes: the callback screen invalidates the leads",
    ]


def test_the_documentation_lists_the_bugs_as_they_are(nowhere: Project) -> None:
    written = (REPOSITORY / "docs" / "bugs.md").read_text(encoding="utf-8")
    assert nowhere.command("amocrm-e2e", "bugs", "--format", "markdown").out == written, (
        "write it again: amocrm-e2e bugs --format markdown > docs/bugs.md"
    )


def test_the_version_is_the_distributions(nowhere: Project) -> None:
    done = nowhere.command("amocrm-e2e", "--version")
    assert (done.code, done.out) == (0, version("amocrm-e2e") + "\n")


@pytest.mark.parametrize("arguments", [["rnu"], ["prove", "--no-such-option"], ["run", "--browser", "netscape"]])
def test_an_unknown_word_is_refused_without_a_traceback(nowhere: Project, arguments: list[str]) -> None:
    done = nowhere.command("amocrm-e2e", *arguments)
    assert done.code == 2
    assert arguments[-1] in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["bugs"], ["--version"]])
def test_quick_answers_load_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom harness.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"sys.stderr.write(' '.join(sorted({HEAVY!r} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == ""
