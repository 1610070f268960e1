"""The names by which a scenario calls requests: of the app to the backend, and of the backend to amoCRM."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from harness.gherkin.expressions import one_spaced
from harness.ports import Stage
from harness.wire.exchange import Actor
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint

LANGUAGES: Final = ("uk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Side:
    """Who asks, and what the requests are called in Ukrainian, Russian and English."""

    caller: Actor
    roles: Mapping[str, tuple[str, str, str]]


APP: Final = Side(
    "client",
    {
        "sign_in": ("вхід", "вход", "sign-in"),
        "refresh": ("оновлення сесії", "обновление сессии", "session refresh"),
        "connect": ("підключення", "подключение", "connect"),
        "status": ("статус", "статус", "status"),
        "leads": ("ліди", "лиды", "leads"),
        "lead": ("лід", "лид", "lead"),
        "exchange_code": ("обмін коду", "обмен кода", "exchange-code"),
        "disconnect": ("відключення", "отключение", "disconnect"),
        "pipelines": ("воронки", "воронки", "pipelines"),
        "stages": ("етапи", "этапы", "stages"),
    },
)
CRM: Final = Side("backend", {"token": ("токен", "токен", "token"), "api": ("API", "API", "API")})


def role_of(stage: Stage, side: Side, word: str) -> str:
    """The role that a word of any of the languages means."""
    said = one_spaced(word).casefold()
    for role, words in side.roles.items():
        if said in (role, *(each.casefold() for each in words)):
            return role
    mine = [words[LANGUAGES.index(stage.lang) if stage.lang in LANGUAGES else -1] for words in side.roles.values()]
    every = [each for words in side.roles.values() for each in words]
    near = hint(stage, word, mine) or hint(stage, word, every)
    raise unmet(stage, "unknown_role", word=word, hint=near, known=", ".join(mine))
