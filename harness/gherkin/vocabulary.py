"""The sentences that a feature file may say: found once, by an index of their words, before anything runs."""

import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from harness.gherkin.expressions import BadSentence, Sentence, one_spaced

_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэёъ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """One sentence of a step function. `keyword` None: the sentence may follow any keyword."""

    context: StepFunctionContext

    @property
    def keyword(self) -> str | None:
        """given, when or then."""
        return self.context.type

    @property
    def text(self) -> str:
        """The sentence as its author wrote it."""
        return self.context.parser.name

    @property
    def function(self) -> Callable[..., object]:
        """What it runs."""
        return self.context.step_func

    @property
    def place(self) -> str:
        """file:line of the function."""
        code = inspect.unwrap(self.function).__code__
        path = Path(code.co_filename)
        here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        return f"{here}:{code.co_firstlineno}"

    @property
    def languages(self) -> frozenset[str]:
        """The languages that this can be a sentence of, told by its letters."""
        words = re.sub(r"\{\w*\}", "", self.text)
        if not _CYRILLIC.search(words):
            return frozenset({"en"})
        possible = {"uk", "ru"}
        if _UKRAINIAN.search(words):
            possible.discard("ru")
        if _RUSSIAN.search(words):
            possible.discard("uk")
        return frozenset(possible)

    @property
    def is_async(self) -> bool:
        """Whether calling it only makes a coroutine, which pytest-bdd drops: the step would do nothing and pass."""
        function = inspect.unwrap(self.function)
        return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)

    def is_said_by(self, text: str) -> bool:
        """Whether this text is the sentence."""
        try:
            return self.context.parser.is_matching(text)
        except BadSentence as error:
            raise BadSentence(f"{self.place}: {error}") from None

    def may_follow(self, keyword: str) -> bool:
        """Whether a step of that keyword can be this sentence."""
        return self.keyword in (None, keyword)

    def takes(self, argument: str) -> bool:
        """Whether its function has a parameter of that name: `datatable`, `docstring`."""
        return argument in inspect.signature(self.function).parameters

    def needs(self, argument: str) -> bool:
        """Whether its function can't do without it."""
        parameter = inspect.signature(self.function).parameters.get(argument)
        return parameter is not None and parameter.default is inspect.Parameter.empty


class Vocabulary:
    """Some definitions, and which of them a text can be."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self.definitions = tuple(definitions)
        self._found: dict[str, tuple[Definition, ...]] = {}

    def meanings(self, keyword: str, text: str) -> list[Definition]:
        """Every definition that this text can be after this keyword, one for each function."""
        by_function: dict[Callable[..., object], Definition] = {}
        for definition in self.every(text):
            if definition.may_follow(keyword):
                by_function.setdefault(definition.function, definition)
        return list(by_function.values())

    def every(self, text: str) -> tuple[Definition, ...]:
        """Every definition that this text can be, whatever its keyword."""
        if text not in self._found:
            likely = self._likely(one_spaced(text))
            self._found[text] = tuple(one for one in likely if one.is_said_by(text))
        return self._found[text]

    def languages_of(self, definition: Definition) -> frozenset[str]:
        """The languages of a sentence: where its letters leave two, the other sentences of its function decide."""
        return self._languages.get(id(definition.context), definition.languages)

    @cached_property
    def _languages(self) -> dict[int, frozenset[str]]:
        together: dict[object, list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            together[definition.function, definition.keyword].append(definition)
        found = {}
        for group in together.values():
            unsure = [one for one in group if len(one.languages) > 1]
            taken = {lang for one in group if len(one.languages) == 1 for lang in one.languages}
            left = [lang for lang in ("uk", "ru") if lang not in taken]
            # Ukrainian stands above Russian, and decorators are applied from below.
            for one in sorted(unsure, key=lambda one: -getattr(one.context.parser, "number", 0)):
                if left and len(left) >= len(unsure) and len(group) > 1:
                    found[id(one.context)] = frozenset({left.pop(0)})
        return found

    def _likely(self, text: str) -> Iterator[Definition]:
        by_word, rest = self._index
        for word in dict.fromkeys(text.split(" ")):
            yield from by_word.get(word, ())
        yield from rest

    @cached_property
    def _index(self) -> tuple[dict[str, list[Definition]], list[Definition]]:
        # Each sentence stands under the rarest word that all its texts have; so a text is held against a few only.
        counts = Counter(word for definition in self.definitions for word in _words(definition))
        by_word: dict[str, list[Definition]] = defaultdict(list)
        rest: list[Definition] = []
        for definition in self.definitions:
            words = _words(definition)
            (by_word[min(words, key=lambda word: (counts[word], word))] if words else rest).append(definition)
        return by_word, rest


def imported() -> Vocabulary:
    """Every step that this process has imported so far."""
    return Vocabulary(Definition(context) for context in list(step_function_context_registry.values()))


def visible(node: pytest.Collector) -> Vocabulary:
    """The steps that scenarios below this node can use: of one sentence in two conftest files the nearer one counts."""
    fixtures = node.session._fixturemanager  # noqa: SLF001 - pytest has no public list of fixtures
    found = []
    for name in get_fixture_names(fixturemanager=fixtures):
        definitions = getfixturedefs(fixtures, name, node)
        context = step_function_context_registry.get(definitions[-1].func) if definitions else None
        if context is not None:
            found.append(Definition(context))
    return Vocabulary(found)


def _words(definition: Definition) -> frozenset[str]:
    parser = definition.context.parser
    return parser.words if isinstance(parser, Sentence) else frozenset()
