"""`amocrm-e2e fmt`: feature files in one layout, their meaning untouched."""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from harness.commands import Commands

Fate = Literal["same", "changed", "failed"]
GREEN: Final = 0
RED: Final = 1
COULD_NOT_RUN: Final = 2


def add(commands: "Commands") -> None:
    """Declare it."""
    fmt = commands.add_parser(
        "fmt",
        help="bring .feature files into one layout",
        epilog="Exit codes: 0 done, 1 a file can't be read (with --check: or would change), 2 no such file.",
    )
    fmt.add_argument("paths", nargs="*", default=["features"], help="files or folders; default: features")
    fmt.add_argument("--check", action="store_true", help="write nothing; list what would change and exit with 1")
    fmt.set_defaults(command=_fmt)


def _fmt(options: argparse.Namespace, _: list[str]) -> int:
    files = _files(options.paths)
    if files is None:
        return COULD_NOT_RUN
    fates: Counter[Fate] = Counter()
    for file in files:
        fates[_format(file, check=options.check)] += 1
    _tell(
        _language(files[0]),
        "fmt_check_summary" if options.check else "fmt_summary",
        files=len(files),
        **_counted(fates),
    )
    return RED if fates["failed"] or (options.check and fates["changed"]) else GREEN


def _files(paths: list[str]) -> list[Path] | None:
    """Every file that is meant, each once; None if one of the paths leads nowhere, and that has been said."""
    from harness.commands.language import settings_language
    from harness.commands.project_files import feature_files, nearest_path

    found: dict[Path, Path] = {}
    complete = True
    for path in map(Path, paths):
        files = list(feature_files(path)) if path.is_dir() else [path]
        if not path.exists():
            near = nearest_path(path)
            lang = settings_language()
            hint = _say(lang, "did_you_mean", path=near) if near else ""
            _complain(_say(lang, "no_path", path=path, hint=hint))
            complete = False
        elif not files:
            _complain(_say(settings_language(), "no_features", path=path))
            complete = False
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values()) if complete else None


def _format(file: Path, *, check: bool) -> Fate:
    from harness.gherkin.layout import MeaningWouldChange, laid_out
    from harness.gherkin.source import UnreadableFeature, read_source

    lang = _language(file)
    try:
        read_source(file, lang=lang)
        before = file.read_bytes()
        after = laid_out(before.decode()).encode()
    except UnreadableFeature as unreadable:
        for line, message in unreadable.mistakes:
            _complain(f"{file}:{line}: {message}")
        return "failed"
    except MeaningWouldChange:
        _complain(_say(lang, "fmt_meaning", path=file))
        return "failed"
    if after == before:
        return "same"
    if not check:
        try:
            _replace(file.resolve(), after)
        except OSError as error:
            _complain(_say(lang, "unwritable", path=file, reason=error.strerror))
            return "failed"
    _tell(lang, "fmt_would_change" if check else "fmt_changed", path=file)
    return "changed"


def _replace(file: Path, content: bytes) -> None:
    """The old file or the new one, whenever this is ended; never half of it."""
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


def _language(file: Path) -> str:
    """What a file names, also where the rest of it can't be read."""
    from harness.gherkin.source import language_of

    try:
        return language_of(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "en"


def _counted(fates: Counter[Fate]) -> dict[str, int]:
    return {"changed": fates["changed"], "same": fates["same"], "failed": fates["failed"]}


def _tell(lang: str, key: str, **values: object) -> None:
    from harness.report.printable import printable

    sys.stdout.write(printable(_say(lang, key, **values)) + "\n")


def _complain(text: str) -> None:
    from harness.report.printable import printable

    sys.stderr.write(printable(text) + "\n")


def _say(lang: str, key: str, **values: object) -> str:
    from harness.commands.messages import say

    return say(lang, key, **values)
