"""`given`, `when`, `then` for Cucumber Expressions, stacked once per language on one function.

The names and the plain string argument are what the official Cucumber editor extension looks for in Python files, so
completion and go-to-definition work on these steps without set-up.
"""

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Literal, ParamSpec, TypeVar, cast

import pytest_bdd
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry
from pytest_bdd.parsers import StepParser

P = ParamSpec("P")
T = TypeVar("T")
Keyword = Literal["given", "when", "then"]

# Spaces that look like a space: editors and chats put them into sentences, and nobody sees the difference.
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")


@cache
def parameter_types() -> ParameterTypeRegistry:
    """The parameter types of every sentence: the official ones."""
    return ParameterTypeRegistry()


def one_spaced(sentence: str) -> str:
    """A sentence with every run of white space, non-breaking ones included, made one plain space."""
    return _SPACES.sub(" ", sentence).strip()


class Sentence(StepParser):
    """A Cucumber Expression whose values go to the step function's first parameters, in order."""

    def __init__(self, expression: str, parameters: tuple[str, ...]) -> None:
        super().__init__(expression)
        self._expression = CucumberExpression(expression, parameter_types())
        count = len(self._expression.parameter_types)
        if count > len(parameters):
            raise TypeError(f"“{expression}” has {count} parameters, its function takes {len(parameters)}")
        self._parameters = parameters[:count]
        self._pattern = re.compile(self._expression.regexp)

    def is_matching(self, name: str) -> bool:
        """Whether a step's text is this sentence."""
        return self._pattern.search(one_spaced(name)) is not None

    def parse_arguments(self, name: str) -> dict[str, object] | None:
        """The sentence's values by parameter name."""
        arguments = self._expression.match(one_spaced(name))
        if arguments is None:
            return None
        return dict(zip(self._parameters, (argument.value for argument in arguments), strict=True))


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
