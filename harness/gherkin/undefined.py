"""What to tell somebody whose sentence nobody knows: the nearest one, and why it isn't the same."""

import difflib
import itertools
import re
import unicodedata
from collections.abc import Iterator

from gherkin.dialect import Dialect
from pytest_bdd.parser import Step
from pytest_bdd.steps import step_function_context_registry

from harness.gherkin.expressions import Sentence, one_spaced

_WORD = re.compile(r"\w+")
_VALUE = re.compile(r"\d+|\"[^\"]*\"|'[^']*'")
_PARAMETER = re.compile(r"\{\w*\}")
_OPTIONAL = re.compile(r"\(\w+\)")
TEXTS = {
    "uk": (
        "такого речення немає: «{step}»",
        "найближче: «{near}»",
        "інші літери на вигляд однакові: {letters}",
        "речення є, але після іншого слова: {known}",
    ),
    "ru": (
        "такого предложения нет: «{step}»",
        "ближайшее: «{near}»",
        "другие буквы выглядят так же: {letters}",
        "предложение есть, но после другого слова: {known}",
    ),
    "en": (
        "there is no such sentence: “{step}”",
        "nearest: “{near}”",
        "other letters that look the same: {letters}",
        "the sentence is known, but after another word: {known}",
    ),
}


def undefined_step(step: Step, *, place: str, language: str) -> str:
    """Two or three lines with file:line, in the language of the feature."""
    unknown, near, letters, keyword = TEXTS.get(language, TEXTS["en"])
    text = one_spaced(step.name)
    lines = [f"{place.rpartition(':')[0]}:{step.line_number}: " + unknown.format(step=text)]
    if other := _other_keywords(step, language):
        return lines[0] + "\n  " + keyword.format(known=", ".join(other))
    if best := _nearest(text):
        lines.append("  " + near.format(near=best))
        if odd := look_alikes(text, best):
            lines.append("  " + letters.format(letters=odd))
    return "\n".join(lines)


def is_sentence(text: str) -> bool:
    """Whether some step, of any keyword, is called so."""
    parsers = [context.parser for context in step_function_context_registry.values()]
    return any(isinstance(parser, Sentence) and parser.is_matching(text) for parser in parsers)


def look_alikes(text: str, sentence: str) -> str:
    """Letters of another script that make a word differ from one of the sentence, named by their script."""
    # Word by word: where the sentence has a parameter, the text has something of another length.
    known_as = {_skeleton(word): word for word in _WORD.findall(sentence)}
    found = []
    for word in _WORD.findall(text):
        known_word = known_as.get(_skeleton(word), word)
        found += [
            f"{written} ({_script(written)}) ≠ {known} ({_script(known)})"
            for written, known in zip(word, known_word, strict=True)
            if written != known
        ]
    return ", ".join(dict.fromkeys(found))


def _other_keywords(step: Step, language: str) -> list[str]:
    """The keywords, in the feature's language, after which this very sentence is known."""
    dialect = Dialect.for_name(language) or Dialect.for_name("en")
    assert dialect is not None
    words = {"given": dialect.given_keywords, "when": dialect.when_keywords, "then": dialect.then_keywords}
    types = {
        context.type
        for context in step_function_context_registry.values()
        if isinstance(context.parser, Sentence) and context.type and context.parser.is_matching(step.name)
    }
    return [next(word.strip() for word in words[type_] if word.strip() != "*") for type_ in sorted(types - {step.type})]


def _nearest(text: str) -> str | None:
    """The sentence that this text resembles most, whatever stands in its parameters."""
    said = _skeleton(_VALUE.sub("", text))
    forms = {
        _skeleton(form): context.parser.name
        for context in step_function_context_registry.values()
        if isinstance(context.parser, Sentence)
        for form in _forms(context.parser.name)
    }
    best = difflib.get_close_matches(said, list(forms), n=1, cutoff=0.6)
    return forms[best[0]] if best else None


def _forms(expression: str) -> Iterator[str]:
    """Every way to say a sentence, without its values: “код/коди” is two, “lead(s)” is two."""
    choices = [
        [word.replace("(", "").replace(")", ""), _OPTIONAL.sub("", word)] if "(" in word else word.split("/")
        for word in _PARAMETER.sub("", expression).split(" ")
    ]
    return (" ".join(words) for words in itertools.product(*choices))


# Cyrillic letters that look like a Latin one in every common font.
_ALIKE = str.maketrans("АВЕІКМНОРСТХавеікмнорстухіј", "ABEIKMHOPCTXabeikmhopctyxij")


def _skeleton(word: str) -> str:
    return word.translate(_ALIKE)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].capitalize()
