"""`amocrm-e2e fmt`: feature files in one layout, their meaning untouched."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from harness.commands.feature_paths import complain, feature_paths, replace_file, tell

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
    from harness.commands.language import settings_language

    files = feature_paths(options.paths, lang=settings_language())
    if files is None:
        return COULD_NOT_RUN
    fates: Counter[Fate] = Counter(_format(file, check=options.check) for file in files)
    tell(
        _language(files[0]),
        "fmt_check_summary" if options.check else "fmt_summary",
        files=len(files),
        changed=fates["changed"],
        same=fates["same"],
        failed=fates["failed"],
    )
    return RED if fates["failed"] or (options.check and fates["changed"]) else GREEN


def _format(file: Path, *, check: bool) -> Fate:
    from harness.gherkin.layout import MeaningWouldChange, laid_out
    from harness.gherkin.source import UnreadableFeature, read_source
    from harness.report.printable import printable

    lang = _language(file)
    try:
        read_source(file, lang=lang)
        before = file.read_bytes()
        after = laid_out(before.decode()).encode()
        if after != before and not check:
            replace_file(file, after)
    except UnreadableFeature as unreadable:
        for line, message in unreadable.mistakes:
            sys.stderr.write(printable(f"{file}:{line}: {message}") + "\n")
        return "failed"
    except MeaningWouldChange:
        complain(lang, "fmt_meaning", path=file)
        return "failed"
    except OSError as error:
        complain(lang, "unwritable", path=file, reason=error.strerror)
        return "failed"
    if after == before:
        return "same"
    tell(lang, "fmt_would_change" if check else "fmt_changed", path=file)
    return "changed"


def _language(file: Path) -> str:
    """What a file names, also where the rest of it can't be read."""
    from harness.gherkin.source import language_of

    try:
        return language_of(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "en"
