"""`given`, `when`, `then` for Cucumber Expressions, stacked once per language on one function.

The names and the plain string argument are what the official Cucumber editor extension looks for in Python files, so
completion and go-to-definition work on these steps without set-up.
"""

import inspect
import re
from collections.abc import Callable
from functools import cache, cached_property
from itertools import count
from typing import TYPE_CHECKING, Literal, NoReturn, ParamSpec, TypeVar, cast

import pytest_bdd
from pytest_bdd.parsers import StepParser

if TYPE_CHECKING:
    from cucumber_expressions.expression import CucumberExpression
    from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry

P = ParamSpec("P")
T = TypeVar("T")
Keyword = Literal["given", "when", "then"]

# Spaces that look like a space: editors and chats put them into sentences, and nobody sees the difference.
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_PARAMETER = re.compile(r"(?<!\\)\{(\w*)\}")
# A word that every text of the sentence has: no parameter, no choice, nothing optional, nothing escaped.
_LITERAL = re.compile(r"[^{}()/\\]+")


_NUMBERS = count()


class BadSentence(TypeError):
    """A step's sentence can't be one: the message says which and why."""


class Pending(Exception):
    """A step isn't written yet."""


def pending(reason: str = "") -> NoReturn:
    """End the scenario as pending: neither passed nor failed, and never counted as either."""
    raise Pending(reason)


def one_spaced(sentence: str) -> str:
    """A sentence with every run of white space, non-breaking ones included, made one plain space."""
    return _SPACES.sub(" ", sentence).strip()


@cache
def parameter_types() -> "ParameterTypeRegistry":
    """The parameter types of every sentence: the official ones."""
    from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry

    return ParameterTypeRegistry()


class Sentence(StepParser):
    """A Cucumber Expression whose values go to the step function's first parameters, in order."""

    def __init__(self, expression: str, parameters: tuple[str, ...]) -> None:
        super().__init__(expression)
        names = _PARAMETER.findall(expression)
        known = {kind.name for kind in parameter_types().parameter_types}
        if wrong := [name for name in names if name not in known]:
            raise BadSentence(f"“{expression}”: there is no parameter type {{{wrong[0]}}}")
        if len(names) > len(parameters):
            raise BadSentence(f"“{expression}” has {len(names)} parameters, its function takes {len(parameters)}")
        self._parameters = parameters[: len(names)]
        self.number = next(_NUMBERS)
        """Of two sentences above one function the lower one has the lower number."""
        self.words = frozenset(word for word in one_spaced(expression).split(" ") if _LITERAL.fullmatch(word))
        """Words that every text of this sentence has."""

    def is_matching(self, name: str) -> bool:
        """Whether a step's text is this sentence."""
        return self._pattern.search(one_spaced(name)) is not None

    def parse_arguments(self, name: str) -> dict[str, object] | None:
        """The sentence's values by parameter name."""
        arguments = self._expression.match(one_spaced(name))
        if arguments is None:
            return None
        return dict(zip(self._parameters, (argument.value for argument in arguments), strict=True))

    @cached_property
    def _expression(self) -> "CucumberExpression":
        # Compiled at the first text that could be this sentence: of several hundred a run needs a few dozen.
        from cucumber_expressions.expression import CucumberExpression

        try:
            return CucumberExpression(self.name, parameter_types())
        except Exception as error:
            # Behind a drawing of the place it says what is wrong, and how it could be meant.
            why = " ".join(str(error).rpartition("^\n")[2].split("\n"))
            raise BadSentence(f"“{self.name}” is no Cucumber Expression: {why}") from None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._expression.regexp)


def given(expression: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A sentence that states what is so."""
    return _step("given", expression)


def when(expression: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A sentence that says what somebody does."""
    return _step("when", expression)


def then(expression: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A sentence that says what must be true."""
    return _step("then", expression)


def _step(keyword: Keyword, expression: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        parser = Sentence(expression, tuple(inspect.signature(function).parameters))
        register = {"given": pytest_bdd.given, "when": pytest_bdd.when, "then": pytest_bdd.then}[keyword]
        # Two frames up: this function and then the module that holds the step.
        return cast(Callable[P, T], register(parser, stacklevel=2)(function))

    return decorate
