"""What has to be written into a project's `.vscode`, and what is there already.

The extension reads only files of the opened folder, so steps that are installed elsewhere are copied into it.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from harness.gherkin.editor import jsonc
from harness.gherkin.editor.modules import step_modules
from harness.gherkin.editor.sentences import Misread, StepModule

EXTENSION: Final = "CucumberOpen.cucumber-official"
COMMAND: Final = "amocrm-e2e editor"
COPIES: Final = PurePosixPath(".vscode/amocrm-e2e")
_FEATURES: Final = "features"
_INSTALLED: Final = {"site-packages", "dist-packages"}
_NOT_OURS: Final = {"node_modules", *_INSTALLED}


@dataclass(frozen=True, slots=True)
class Change:
    """A file that should have another text, or with None shouldn't be there."""

    path: Path
    text: str | None
    read_only: bool = False

    def write(self) -> None:
        """Make it so."""
        if self.path.exists() and self.read_only:
            self.path.chmod(0o644)
        if self.text is None:
            self.path.unlink()
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.text.encode())
        if self.read_only:
            self.path.chmod(0o444)


@dataclass(frozen=True, slots=True)
class ByHand:
    """A file that its owner has to change; `line` is where it can't be read, 0 for all of it."""

    path: Path
    line: int
    lists: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Setup:
    """The difference between what is there and what should be."""

    changes: tuple[Change, ...]
    by_hand: tuple[ByHand, ...]
    misread: tuple[tuple[Path, Misread], ...]


def prepare(folder: Path, *, steps: Sequence[str], beside: Path, header: str) -> Setup:
    """Compare the `.vscode` of a folder with what the extension needs for these step modules.

    `beside` is where the project's own modules are; `header` opens a copy and has a place for the {module}.
    """
    folder = folder.resolve()
    modules = [module for module in step_modules(steps, folder=beside.resolve()) if module.has_sentences()]
    own = [module for module in modules if _is_own(module, folder)]
    installed = [module for module in modules if module not in own]
    copies = {folder / COPIES / f"{module.name}.py": _copy(module, header) for module in installed}
    changes = [Change(path, text, read_only=True) for path, text in copies.items() if _text(path) != text]
    changes += [Change(path, None, read_only=True) for path in _made(folder / COPIES) if path not in copies]
    glue = [*sorted({_glob(module, folder) for module in own}), *([f"{COPIES}/*.py"] if copies else [])]
    by_hand = []
    for path, lists in (
        (folder / ".vscode/settings.json", {"cucumber.features": _feature_globs(folder), "cucumber.glue": glue}),
        (folder / ".vscode/extensions.json", {"recommendations": [EXTENSION]}),
    ):
        try:
            old = _text(path) or ""
            new = _extended(old, lists)
        except (jsonc.CannotAdd, UnicodeDecodeError) as error:
            by_hand.append(ByHand(path, error.line if isinstance(error, jsonc.CannotAdd) else 0, lists))
        else:
            changes += [Change(path, new)] if new != old else []
    misread = [(module.path, one) for module in own for one in module.misread()]
    misread += [(module.path, one) for module in installed for one in module.misread() if not one.mended]
    return Setup(tuple(changes), tuple(by_hand), tuple(misread))


def _extended(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    before = jsonc.read(text)
    for key, items in lists.items():
        if not _decided(before, key):
            text = jsonc.with_items(text, key, items)
    return text


def _decided(before: Mapping[str, object], key: str) -> bool:
    """Whether somebody has decided already, maybe otherwise than we would."""
    if key == "recommendations":
        named = [before.get(name) for name in ("recommendations", "unwantedRecommendations")]
        return any(EXTENSION.lower() == str(one).lower() for some in named if isinstance(some, list) for one in some)
    return key == "cucumber.features" and bool(before.get(key))


def _is_own(module: StepModule, folder: Path) -> bool:
    path = module.path.resolve()
    # A virtual environment often lies in the project's folder.
    return path.is_relative_to(folder) and not _INSTALLED.intersection(path.relative_to(folder).parts)


def _copy(module: StepModule, header: str) -> str:
    return f"# {header.format(module=module.name)}\n{module.respelled()}"


def _glob(module: StepModule, folder: Path) -> str:
    path = module.path.resolve().relative_to(folder)
    alone = "." not in module.name and path.name != "__init__.py"
    return str(PurePosixPath(path if alone else path.parent / "*.py"))


def _feature_globs(folder: Path) -> list[str]:
    """The folder that `amocrm-e2e run` takes if none is named; where it has no features, those that have some."""
    found: set[str] = set()
    if not any((folder / _FEATURES).rglob("*.feature")):
        for at, folders, files in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_OURS]
            if any(name.endswith(".feature") for name in files):
                found.add("/".join(Path(at).relative_to(folder).parts[:1]))
    return [f"{name}/**/*.feature" if name else "*.feature" for name in sorted(found or {_FEATURES})]


def _made(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.glob("*.py")) if COMMAND in (_text(path) or "").partition("\n")[0])


def _text(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None
