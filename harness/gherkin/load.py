"""A project's sentences without a run: its step modules and conftest files, imported the way pytest would."""

import importlib
import importlib.util
import inspect
import pkgutil
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Final

from pytest_bdd.steps import step_function_context_registry

from harness.gherkin.messages import say
from harness.gherkin.vocabulary import Definition, Vocabulary
from harness.settings import Settings, place

_HARNESS: Final = Path(__file__).parents[1]
_INSTALLED: Final = {"site-packages", "dist-packages"}


class StepsUnusable(Exception):
    """A module with sentences is missing or can't be imported; the message says which, where and why."""


class ProjectSteps:
    """What the features of a project can say, folder by folder, as pytest sees it.

    The modules of the setting `steps` count everywhere, a conftest.py counts in its folder and below, and of one
    sentence in two of them the nearer one counts.
    """

    def __init__(self, settings: Settings, root: Path) -> None:
        self._settings = settings
        self._root = root.resolve()
        self._plugins: dict[str, dict[str, Definition]] = {}
        self._conftests: dict[Path, dict[str, Definition]] = {}
        self._vocabularies: dict[Path, Vocabulary] = {}
        with _importable(self._root):
            for name in settings.steps:
                self._load(name, named_at=place(settings.path, "steps"))

    def visible_from(self, folder: Path) -> Vocabulary:
        """What the features of that folder can say."""
        folder = folder.resolve()
        if folder not in self._vocabularies:
            inner = [folder, *folder.parents]
            above = inner[: inner.index(self._root) + 1] if self._root in inner else [self._root]
            own = [self._conftest(each) for each in reversed(above)]
            named: dict[str, Definition] = {}
            for definitions in (*self._plugins.values(), *own):
                named.update(definitions)
            self._vocabularies[folder] = Vocabulary(named.values())
        return self._vocabularies[folder]

    def _conftest(self, folder: Path) -> Mapping[str, Definition]:
        path = folder / "conftest.py"
        if folder not in self._conftests:
            self._conftests[folder] = {}
            if path.is_file():
                with _importable(self._root), _importable(_outside_packages(folder)):
                    module = self._executed(path)
                    self._conftests[folder] = _definitions(module)
                    self._load_plugins(module, named_at=str(self._shown(path)))
        return self._conftests[folder]

    def _load(self, name: str, *, named_at: str) -> None:
        if name in self._plugins:
            return
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{name}.".startswith(f"{error.name}."):
                raise self._fails(name, error) from None
            raise self._missing(name, named_at) from None
        # Whatever a module does when it is imported: leave by sys.exit(), or by pytest.skip(), which is no Exception.
        except BaseException as error:
            raise self._fails(name, error) from None
        self._plugins[name] = _definitions(module)
        self._load_plugins(module, named_at=str(self._shown(Path(module.__file__ or name))))

    def _load_plugins(self, module: ModuleType, *, named_at: str) -> None:
        named = getattr(module, "pytest_plugins", ())
        for name in (named,) if isinstance(named, str) else named:
            self._load(name, named_at=named_at)

    def _executed(self, path: Path) -> ModuleType:
        """The conftest.py as a module; in a package it is one of its modules, elsewhere no other has its name."""
        base = _outside_packages(path.parent)
        if base != path.parent:
            name = ".".join(path.relative_to(base).with_suffix("").parts)
        else:
            name = "_conftest_" + re.sub(r"\W", "_", str(path))
        try:
            if base != path.parent:
                return importlib.import_module(name)
            spec = importlib.util.spec_from_file_location(name, path)
            assert spec is not None
            assert spec.loader is not None
            module = sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        except BaseException as error:
            raise self._fails(str(self._shown(path)), error) from None
        return module

    def _missing(self, name: str, named_at: str) -> StepsUnusable:
        lang = self._settings.language or "en"
        near = get_close_matches(name, _modules(self._root), n=1)
        hint = say(lang, "steps_did_you_mean", module=near[0]) if near else ""
        return StepsUnusable(say(lang, "steps_no_module", place=named_at, module=name, hint=hint))

    def _fails(self, name: str, error: BaseException) -> StepsUnusable:
        if isinstance(error, KeyboardInterrupt):
            raise error
        frames = traceback.extract_tb(error.__traceback__)
        # The author's own line: not ours that has refused it, nor the import system's.
        own = [frame for frame in frames if self._is_own(Path(frame.filename))]
        at = str(self._settings.path or self._root)
        if isinstance(error, SyntaxError) and error.filename:
            at = f"{self._shown(Path(error.filename))}:{error.lineno}"
        elif own:
            at = f"{self._shown(Path(own[-1].filename))}:{own[-1].lineno}"
        told = error.msg if isinstance(error, SyntaxError) else str(error)
        reason = f"{type(error).__name__}: {told}".removesuffix(": ")
        lang = self._settings.language or "en"
        return StepsUnusable(say(lang, "steps_fails", place=at, module=name, reason=reason))

    def _is_own(self, path: Path) -> bool:
        if not path.is_relative_to(self._root) or path.is_relative_to(_HARNESS):
            return False
        return not _INSTALLED.intersection(path.relative_to(self._root).parts)

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self._root) if path.is_relative_to(self._root) else path


def check_steps(settings: Settings) -> None:
    """Raise StepsUnusable where the modules of the setting `steps` can't be imported."""
    ProjectSteps(settings, settings.folder)


def _definitions(module: ModuleType) -> dict[str, Definition]:
    """By the name that pytest knows them by: a nearer one of the same name hides the others."""
    found = {}
    for name, value in vars(module).items():
        function = inspect.unwrap(value) if hasattr(value, "__wrapped__") else None
        context = step_function_context_registry.get(function) if inspect.isfunction(function) else None
        if context is not None:
            found[name] = Definition(context)
    return found


def _outside_packages(folder: Path) -> Path:
    """Where Python would have to look for the modules of that folder."""
    while (folder / "__init__.py").is_file():
        folder = folder.parent
    return folder


def _modules(root: Path) -> Iterator[str]:
    """Names that somebody may have meant: the project's own modules and those of its packages, and ours."""
    yield "scenarios.steps"
    for found in pkgutil.iter_modules([str(root)]):
        yield found.name
        if found.ispkg:
            yield from (f"{found.name}.{inner.name}" for inner in pkgutil.iter_modules([str(root / found.name)]))


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    before = list(sys.path)
    sys.path.insert(0, str(folder))
    # A file that was written a moment ago is found, too.
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = before
