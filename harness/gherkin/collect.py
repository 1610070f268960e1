"""A `.feature` file as a test file: `pytest features/connect/deep_link.feature` needs no Python beside it."""

import re
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gherkin.parser import Parser
from pytest_bdd import scenario as bind
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature, ScenarioTemplate

from harness.settings import nearest

_HOLE = re.compile(r"<([^<>]+)>")


class FeatureError(Exception):
    """A feature file can't be run as it is written; the message has a line for each mistake."""


class FeatureFile(pytest.Module):
    """Collects one test for each scenario, one for each row of its examples."""

    def _getobj(self) -> types.ModuleType:
        return types.ModuleType(self.path.stem)

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Scenarios in the order of the file."""
        feature = read_feature(self.path)
        problems = list(mistakes(feature))
        if problems:
            raise FeatureError("\n".join(f"{self._shown}:{line}: {what}" for line, what in problems))
        for template in feature.scenarios.values():
            # `--strict-markers` would end the whole session at a tag that nobody declared.
            for tag in _tags(template):
                self.config.addinivalue_line("markers", f"{tag}: a tag of {self._shown}")
            setattr(self.obj, "test_" + template.name, _bound(self.path, template))
        yield from super().collect()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # plain text
        """The mistakes themselves, without a traceback that means nothing to their author."""
        if isinstance(excinfo.value, FeatureError):
            return str(excinfo.value)
        if isinstance(excinfo.value, GherkinParseError):
            error = excinfo.value
            return f"{self._shown}:{error.line}: {error.message}\n    {error.line_content}"
        return str(super().repr_failure(excinfo))

    @property
    def _shown(self) -> str:
        root = self.config.rootpath
        return str(self.path.relative_to(root) if self.path.is_relative_to(root) else self.path)


def read_feature(path: Path) -> Feature:
    """A feature as pytest-bdd parses it; a byte order mark is no part of the text."""
    feature: Feature = get_feature(str(path.parent), path.name, encoding="utf-8-sig")
    return feature


def mistakes(feature: Feature) -> Iterator[tuple[int, str]]:
    """What pytest-bdd would let pass in silence: line and message of each."""
    first: dict[str, int] = {}
    for name, line in _names(feature):
        if first.setdefault(name, line) != line:
            yield line, f"a second scenario is called “{name}” (the first is at line {first[name]}); rename one of them"
    for template in feature.scenarios.values():
        if not template.steps:
            yield template.line_number, f"scenario “{template.name}” has no steps, so it would pass without a test"
        for examples in template.examples:
            columns = set(examples.example_params)
            line = examples.line_number or template.line_number
            if not examples.examples:
                yield line, "these examples have a header but no rows, so nothing would be tested"
            for hole in {hole for step in template.steps for hole in _HOLE.findall(step.name)} - columns:
                yield line, f"these examples have no column “{hole}”; {nearest(hole, columns)}"


def _tags(template: ScenarioTemplate) -> set[str]:
    examples = {tag for examples in template.examples for tag in examples.tags}
    return template.tags | template.feature.tags | (template.rule.tags if template.rule else set()) | examples


def _bound(path: Path, template: ScenarioTemplate) -> Callable[..., None]:
    @bind(path.name, template.name, encoding="utf-8-sig", features_base_dir=str(path.parent))
    def run() -> None:
        """Everything happens in the steps."""

    run.__scenario_line__ = template.line_number  # type: ignore[attr-defined]  # read by the plugin for file:line
    bound: Callable[..., None] = run
    return bound


def _names(feature: Feature) -> Iterator[tuple[str, int]]:
    # pytest-bdd keeps scenarios by name, so of two with one name the first is gone before anybody sees it: the parser
    # that it uses itself still has both.
    document = Parser().parse(Path(feature.filename).read_text(encoding="utf-8-sig"))
    children: list[Any] = list(document["feature"]["children"])
    while children:
        child = children.pop(0)
        children = [*child.get("rule", {}).get("children", ()), *children]
        if "scenario" in child:
            yield child["scenario"]["name"], child["scenario"]["location"]["line"]
