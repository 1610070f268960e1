"""Says an English feature in Ukrainian or Russian, by the sentences that stand on the same step function."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.gherkin.expressions import Sentence

STEPS = Path(__file__).parents[2] / "scenarios" / "steps"
LANGUAGES = ("uk", "ru", "en")
WORDS: Mapping[str, Mapping[str, str]] = {
    "uk": {"Feature": "Функціонал", "Scenario": "Сценарій", "Given": "Нехай", "When": "Коли", "Then": "Тоді"},
    "ru": {"Feature": "Функция", "Scenario": "Сценарий", "Given": "Допустим", "When": "Когда", "Then": "Тогда"},
    "en": {word: word for word in ("Feature", "Scenario", "Given", "When", "Then")},
}
STEP = re.compile(r"(\s*)(Given|When|Then|And) (.*)")
TITLE = re.compile(r"(\s*)(Feature|Scenario): (.*)")


@dataclass(frozen=True, slots=True)
class Saying:
    """One step function's sentences under one keyword."""

    function: str
    keyword: str
    parser: Sentence
    sentences: Mapping[str, str]


@cache
def sayings() -> tuple[Saying, ...]:
    """Every sentence of the built-in vocabulary."""
    return tuple(_sayings())


def in_language(feature: str, lang: str, *, given_for_when: bool = False) -> str:
    """The feature in another language; with `given_for_when` every action is given."""
    lines, keyword = [f"# language: {lang}"], "Given"
    for line in feature.splitlines():
        if title := TITLE.fullmatch(line):
            lines.append(f"{title[1]}{WORDS[lang][title[2]]}: {title[3]}")
        elif step := STEP.fullmatch(line):
            keyword = keyword if step[2] == "And" else step[2]
            said, text = understood(keyword, step[3])
            word = "Given" if given_for_when and keyword == "When" else keyword
            lines.append(f"{step[1]}{WORDS[lang][word]} {_filled(said.sentences[lang], text)}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def functions_of(feature: str) -> set[str]:
    """The step functions that a feature calls."""
    used, keyword = set(), "Given"
    for line in feature.splitlines():
        if step := STEP.fullmatch(line):
            keyword = keyword if step[2] == "And" else step[2]
            used.add(understood(keyword, step[3])[0].function)
    return used


def understood(keyword: str, text: str) -> tuple[Saying, list[str]]:
    """What an English step says, and the values in it as they are written."""
    for saying in sayings():
        if saying.keyword == keyword.lower() and saying.parser.is_matching(text):
            shown = re.findall(r"\{(\w+)\}", saying.sentences["en"])
            return saying, _values(text, shown, saying.sentences["en"])
    raise AssertionError(f"nobody says {keyword} {text}")


def _values(text: str, kinds: list[str], sentence: str) -> list[str]:
    patterns = {"word": r"(\S+?)", "int": r"(-?\d+)", "string": r'("[^"]*")'}
    pattern = re.escape(sentence)
    pattern = re.sub(r"([^\s\\]+(?:/[^\s\\]+)+)", lambda found: f"(?:{found[0].replace('/', '|')})", pattern)
    pattern = re.sub(r"\\\((\w+)\\\)", r"(?:\1)?", pattern)
    for kind in kinds:
        pattern = pattern.replace(rf"\{{{kind}\}}", patterns[kind], 1)
    found = re.fullmatch(pattern, text)
    assert found is not None, (pattern, text)
    return list(found.groups())


def _filled(sentence: str, values: list[str]) -> str:
    parts = iter(values)
    one_form = re.sub(r"\(\w+\)", "", re.sub(r"(\w+)(/\w+)+", r"\1", sentence))
    return re.sub(r"\{\w+\}", lambda _: next(parts), one_form)


def _sayings() -> Iterator[Saying]:
    for path in sorted(STEPS.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            told: dict[str, list[str]] = {}
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name):
                    argument = decorator.args[0]
                    if isinstance(argument, ast.Constant):
                        told.setdefault(decorator.func.id, []).append(str(argument.value))
            parameters = tuple(argument.arg for argument in node.args.args)
            for keyword, sentences in told.items():
                by_language = dict(zip(LANGUAGES, sentences, strict=True))
                parser = Sentence(by_language["en"], parameters)
                yield Saying(f"{path.stem}.{node.name}", keyword, parser, by_language)
