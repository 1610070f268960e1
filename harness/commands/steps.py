"""`amocrm-e2e steps`: everything that a scenario can say, with examples and where it is used."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.gherkin.source import Source
    from harness.report.catalogue import Catalogue
    from harness.settings import Settings

ALL: Final = "all"
FEATURES: Final = "features"
NOTHING_FOUND: Final = 1
COULD_NOT_RUN: Final = 2


def add(commands: "Commands") -> None:
    """Declare it."""
    steps = commands.add_parser(
        "steps",
        help="list the sentences that scenarios can say, with examples",
        epilog="Without --lang: the language of the settings; else that of the features, if they have only one; else "
        "that of the terminal. Exit codes: 0 done, 1 nothing found, 2 could not run.",
    )
    steps.add_argument("paths", nargs="*", help="files or folders to count uses in; default: features")
    steps.add_argument("--lang", choices=("uk", "ru", "en", ALL), help="the language of the sentences")
    steps.add_argument("--search", metavar="TEXT", help="only sentences with these words, in any form")
    steps.add_argument("--unused", action="store_true", help="only sentences that no feature uses")
    steps.add_argument("--format", choices=("terminal", "markdown", "html"), default="terminal")
    steps.add_argument("--output", metavar="FILE", help="write into a file")
    steps.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
    steps.set_defaults(command=_steps)


def _steps(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.feature_paths import complain, feature_paths
    from harness.commands.language import terminal_language
    from harness.gherkin.load import StepsUnusable
    from harness.gherkin.project_files import feature_files
    from harness.report.catalogue import found, nearest_words
    from harness.settings import SettingsError, load

    here = Path("harness.toml")
    try:
        settings = load(Path(options.settings) if options.settings else here if here.is_file() else None)
    except SettingsError as error:
        return _failed(str(error))
    asked = None if options.lang == ALL else options.lang
    before = asked or settings.language or terminal_language()
    # Whoever has no features yet wants to know all the more what to write in them.
    files = feature_paths(options.paths, lang=before) if options.paths else list(feature_files(Path(FEATURES)))
    if files is None:
        return COULD_NOT_RUN
    sources = _sources(files, lang=asked or settings.language)
    lang = asked or settings.language or _only_language(sources) or terminal_language()
    try:
        catalogue = _catalogue(settings, sources, examples_in=None if options.format == "html" else lang)
    except StepsUnusable as error:
        return _failed(str(error))
    every = catalogue
    if options.search is not None:
        catalogue = found(catalogue, options.search)
        if not catalogue.entries:
            near = nearest_words(every, options.search, lang=lang)
            key = "steps_not_found_near" if near else "steps_not_found"
            complain(lang, key, search=options.search, words=", ".join(near))
            return NOTHING_FOUND
    if options.unused:
        catalogue = catalogue.only(entry for entry in catalogue.entries if not entry.uses)
        if not catalogue.entries:
            complain(lang, "steps_all_used")
            return 0
    return _written(catalogue, options, lang)


def _sources(files: Sequence[Path], *, lang: str | None) -> "list[Source]":
    """The features that can be read; of the others it is said why not, in their own language if no other is set."""
    from harness.commands.feature_paths import complain
    from harness.gherkin.source import UnreadableFeature, read_source

    sources = []
    for file in files:
        try:
            sources.append(read_source(file, lang=lang))
        except UnreadableFeature as error:
            line, reason = error.mistakes[0]
            complain(lang or _language_named(file), "steps_unread", place=f"{file}:{line}", reason=reason)
    return sources


def _language_named(file: Path) -> str:
    from harness.gherkin.source import language_of

    try:
        return language_of(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "en"


def _only_language(sources: "Sequence[Source]") -> str | None:
    from harness.report.catalogue import LANGUAGES

    named = {source.language for source in sources}
    return named.pop() if len(named) == 1 and named <= set(LANGUAGES) else None


def _catalogue(settings: "Settings", sources: "Sequence[Source]", *, examples_in: str | None) -> "Catalogue":
    from harness.commands.step_entries import catalogue_of
    from harness.commands.step_uses import said
    from harness.gherkin.load import ProjectSteps
    from harness.gherkin.vocabulary import Vocabulary
    from harness.report.catalogue import LANGUAGES

    steps = ProjectSteps(settings, Path.cwd())
    folders = dict.fromkeys([Path.cwd(), *(source.path.parent.resolve() for source in sources)])
    visible = {folder: steps.visible_from(folder) for folder in folders}
    every = {id(one.context): one for known in visible.values() for one in known.definitions}
    uses = (
        (step, visible[source.path.parent.resolve()])
        for source in sources
        for step in said(source, shown=str(source.path))
    )
    languages = [examples_in] if examples_in else LANGUAGES
    return catalogue_of(Vocabulary(every.values()), uses, examples_in=languages)


def _written(catalogue: "Catalogue", options: argparse.Namespace, lang: str) -> int:
    from harness.commands.feature_paths import complain, tell
    from harness.report.catalogue import html, markdown, terminal
    from harness.run.shown import WIDEST, columns

    every = options.lang == ALL
    if options.format == "terminal":
        on_screen = options.output is None and sys.stdout.isatty()
        width = WIDEST if options.output is not None else columns()
        text = terminal(catalogue, lang=lang, every=every, width=width, colour=on_screen)
    else:
        text = {"markdown": markdown, "html": html}[options.format](catalogue, lang=lang, every=every)
    if options.output is None:
        return _printed(text)
    path = Path(options.output)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        complain(lang, "unwritable", path=path, reason=error.strerror)
        return COULD_NOT_RUN
    tell(lang, "steps_written", path=path, count=len(catalogue.entries))
    return 0


def _printed(text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as `| head` has; what Python still holds must not complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _failed(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return COULD_NOT_RUN
