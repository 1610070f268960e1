"""Somebody's project: the package from its built wheel, a features folder and a harness.toml; no Python file."""

import os
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulated_client.web import sources

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGES = ("mock_amocrm", "reference_backend", "simulated_client", "harness", "scenarios")
FEATURE = """\
# language: uk
Функціонал: Перший власний

  Сценарій: Після підключення видно обидва ліди
    Нехай Олена має акаунт amoCRM з лідами:
      | назва              | бюджет |
      | Квартира на Подолі | 120000 |
      | Дім "Соняшник"     |  85000 |
    І Олена входить у застосунок
    Коли Олена натискає «Підключити»
    І Олена входить в amoCRM
    І Олена натискає «Дозволити»
    І Олена натискає «Return to App»
    Тоді Олена бачить, що amoCRM підключено
    І Олена бачить 2 ліди
    І жодного запиту не відхилено
"""


def source_copy(folder: Path) -> Path:
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: what older builds have left in the checkout stays out of it."""
    if not sources.is_built():
        pytest.skip("the web phone's pages aren't built; `python tests/prerequisites.py web` builds them")
    copy = source_copy(tmp_path_factory.mktemp("source"))
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps", "-w", "dist", "."]
    subprocess.run(pip, cwd=copy, check=True, capture_output=True, timeout=300)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def setuptools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip would build with, for calling it without pip."""
    folder = tmp_path_factory.mktemp("setuptools")
    (wanted,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", folder, wanted]
    subprocess.run(pip, check=True, capture_output=True, timeout=300)
    return folder


def called(hook: str, copy: Path, setuptools: Path) -> subprocess.CompletedProcess[str]:
    (copy / "dist").mkdir()
    command = [sys.executable, "-c", f"from setuptools.build_meta import {hook}; {hook}('dist')"]
    env = os.environ | {"PYTHONPATH": str(setuptools)}
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the wheel and what it asks for, and nothing else."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(environment, with_pip=True)
    pip = [environment / "bin" / "pip", "install", "-q", "--disable-pip-version-check", wheel]
    subprocess.run(pip, check=True, capture_output=True, timeout=600)
    return environment / "bin"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "first.feature").write_text(FEATURE, encoding="utf-8")
    (tmp_path / "harness.toml").write_text("version = 1\n", encoding="utf-8")
    return tmp_path


def typed(bin_folder: Path, command: Sequence[str], project: Path) -> str:
    """What a command prints; it must end with 0."""
    foreign = ("PYTHON", "PYTEST", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    words = [str(bin_folder / command[0]), *command[1:]]
    done = subprocess.run(words, cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    tracked = {
        str(path.relative_to(ROOT))
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.is_relative_to(sources.SOURCES)
    }
    assert tracked <= shipped, tracked - shipped


def test_the_web_phones_pages_are_in_the_wheel_and_what_they_are_built_from_is_not(wheel: Path) -> None:
    shipped = zipfile.ZipFile(wheel).namelist()
    assert "simulated_client/web_pages/index.html" in shipped
    assert any(name.startswith("simulated_client/web_pages/assets/") and name.endswith(".js") for name in shipped)
    assert [name for name in shipped if name.startswith("simulated_client/web/")] == []


@pytest.mark.parametrize("state", ["missing", "older than their sources"])
def test_a_wheel_without_the_present_pages_is_refused(state: str, tmp_path: Path, setuptools: Path) -> None:
    copy = source_copy(tmp_path)
    pages = copy / "simulated_client" / "web_pages"
    shutil.rmtree(pages, ignore_errors=True)
    if state != "missing":
        (pages / "assets").mkdir(parents=True)
        (pages / "index.html").write_text("<!doctype html>")
        (pages / sources.BUILT_FROM).write_text("other sources")
    done = called("build_wheel", copy, setuptools)
    assert done.returncode != 0
    assert "are missing or older than their sources; type: make wheel" in done.stderr.splitlines()[-1]
    assert not list(copy.rglob("*.whl"))


def test_an_editable_installation_needs_no_pages(tmp_path: Path, setuptools: Path) -> None:
    copy = source_copy(tmp_path)
    shutil.rmtree(copy / "simulated_client" / "web_pages", ignore_errors=True)
    done = called("build_editable", copy, setuptools)
    assert done.returncode == 0, done.stderr
    assert len(list((copy / "dist").glob("*.whl"))) == 1


def test_features_and_a_settings_file_are_all_that_a_project_needs(bin_folder: Path, project: Path) -> None:
    told = typed(bin_folder, ["amocrm-e2e", "run"], project)

    assert "✓ Після підключення видно обидва ліди" in told
    assert told.splitlines()[-1].startswith("Шлях працює.")
    assert not list(project.rglob("*.py"))


def test_plain_pytest_and_the_tools_for_authors_work_there_too(bin_folder: Path, project: Path) -> None:
    assert "1 passed" in typed(bin_folder, ["pytest", "features/first.feature"], project)
    assert "Помилок: 0" in typed(bin_folder, ["amocrm-e2e", "lint"], project)
    assert "{int}" in typed(bin_folder, ["amocrm-e2e", "steps", "--lang", "uk", "--search", "лід"], project)
    typed(bin_folder, ["amocrm-e2e", "fmt", "--check"], project)
