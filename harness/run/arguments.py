"""How `amocrm-e2e run` calls pytest."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_PLACE: Final = re.compile(r"(?P<file>.+\.feature)(?P<lines>(?::\d+)+)")


def pytest_arguments(
    *,
    paths: Sequence[str] = (),
    bugs: Sequence[str] = (),
    client: str | None = None,
    browser: str | None = None,
    headed: bool = False,
    slow_mo: str | None = None,
    trace: bool = False,
    profile: str | None = None,
    repeat: str | None = None,
    settings: str | None = None,
    folder: str | None = None,
    reports: Sequence[str] = (),
    lang: str | None = None,
    rest: Sequence[str] = (),
) -> list[str]:
    """pytest's own output is reduced to errors; ours says the rest."""
    here = Path("harness.toml")
    chosen = settings or (str(here) if here.is_file() else None)
    options = {
        "--client": client,
        "--browser": browser,
        "--slow-mo": slow_mo,
        "--profile": profile,
        "--repeat": repeat,
        "--harness-settings": chosen,
        "--run-folder": folder,
        "--report-lang": lang,
    }
    listing = not {"--collect-only", "--co"}.isdisjoint(rest)
    if listing:
        # One q names the scenarios, two only count them.
        rest = [word for word in rest if word not in ("-q", "--quiet")]
    return [
        *paths,
        "--rootdir=.",
        # Where no path is given.
        *("-o", "testpaths=features"),
        # Faker's own pytest plugin costs a fifth of a second at every start, and no step needs its fixture.
        *("-p", "no:faker"),
        # The command has imported our package before pytest could; a project that makes warnings errors isn't to blame.
        *("-W", "ignore:Module already imported so cannot be rewritten"),
        "--amocrm-e2e",
        "--scenario-lines",
        "-q" if listing else "-qq",
        "--no-header",
        "--no-summary",
        *(part for bug in bugs for part in ("--bug", bug)),
        *(f"--scenario-report={report}" for report in reports),
        *(["--headed"] if headed else []),
        *(["--browser-trace"] if trace else []),
        *(f"{name}={value}" for name, value in options.items() if value is not None),
        *_with_places(rest),
    ]


def split_place(word: str) -> tuple[str, list[int]]:
    """`file.feature:3:9` as the file and its lines; any other word as it is, without lines."""
    found = _PLACE.fullmatch(word)
    return (found["file"], [int(line) for line in found["lines"].split(":")[1:]]) if found else (word, [])


def _with_places(words: Sequence[str]) -> list[str]:
    """`file.feature:12` becomes the file and an option of ours; pytest knows no lines."""
    made: list[str] = []
    for word in words:
        file, lines = split_place(word)
        made += [file, *(f"--at={file}:{line}" for line in lines)] if lines and Path(file).exists() else [word]
    return made
