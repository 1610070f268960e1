"""What to tell somebody whose sentence nobody knows: the nearest one, and why it isn't the same."""

import difflib
import unicodedata
from collections.abc import Iterator

from pytest_bdd.parser import Step
from pytest_bdd.steps import step_function_context_registry

from harness.gherkin.expressions import Sentence, one_spaced

TEXTS = {
    "uk": ("такого речення немає: «{step}»", "найближче: «{near}»", "інші літери на вигляд однакові: {letters}"),
    "ru": ("такого предложения нет: «{step}»", "ближайшее: «{near}»", "другие буквы выглядят так же: {letters}"),
    "en": ("there is no such sentence: “{step}”", "nearest: “{near}”", "other letters that look the same: {letters}"),
}


def undefined_step(step: Step, *, place: str) -> str:
    """Two or three lines with file:line, in the language of the feature."""
    scenario = step.scenario
    language = scenario.feature.language if scenario else "en"
    unknown, near, letters = TEXTS.get(language, TEXTS["en"])
    text = one_spaced(step.name)
    lines = [f"{place.rpartition(':')[0]}:{step.line_number}: " + unknown.format(step=text)]
    best = difflib.get_close_matches(text, list(_sentences()), n=1, cutoff=0.4)
    if best:
        lines.append("  " + near.format(near=best[0]))
        if odd := look_alikes(text, best[0]):
            lines.append("  " + letters.format(letters=odd))
    return "\n".join(lines)


def look_alikes(text: str, sentence: str) -> str:
    """Pairs of letters from two scripts that differ between two otherwise equal words, named by their script."""
    found = []
    for written, known in zip(text, sentence, strict=False):
        if written != known and _skeleton(written) == _skeleton(known):
            found.append(f"{written} ({_script(written)}) ≠ {known} ({_script(known)})")
    return ", ".join(dict.fromkeys(found))


def _sentences() -> Iterator[str]:
    for context in step_function_context_registry.values():
        if isinstance(context.parser, Sentence):
            yield context.parser.name


# Cyrillic letters that look like a Latin one in every common font.
_ALIKE = str.maketrans("АВЕІКМНОРСТХавеікмнорстухіј", "ABEIKMHOPCTXabeikmhopctyxij")


def _skeleton(letter: str) -> str:
    return letter.translate(_ALIKE)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].capitalize()
