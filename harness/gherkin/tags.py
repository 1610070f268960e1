"""Gherkin tags as pytest marks, whatever letters are in them."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest
from pytest_bdd.parser import ScenarioTemplate

P = ParamSpec("P")
T = TypeVar("T")


def tagged(function: Callable[P, T], tag: str) -> Callable[P, T]:
    """The function with a mark of the tag's name.

    `pytest.mark.<name>` refuses, under --strict-markers, what wasn't declared, and a declaration can't hold the colon
    of `@jira:ABC-1`; so the mark is made by hand.
    """
    mark = pytest.MarkDecorator(pytest.Mark(tag, (), {}, _ispytest=True), _ispytest=True)
    marked: Callable[P, T] = mark(function)
    return marked


def declare(config: pytest.Config, template: ScenarioTemplate, *, feature: str) -> None:
    """Declare every tag that can be declared: `-m` and --strict-markers know no others."""
    tags = {tag for examples in template.examples for tag in examples.tags}
    tags |= template.tags | template.feature.tags | (template.rule.tags if template.rule else set())
    for tag in sorted(tags):
        if ":" not in tag and "(" not in tag:
            config.addinivalue_line("markers", f"{tag}: a tag of {feature}")
