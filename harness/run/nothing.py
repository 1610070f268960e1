"""Why a run has no scenarios: nothing there, or nothing that was asked for; told in the language of the features."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from harness.gherkin.collect import PREFERENCES, Preferences
from harness.gherkin.messages import LANGUAGES, nearest, say
from harness.gherkin.project_files import feature_files
from harness.gherkin.source import language_of
from harness.gherkin.tags import MEANINGS

_TAGS: Final = re.compile(r"^\s*(@.*)$", re.MULTILINE)
# A word of `-m "smoke and not jira:ABC-1"`.
_WORD: Final = re.compile(r"[^\s()]+")
_OPERATORS: Final = frozenset({"and", "or", "not"})


def nothing_collected(config: pytest.Config) -> str:
    """One message: from where, and which tag of `-m` no feature has."""
    texts = [path.read_text(encoding="utf-8-sig", errors="replace") for path in _files(config)]
    lang = config.stash.get(PREFERENCES, Preferences()).lang or _language(texts)
    lines = [say(lang, "nothing_collected", places=" ".join(config.getoption("--at") or config.args))]
    lines += [
        say(lang, "unknown_tag", tag=tag, hint=nearest(lang, tag, known))
        for known in [{*_tags(texts), *MEANINGS}]
        for tag in _WORD.findall(config.option.markexpr)
        if tag not in known | _OPERATORS
    ]
    if not texts:
        lines.append(say(lang, "no_files"))
    return "\n  ".join(lines)


def _files(config: pytest.Config) -> Iterator[Path]:
    places = [config.invocation_params.dir / argument.partition("::")[0] for argument in config.args]
    for place in places:
        yield from feature_files(place) if place.is_dir() else [place] if place.is_file() else []


def _language(texts: list[str]) -> str:
    found = language_of(texts[0]) if texts else "en"
    return found if found in LANGUAGES else "en"


def _tags(texts: list[str]) -> set[str]:
    written = (word for text in texts for line in _TAGS.findall(text) for word in line.split())
    return {word.lstrip("@") for word in written if word.startswith("@")}
