"""Which language a command speaks where no feature file says it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_ASKED: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def settings_language(file: str | None = None) -> str:
    """That of the settings; English where they name none or can't be read: whoever needs them says what is wrong."""
    from harness.settings import SettingsError, load

    path = Path(file or "harness.toml")
    try:
        return load(path if file or path.is_file() else None).language or "en"
    except SettingsError:
        return "en"


def terminal_language(environment: Mapping[str, str] = os.environ) -> str:
    """That of the person at the terminal, if it is one of ours."""
    named = next(filter(None, map(environment.get, _ASKED)), "")
    language = named.partition(".")[0].partition("_")[0].lower()
    return language if language in ("uk", "ru") else "en"
