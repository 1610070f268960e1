"""What commands on feature files share: which files are meant, how one is replaced, how its author is spoken to."""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


def feature_paths(paths: Sequence[str], *, lang: str) -> list[Path] | None:
    """Every file that is meant, each once; None if one of the paths leads nowhere, and that has been said."""
    from harness.gherkin.project_files import feature_files, nearest_path

    found: dict[Path, Path] = {}
    complete = True
    for path in map(Path, paths):
        files = list(feature_files(path)) if path.is_dir() else [path]
        if not path.exists():
            near = nearest_path(path)
            complain(lang, "no_path", path=path, hint=_say(lang, "did_you_mean", path=near) if near else "")
            complete = False
        elif not files:
            complain(lang, "no_features", path=path)
            complete = False
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values()) if complete else None


def replace_file(file: Path, content: bytes) -> None:
    """The old file or the new one, whenever this is ended; never half of it."""
    file = file.resolve()
    # Replacing it would need no more than a writable folder.
    with file.open("r+b"):
        pass
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".amocrm-e2e-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as copy:
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def show(text: str) -> None:
    """One line on standard output."""
    from harness.report.printable import printable

    sys.stdout.write(printable(text) + "\n")


def tell(lang: str, key: str, **values: object) -> None:
    """One message of the commands' table on standard output."""
    show(_say(lang, key, **values))


def complain(lang: str, key: str, **values: object) -> None:
    """One message of the commands' table on standard error."""
    from harness.report.printable import printable

    sys.stderr.write(printable(_say(lang, key, **values)) + "\n")


def _say(lang: str, key: str, **values: object) -> str:
    from harness.commands.messages import say

    return say(lang, key, **values)
