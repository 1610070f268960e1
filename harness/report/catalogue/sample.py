"""An example of a sentence that nobody has written yet: its values filled in, its plural natural."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(
    r"\\(?P<escaped>.)|\{(?P<kind>\w*)\}|\((?P<optional>(?:\\.|[^()\\])*)\)|(?P<slash>/)|(?P<space>\s+)|(?P<text>[^\\{(/\s]+)"
)
_ESCAPED: Final = re.compile(r"\\(.)")
_WHOLE: Final = ("int", "byte", "short", "long", "biginteger")
_FRACTION: Final = ("float", "double", "bigdecimal")
_FITS: Final[Mapping[str, Callable[[str], bool]]] = {
    **dict.fromkeys(_WHOLE, str.isdecimal),
    **dict.fromkeys(_FRACTION, lambda value: value.replace(".", "").isdecimal()),
    "word": lambda value: " " not in value,
    "": lambda value: " " not in value,
}
# What stands for a parameter, by its name in the step function or else by its type; one value after another.
VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "uk": {
        "word": ("Олена", "Іван", "Марія"),
        "string": ("Квартира на Подолі", "Будинок у Боярці"),
        "text": ("Щось пішло не так",),
        "to_stage": ("Переговори",),
        "contact": ("Олег Шевченко",),
        **dict.fromkeys(("owner", "person"), ("Іван",)),
    },
    "ru": {
        "word": ("Елена", "Иван", "Мария"),
        "string": ("Квартира на Подоле", "Дом в Боярке"),
        "text": ("Что-то пошло не так",),
        "to_stage": ("Переговоры",),
        "contact": ("Олег Шевченко",),
        **dict.fromkeys(("owner", "person"), ("Иван",)),
    },
    "en": {
        "word": ("Ann", "Bob", "Mary"),
        "string": ("Flat in Podil", "House in Boyarka"),
        "text": ("Something went wrong",),
        "to_stage": ("Negotiation",),
        "contact": ("John Smith",),
        **dict.fromkeys(("owner", "person"), ("Bob",)),
    },
}
ANYWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_WHOLE, ("3", "5")),
    **dict.fromkeys(_FRACTION, ("0.5",)),
    "status": ("403",),
    "price": ("120000",),
    "minutes": ("25",),
    "hours": ("25",),
    "days": ("2",),
    "months": ("4",),
    **dict.fromkeys(("number", "phone"), ("+380501112233",)),
    "language": ("uk",),
    "world": ("realty",),
    "request": ("leads",),
    "events": ("add_lead, update_lead",),
    "hint": ("Authorization code has been revoked",),
    "parameter": ("status",),
    "value": ("connected",),
}


def sample(expression: str, parameters: Sequence[str], *, lang: str) -> str | None:
    """A Cucumber Expression with values; `parameters` are the names of those that the step function takes, in order.

    None where a parameter is of a type that we have no value for.
    """
    filling = _Filling(names=list(parameters), lang=lang, plural=any(f"{{{kind}}}" in expression for kind in _WHOLE))
    for token in _TOKEN.finditer(expression):
        if not filling.take(token):
            return None
    return filling.text()


def value(name: str, kind: str, lang: str) -> str | None:
    """What may stand for a parameter of that name and type."""
    values = _values(name, kind, lang)
    return values[0] if values else None


@dataclass
class _Filling:
    """What has been filled in so far; `word` has the choices of the word that is being read."""

    names: list[str]
    lang: str
    plural: bool
    done: list[str] = field(default_factory=list)
    word: list[str] = field(default_factory=lambda: [""])
    used: dict[tuple[str, ...], int] = field(default_factory=dict)
    last: int | None = None
    nouns: int = 0

    def take(self, token: re.Match[str]) -> bool:
        kind = token["kind"]
        if kind is not None:
            value = self._value(kind)
            if value is None:
                return False
            self._end_word()
            self.done.append(f'"{value}"' if kind == "string" else value)
            if kind in _WHOLE:
                self.last, self.nouns = int(value), 0
        elif token["slash"]:
            self.word.append("")
        elif token["space"]:
            self._end_word()
            self.done.append(" ")
        elif token["optional"] is not None:
            # Of “{int} hour(s) pass(es)” the noun has its ending, and so the verb has none.
            if self.plural:
                self.word[-1] += _ESCAPED.sub(r"\1", token["optional"])
                self.plural = False
        else:
            self.word[-1] += token["escaped"] or token["text"]
        return True

    def text(self) -> str:
        self._end_word()
        return "".join(self.done).strip()

    def _value(self, kind: str) -> str | None:
        values = _values(self.names.pop(0) if self.names else "", kind, self.lang)
        at = self.used.get(values, 0)
        self.used[values] = at + 1
        return values[at % len(values)] if values else None

    def _end_word(self) -> None:
        self.done.append(_form(self.word, self.last, verb=self.nouns > 0))
        self.nouns += len(self.word) > 1 and self.last is not None
        self.word = [""]


def _values(name: str, kind: str, lang: str) -> tuple[str, ...]:
    own = VALUES.get(lang, VALUES["en"])
    # An anonymous parameter, {}, takes any text; a word will do.
    for key in (name, kind or "word"):
        values = own.get(key) or ANYWHERE.get(key, ())
        if values and _FITS.get(kind, bool)(values[0]):
            return values
    return ()


def _form(forms: Sequence[str], number: int | None, *, verb: bool) -> str:
    """The form that goes with a number; without one, the first."""
    if number is None or (number % 10 == 1 and number % 100 != 11):
        return forms[0]
    if len(forms) > 2:
        return forms[1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2]
    # “{int} hour/hours pass/passes”: with its ending a noun is many, an English verb is one.
    if verb and forms[-1] in (f"{forms[0]}s", f"{forms[0]}es"):
        return forms[0]
    return forms[-1]
