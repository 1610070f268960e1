"""The modules that hold a project's steps: found by name and read, but never imported, for that would run them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path

from harness.gherkin.editor.sentences import StepModule


class NoSuchModule(Exception):
    """Neither the project nor what is installed has a module of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def step_modules(names: Iterable[str], *, folder: Path) -> list[StepModule]:
    """The modules of the setting `steps`, and those that they name in `pytest_plugins`, each once."""
    found: dict[str, StepModule] = {}
    with _importable(folder):
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = StepModule(name, _file(name))
                waiting += found[name].plugins
    return list(found.values())


def _file(name: str) -> Path:
    # importlib.util.find_spec would import the packages around the module, and run them.
    path: Sequence[str] | None = None
    spec: ModuleSpec | None = None
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        if length > 1 and path is None:
            raise NoSuchModule(name)  # inside a module that is no package
        inner = ".".join(parts[:length])
        spec = next((found for finder in sys.meta_path if (found := finder.find_spec(inner, path))), None)
        if spec is None:
            raise NoSuchModule(name)
        path = spec.submodule_search_locations
    if spec is None or not spec.has_location or not (spec.origin or "").endswith(".py"):
        raise NoSuchModule(name)
    return Path(spec.origin or "")


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
