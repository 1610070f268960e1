"""Every cause in three languages: what happened, why that breaks, what to change; one file of texts for each cause."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from harness.diagnosis.finding import Finding

LANGUAGES: Final = ("uk", "ru", "en")
_TEXTS: Final = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Text:
    """The four sentences of a cause; placeholders are a finding's values."""

    title: str
    happened: str
    why: str
    change: str


ACTORS: Final[Mapping[str, Mapping[str, str]]] = {
    "uk": {"callback": "бекенд у callback", "app": "застосунок через exchange-code", "backend_alone": "бекенд сам"},
    "ru": {"callback": "бэкенд в callback", "app": "приложение через exchange-code", "backend_alone": "бэкенд сам"},
    "en": {
        "callback": "the backend in its callback",
        "app": "the app via exchange-code",
        "backend_alone": "the backend on its own",
    },
}


@cache
def texts_of(cause: str) -> Mapping[str, Mapping[str, Text]]:
    """The texts of a cause by variant ("" where there is only one) and language."""
    table = tomllib.loads((_TEXTS / f"{cause}.toml").read_text(encoding="utf-8"))
    variants = {"": table} if "en" in table else table
    return {
        variant: {lang: Text(**text) for lang, text in languages.items()} for variant, languages in variants.items()
    }


def worded(finding: Finding, lang: str) -> Text:
    """A finding in somebody's language; English where there is no other."""
    lang = lang if lang in LANGUAGES else "en"
    text = texts_of(finding.cause)[finding.variant][lang]
    actors = ACTORS[lang]
    values = {key: actors.get(value, value) if key.endswith("_by") else value for key, value in finding.values.items()}
    return Text(*(part.format(**values) for part in (text.title, text.happened, text.why, text.change)))
