"""Which files of a project are somebody's own: not those of tools, packages and hidden folders."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

_NOT_OWN: Final = ("node_modules", "__pycache__")


def is_own(folder: Path) -> bool:
    """Whether a folder inside a project may hold files that its people write."""
    return not (folder.name.startswith(".") or folder.name in _NOT_OWN or (folder / "pyvenv.cfg").is_file())


def own_files(folder: Path) -> Iterator[Path]:
    """Every file in a folder that its people may have written, in the order of their names."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if is_own(Path(at, name)))
        yield from (Path(at, name) for name in sorted(names))


def feature_files(folder: Path) -> Iterator[Path]:
    """Every `.feature` file in a folder, in the order of their names."""
    return (path for path in own_files(folder) if path.name.endswith(".feature") and not path.name.startswith("."))


def nearest_path(path: Path) -> Path | None:
    """The neighbour whose name comes closest to one that isn't there."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return None
    near = get_close_matches(path.name, names, n=1)
    return path.with_name(near[0]) if near else None
