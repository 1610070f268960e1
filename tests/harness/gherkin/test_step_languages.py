"""Every step function can be said in Ukrainian, Russian and English, and no sentence means two things."""

import ast
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.gherkin.expressions import Sentence

STEPS = Path(__file__).parents[3] / "scenarios" / "steps"
CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)
ONLY_UKRAINIAN, ONLY_RUSSIAN = re.compile(r"[іїєґ]", re.IGNORECASE), re.compile(r"[ыэёъ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A step function and its sentences, keyword and text of each."""

    place: str
    parameters: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]


def steps() -> Iterator[Step]:
    for path in sorted(STEPS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            found = []
            for decorator in node.decorator_list:
                if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Name):
                    continue
                if decorator.func.id in ("given", "when", "then"):
                    assert isinstance(decorator.args[0], ast.Constant)
                    found.append((decorator.func.id, str(decorator.args[0].value)))
            if found:
                arguments = tuple(argument.arg for argument in node.args.args)
                yield Step(f"{path.name}:{node.name}", arguments, tuple(found))


ALL = list(steps())


def test_there_are_steps() -> None:
    assert len(ALL) >= 30


@pytest.mark.parametrize("step", ALL, ids=[step.place for step in ALL])
def test_a_step_is_said_once_in_each_language_under_each_keyword(step: Step) -> None:
    for keyword, group in itertools.groupby(step.sentences, key=lambda pair: pair[0]):
        told = [sentence for _, sentence in group]
        assert len(told) == 3, (keyword, told)
        ukrainian, russian, english = told
        # Each alphabet has letters that the others lack; a sentence in the wrong place shows by them.
        assert CYRILLIC.search(ukrainian)
        assert CYRILLIC.search(russian)
        assert not ONLY_RUSSIAN.search(ukrainian)
        assert not ONLY_UKRAINIAN.search(russian)
        assert not CYRILLIC.search(english)
        assert ukrainian != russian


@pytest.mark.parametrize("step", ALL, ids=[step.place for step in ALL])
def test_the_languages_of_a_step_have_the_same_parameters(step: Step) -> None:
    kinds = {tuple(sorted(re.findall(r"\{(\w+)\}", sentence))) for _, sentence in step.sentences}

    assert len(kinds) == 1
    for _, sentence in step.sentences:
        Sentence(sentence, step.parameters)


def test_no_sentence_has_what_the_editor_extension_takes_for_a_regular_expression() -> None:
    odd = [sentence for step in ALL for _, sentence in step.sentences if re.search(r"[().*|\\]", sentence)]

    assert odd == []


def test_no_sentence_is_given_to_two_steps() -> None:
    counts = Counter(pair for step in ALL for pair in step.sentences)

    assert [pair for pair, count in counts.items() if count > 1] == []


def test_no_sentence_is_swallowed_by_another() -> None:
    # A sample of each sentence must be understood by its own step only, else pytest-bdd would take the first it finds.
    samples = {"{word}": "Олена", "{int}": "5", "{string}": '"Дім"'}
    known = [
        (keyword, Sentence(sentence, step.parameters), sentence) for step in ALL for keyword, sentence in step.sentences
    ]
    for keyword, _, sentence in known:
        text = re.sub(r"\{\w+\}", lambda match: samples[match[0]], sentence)
        text = re.sub(r"\(\w+\)", "", re.sub(r"(\w+)(/\w+)+", r"\1", text))
        understood = [other for kind, parser, other in known if kind == keyword and parser.is_matching(text)]
        assert understood == [sentence], text
