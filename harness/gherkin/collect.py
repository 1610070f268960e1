"""A `.feature` file as a test file: `pytest features/connect/deep_link.feature` needs no Python beside it."""

import re
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gherkin.dialect import Dialect
from pytest_bdd import scenario as bind
from pytest_bdd.exceptions import StepError
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature, ScenarioTemplate

from harness.gherkin.source import Mistake, UnreadableFeature, read_document, scenarios, swallowed
from harness.gherkin.tags import declare
from harness.gherkin.undefined import is_sentence
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
        try:
            document = read_document(self.path)
            found = list(swallowed(document, self.path, known=is_sentence))
            feature = read_feature(self.path)
            found += mistakes(feature, document)
        except StepError as error:
            found = found or [(error.line, error.message)]
        except UnreadableFeature as error:
            found = list(error.mistakes)
        if found:
            raise FeatureError("\n".join(f"{self._shown}:{line}: {what}" for line, what in found))
        for template in feature.scenarios.values():
            declare(self.config, template, feature=self._shown)
            setattr(self.obj, "test_" + template.name, _bound(self.path, template))
        yield from super().collect()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # plain text
        """The mistakes themselves, without a traceback that means nothing to their author."""
        if isinstance(excinfo.value, FeatureError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    @property
    def _shown(self) -> str:
        root = self.config.rootpath
        return str(self.path.relative_to(root) if self.path.is_relative_to(root) else self.path)


def read_feature(path: Path) -> Feature:
    """A feature as pytest-bdd parses it; a byte order mark is no part of the text."""
    feature: Feature = get_feature(str(path.parent), path.name, encoding="utf-8-sig")
    return feature


def mistakes(feature: Feature, document: dict[str, Any]) -> Iterator[Mistake]:
    """What pytest-bdd would let pass in silence: line and message of each."""
    dialect = Dialect.for_name(feature.language)
    outlines = dialect.scenario_outline_keywords if dialect else []
    first: dict[str, int] = {}
    # pytest-bdd keeps scenarios by name, so of two with one name the first is gone before anybody sees it: the parser
    # that it uses itself still has both.
    for name, line in scenarios(document):
        if first.setdefault(name, line) != line:
            yield line, f"a second scenario is called “{name}” (the first is at line {first[name]}); rename one of them"
    for template in feature.scenarios.values():
        if len(template.steps) == len(template.all_background_steps):
            yield template.line_number, f"scenario “{template.name}” has no steps, so it would pass without a test"
        holes = {hole for step in template.steps for hole in _HOLE.findall(step.name)}
        if not template.examples and template.keyword in outlines:
            yield template.line_number, f"“{template.name}” is an outline without examples, so its <…> stay as they are"
        for examples in template.examples:
            columns = set(examples.example_params)
            line = examples.line_number or template.line_number
            for tag in sorted(tag for tag in examples.tags if not tag.isidentifier()):
                yield line, f"@{tag}: a tag of examples is made of letters, digits and “_” only"
            if not examples.examples:
                yield line, "these examples have no rows, so nothing would be tested"
                continue
            for hole in sorted(holes - columns):
                yield line, f"these examples have no column “{hole}”; {nearest(hole, columns)}"


def _bound(path: Path, template: ScenarioTemplate) -> Callable[..., None]:
    @bind(path.name, template.name, encoding="utf-8-sig", features_base_dir=str(path.parent))
    def run() -> None:
        """Everything happens in the steps."""

    bound: Callable[..., None] = run
    return bound
