"""What the tests need besides Python is found at once, or fetched from the first place that has it."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from simulated_client.web import sources
from tests import prerequisites
from tests.prerequisites import Missing, Program, node, node_modules, postgres, provide, python_packages


class Shelf:
    """A program that appears once the right command has run."""

    def __init__(self, *, from_: str) -> None:
        self.asked: list[str] = []
        self._source = from_
        self.program = Program(
            name="Frobnicator", find=lambda: self.there, wheel="frobnicator==1.0", debian=("frobnicator",)
        )

    @property
    def there(self) -> bool:
        return self._source in self.asked

    def run(self, command: Sequence[str]) -> bool:
        self.asked.append("wheel" if "pip" in command else "debian")
        return self.there


def test_everything_is_here_after_make_test_and_nothing_is_said_about_it() -> None:
    ran = subprocess.run(
        [sys.executable, prerequisites.__file__], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    found, server = node(), postgres()
    assert found is not None
    assert found.exists()
    assert server is not None
    assert (server / "postgres").exists()
    for client in ("@mobilon-dev/amotop", "amocrm-js"):
        assert (node_modules() / client / "package.json").is_file()
    assert (node_modules("query_core") / "@tanstack" / "query-core" / "package.json").is_file()
    assert (node_modules("express_backend") / "express" / "package.json").is_file()
    assert (python_packages("fuzz") / "schemathesis").is_dir()
    assert (node_modules("editor") / "@cucumber" / "language-server" / "package.json").is_file()
    assert (node_modules("web") / "react" / "package.json").is_file()
    assert sources.is_built()


def test_a_wheel_comes_before_debians_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _as_root_on_debian(monkeypatch)
    shelf = Shelf(from_="wheel")
    provide(shelf.program, run=shelf.run)
    assert shelf.asked == ["wheel"]
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "pip install -q --disable-pip-version-check frobnicator==1.0" in told.err


def test_debians_packages_come_last_and_only_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    _as_root_on_debian(monkeypatch)
    shelf = Shelf(from_="debian")
    provide(shelf.program, run=shelf.run)
    assert shelf.asked == ["wheel", "debian"]

    monkeypatch.setattr("os.geteuid", lambda: 1000)
    shelf = Shelf(from_="debian")
    with pytest.raises(Missing, match=r"type: sudo apt-get install .* frobnicator$"):
        provide(shelf.program, run=shelf.run)
    assert shelf.asked == ["wheel"]


def test_what_cannot_be_had_ends_with_the_line_to_type_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(prerequisites, "PROGRAMS", (Shelf(from_="nowhere").program,))
    monkeypatch.setattr(prerequisites, "_run", lambda command: False)
    assert prerequisites.main() == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("frobnicator==1.0")


def test_an_old_node_is_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prerequisites, "_version", lambda program: (18, 19, 0))
    monkeypatch.setattr(prerequisites, "_wheel_folder", lambda package: None)
    node.cache_clear()
    try:
        assert node() is None
    finally:
        node.cache_clear()


def _as_root_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
