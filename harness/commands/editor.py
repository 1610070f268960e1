"""`amocrm-e2e editor`."""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.gherkin.editor import Misread, Setup
    from harness.settings import Settings

_LANGUAGE: Final = re.compile(r"^\s*#\s*language\s*:\s*(\w+)", re.MULTILINE)


def add(commands: "Commands") -> None:
    """Declare it."""
    editor = commands.add_parser(
        "editor",
        help="set VS Code's Cucumber extension up: completion, marks under unknown steps, go to definition",
        epilog="Exit codes: 0 done, 1 something is left to do (or, with --check, outdated), 2 could not run.",
    )
    editor.add_argument("--check", action="store_true", help="write nothing; exit 1 if something is outdated")
    editor.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
    editor.set_defaults(command=_editor)


def _editor(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.messages import say
    from harness.gherkin.editor import NoSuchModule, UnreadableModule, prepare
    from harness.settings import SettingsError, load, place

    here = Path("harness.toml")
    given = Path(options.settings) if options.settings else here if here.is_file() else None
    try:
        settings = load(given)
    except SettingsError as error:
        return _failed(str(error))
    lang = _language(settings)
    header = say(lang, "editor_header", module="{module}")
    try:
        setup = prepare(Path.cwd(), steps=settings.steps, beside=settings.folder, header=header)
        if not options.check:
            for change in setup.changes:
                change.write()
    except NoSuchModule as error:
        return _failed(say(lang, "editor_no_module", place=place(settings.path, "steps"), module=error.name))
    except UnreadableModule as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    _tell(setup, lang=lang, check=options.check)
    return 1 if setup.by_hand or (options.check and setup.changes) else 0


def _tell(setup: "Setup", *, lang: str, check: bool) -> None:
    from harness.commands.messages import say
    from harness.gherkin.editor import EXTENSION

    lines = []
    for change in setup.changes:
        key = "editor_outdated" if check else "editor_written" if change.text is not None else "editor_removed"
        lines.append(say(lang, key, path=_shown(change.path)))
    for one in setup.by_hand:
        place = f"{_shown(one.path)}:{one.line}" if one.line else _shown(one.path)
        lines += [say(lang, "editor_by_hand", place=place), _members(one.lists)]
    lines += [_misread(path, one, lang=lang) for path, one in setup.misread]
    if not setup.changes and not setup.by_hand:
        lines.append(say(lang, "editor_current"))
    elif check:
        lines.append(say(lang, "editor_run"))
    else:
        lines.append(say(lang, "editor_next", extension=EXTENSION))
    sys.stdout.write("\n".join(lines) + "\n")


def _misread(path: Path, one: "Misread", *, lang: str) -> str:
    from harness.commands.messages import say

    characters = " ".join(dict.fromkeys(re.findall(r"[().*\\|]|\?P", one.text)))
    return say(lang, f"editor_{one.reason}", place=f"{_shown(path)}:{one.line}", text=one.text, characters=characters)


def _members(lists: Mapping[str, Sequence[str]]) -> str:
    return ",\n".join(f"  {json.dumps(key)}: {json.dumps(items, ensure_ascii=False)}" for key, items in lists.items())


def _language(settings: "Settings") -> str:
    """The language of the settings, else of the first feature that has one of ours."""
    from harness.commands.messages import MESSAGES

    if settings.language:
        return settings.language
    for path in sorted(Path("features").rglob("*.feature")):
        named = _LANGUAGE.match(path.read_text(encoding="utf-8-sig", errors="replace"))
        if named and named[1] in MESSAGES:
            return named[1]
    return "en"


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _failed(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 2
