"""`amocrm-e2e lint`: feature files read and held against the sentences, in less than a second; nothing is run."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from harness.commands.feature_paths import complain, feature_paths, replace_file, show, tell

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.gherkin.lint import Checked
    from harness.gherkin.vocabulary import Vocabulary
    from harness.settings import Settings


def add(commands: "Commands") -> None:
    """Declare it."""
    lint = commands.add_parser(
        "lint",
        help="check .feature files without running anything",
        epilog="Exit codes: 0 nothing wrong, 1 something is, 2 no such file, or the sentences can't be loaded.",
    )
    lint.add_argument("paths", nargs="*", default=["features"], help="files or folders; default: features")
    lint.add_argument("--fix", action="store_true", help="mend odd spaces, look-alike letters and quotes")
    lint.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
    lint.set_defaults(command=_lint)


def _lint(options: argparse.Namespace, _: list[str]) -> int:
    from harness.gherkin.expressions import BadSentence
    from harness.gherkin.lint import check
    from harness.gherkin.load import ProjectSteps, StepsUnusable
    from harness.settings import SettingsError, load

    here = Path("harness.toml")
    try:
        settings = load(Path(options.settings) if options.settings else here if here.is_file() else None)
        files = feature_paths(options.paths, lang=settings.language or "en")
        if files is None:
            return 2
        steps = ProjectSteps(settings, settings.folder)
        if options.fix:
            for file in files:
                _fix(file, steps.visible_from(file.parent), settings)
        checked = [
            check(file, steps.visible_from(file.parent), shown=str(file), lang=settings.language, tags=settings.tags)
            for file in files
        ]
    except (SettingsError, StepsUnusable, BadSentence) as error:
        sys.stderr.write(f"amocrm-e2e: {error}\n")
        return 2
    return _told(checked)


def _fix(file: Path, vocabulary: "Vocabulary", settings: "Settings") -> None:
    from harness.gherkin.lint import fixed
    from harness.gherkin.source import UnreadableFeature, language_of

    try:
        before = file.read_bytes().decode()
        after = fixed(before, vocabulary, path=file)
    except (UnreadableFeature, OSError, UnicodeDecodeError):
        return  # the check behind this says what is wrong
    if after == before:
        return
    lang = settings.language or language_of(after)
    try:
        replace_file(file, after.encode())
    except OSError as error:
        complain(lang, "unwritable", path=file, reason=error.strerror)
        return
    tell(lang, "lint_fixed", path=file)


def _told(checked: "list[Checked]") -> int:
    every = [complaint for one in checked for complaint in one.complaints]
    for complaint in every:
        show(complaint.text)
    wrong = sum(not complaint.is_note for complaint in every)
    fixable = sum(complaint.fixable for complaint in every)
    lang = checked[0].lang
    scenarios = sum(one.scenarios for one in checked)
    tell(lang, "lint_summary", files=len(checked), scenarios=scenarios, wrong=wrong, notes=len(every) - wrong)
    if fixable:
        tell(lang, "lint_fixable", count=fixable)
    return 1 if wrong else 0
