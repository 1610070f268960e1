"""A project's sentences, found without a run: what pytest would see, and nothing else."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.gherkin.load import ProjectSteps, StepsUnusable
from harness.gherkin.vocabulary import Vocabulary
from harness.settings import Settings, load

STEP = """\
from harness.gherkin.expressions import given


@given("{text}")
def step() -> None:
    \"\"\"One.\"\"\"
"""


@pytest.fixture(autouse=True)
def modules_are_forgotten() -> Iterator[None]:
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def settings_of(root: Path, *steps: str, language: str = "en") -> Settings:
    names = ", ".join(f'"{name}"' for name in steps)
    write(root, "harness.toml", f'version = 1\nlanguage = "{language}"\nsteps = [{names}]\n')
    return load(root / "harness.toml")


def at_the_root(settings: Settings, root: Path) -> Vocabulary:
    return ProjectSteps(settings, root).visible_from(root)


def texts(vocabulary: Vocabulary) -> list[str]:
    return sorted(definition.text for definition in vocabulary.definitions)


def test_the_default_is_every_sentence_of_the_built_in_modules(tmp_path: Path) -> None:
    from scenarios import steps

    found = {definition.function.__module__ for definition in at_the_root(Settings(), tmp_path).definitions}
    assert found == set(steps.pytest_plugins)


def test_modules_that_a_module_names_are_loaded_with_it(tmp_path: Path) -> None:
    write(tmp_path, "shop/__init__.py", 'pytest_plugins = ["shop.orders"]\n')
    write(tmp_path, "shop/orders.py", 'pytest_plugins = "shop.parcels"\n' + STEP.format(text="an order"))
    write(tmp_path, "shop/parcels.py", STEP.format(text="a parcel"))
    write(tmp_path, "shop/unused.py", STEP.format(text="nobody names this module"))
    assert texts(at_the_root(settings_of(tmp_path, "shop"), tmp_path)) == ["a parcel", "an order"]


def test_sentences_of_other_projects_in_this_process_are_left_out(tmp_path: Path) -> None:
    at_the_root(Settings(), tmp_path)
    write(tmp_path, "own_steps.py", STEP.format(text="mine"))
    assert texts(at_the_root(settings_of(tmp_path, "own_steps"), tmp_path)) == ["mine"]


def test_a_conftest_counts_in_its_folder_and_below(tmp_path: Path) -> None:
    write(tmp_path, "conftest.py", STEP.format(text="at the root"))
    write(tmp_path, "features/shop/conftest.py", STEP.format(text="in the shop"))
    write(tmp_path, "features/bank/conftest.py", STEP.format(text="in the bank"))
    steps = ProjectSteps(settings_of(tmp_path), tmp_path)
    assert texts(steps.visible_from(tmp_path / "features")) == ["at the root"]
    assert texts(steps.visible_from(tmp_path / "features/shop/deep")) == ["at the root", "in the shop"]
    assert texts(steps.visible_from(tmp_path / "features/bank")) == ["at the root", "in the bank"]


def test_of_one_sentence_in_two_folders_the_nearer_counts(tmp_path: Path) -> None:
    write(tmp_path, "conftest.py", STEP.format(text="hello"))
    write(tmp_path, "features/conftest.py", "\n\n" + STEP.format(text="hello"))
    steps = ProjectSteps(settings_of(tmp_path), tmp_path)
    near = steps.visible_from(tmp_path / "features").meanings("given", "hello")
    far = steps.visible_from(tmp_path).meanings("given", "hello")
    assert [one.place.rpartition("/")[2] for one in (*near, *far)] == ["conftest.py:6", "conftest.py:4"]


def test_a_conftest_finds_the_modules_beside_it_and_names_more(tmp_path: Path) -> None:
    write(tmp_path, "conftest.py", 'pytest_plugins = ["more"]\n')
    write(tmp_path, "more.py", STEP.format(text="more"))
    write(tmp_path, "features/wording.py", 'TEXT = "from beside"\n')
    write(tmp_path, "features/conftest.py", "from wording import TEXT\n" + STEP.replace('"{text}"', "TEXT"))
    steps = ProjectSteps(settings_of(tmp_path), tmp_path)
    assert texts(steps.visible_from(tmp_path / "features")) == ["from beside", "more"]


def test_a_conftest_in_a_package_is_one_of_its_modules(tmp_path: Path) -> None:
    write(tmp_path, "packed/__init__.py", "")
    write(tmp_path, "packed/wording.py", 'TEXT = "relative"\n')
    write(tmp_path, "packed/conftest.py", "from .wording import TEXT\n" + STEP.replace('"{text}"', "TEXT"))
    steps = ProjectSteps(settings_of(tmp_path), tmp_path)
    assert texts(steps.visible_from(tmp_path / "packed")) == ["relative"]


def test_pythons_path_is_as_before(tmp_path: Path) -> None:
    before = list(sys.path)
    at_the_root(Settings(), tmp_path)
    assert sys.path == before
    importlib.invalidate_caches()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("uk", "модуля «shop.ordrs» немає ні в проєкті, ні серед установлених; може, «shop.orders»?"),
        ("ru", "модуля «shop.ordrs» нет ни в проекте, ни среди установленных; может быть, «shop.orders»?"),
        ("en", "the project has no module “shop.ordrs”, and none is installed; did you mean “shop.orders”?"),
    ],
)
def test_a_missing_module_is_told_with_the_nearest(tmp_path: Path, lang: str, said: str) -> None:
    write(tmp_path, "shop/__init__.py", "")
    write(tmp_path, "shop/orders.py", STEP.format(text="an order"))
    with pytest.raises(StepsUnusable) as caught:
        at_the_root(settings_of(tmp_path, "shop.ordrs", language=lang), tmp_path)
    assert str(caught.value) == f"{tmp_path / 'harness.toml'}:3: {said}"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("import no_such_package\n", 1, "ModuleNotFoundError: No module named 'no_such_package'"),
        ("def broken(:\n", 1, "SyntaxError: invalid syntax"),
        ("\nraise SystemExit('enough')\n", 2, "SystemExit: enough"),
        ("import pytest\npytest.skip('not here', allow_module_level=True)\n", 2, "Skipped: not here"),
        (STEP.format(text="{wrod} is here"), 4, "BadSentence: “{wrod} is here”: there is no parameter type {wrod}"),
    ],
)
def test_a_module_that_fails_is_told_with_its_authors_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    write(tmp_path, "broken_steps.py", text)
    with pytest.raises(StepsUnusable) as caught:
        at_the_root(settings_of(tmp_path, "broken_steps"), tmp_path)
    said = f"broken_steps.py:{line}: the module “broken_steps” with sentences can't be loaded: {reason}"
    assert str(caught.value) == said


def test_a_conftest_that_fails_is_told_by_its_path(tmp_path: Path) -> None:
    write(tmp_path, "features/conftest.py", "\n1 / 0\n")
    steps = ProjectSteps(settings_of(tmp_path), tmp_path)
    with pytest.raises(StepsUnusable, match=r"^features/conftest\.py:2: .*ZeroDivisionError"):
        steps.visible_from(tmp_path / "features")


def test_ctrl_c_while_loading_is_no_mistake_of_a_module(tmp_path: Path) -> None:
    write(tmp_path, "interrupted_steps.py", "raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        at_the_root(settings_of(tmp_path, "interrupted_steps"), tmp_path)
