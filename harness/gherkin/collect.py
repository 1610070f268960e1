"""A `.feature` file as a test file: `pytest features/connect/deep_link.feature` needs no Python beside it."""

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from pytest_bdd.gherkin_parser import GherkinDocument
from pytest_bdd.parser import FeatureParser, ScenarioTemplate

from harness.gherkin.expressions import BadSentence
from harness.gherkin.item import Case, ScenarioItem
from harness.gherkin.messages import say
from harness.gherkin.mistakes import mistakes, scenarios_of, step_mistakes, steps
from harness.gherkin.source import Mistake, Source, UnreadableFeature, read_source
from harness.gherkin.tags import declare
from harness.gherkin.vocabulary import Definition, Vocabulary, visible


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a project has said about all its features: the language of messages, and its tags."""

    lang: str | None = None
    tags: tuple[str, ...] = ()


PREFERENCES: Final = pytest.StashKey[Preferences]()
_VOCABULARIES: Final = pytest.StashKey[dict[str, Vocabulary]]()


class FeatureError(Exception):
    """A feature file can't be run as it is written; the message has a line for each mistake."""


class FeatureFile(pytest.Module):
    """Collects one test for each scenario, one for each row of its examples."""

    text: str = ""
    """The file as it was read; known once it is collected."""
    notes: tuple[Mistake, ...] = ()
    """What was mended while the file was read."""

    def _getobj(self) -> types.ModuleType:
        return types.ModuleType(self.path.stem)

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Scenarios in the order of the file."""
        preferences = self.config.stash.get(PREFERENCES, Preferences())
        try:
            source = read_source(self.path, lang=preferences.lang)
        except UnreadableFeature as error:
            raise self._wrong(error.mistakes) from None
        self.text = "\n".join(source.lines)
        self.notes = source.notes
        vocabulary = self._vocabulary()
        if found := mistakes(source, vocabulary, tags=preferences.tags):
            raise self._wrong(found)
        cases = list(cases_of(source, vocabulary, shown=self.shown))
        if found := list(unusable_steps(source, cases)):
            raise self._wrong(found)
        used: dict[str, int] = {}
        for case in cases:
            declare(self.config, case.tags, feature=self.shown)
            # Two rows may hold the same values; their tests are two all the same.
            used[case.id] = used.get(case.id, 0) + 1
            again = f"#{used[case.id]}" if used[case.id] > 1 else ""
            yield ScenarioItem.of(self, case, name=case.id + again)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # plain text
        """The mistakes themselves, without a traceback that means nothing to their author."""
        if isinstance(excinfo.value, FeatureError | BadSentence):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    @property
    def shown(self) -> str:
        """The path as people write it."""
        root = self.config.rootpath
        return str(self.path.relative_to(root) if self.path.is_relative_to(root) else self.path)

    def _wrong(self, found: Iterable[Mistake]) -> FeatureError:
        return FeatureError("\n".join(f"{self.shown}:{line}: {what}" for line, what in found))

    def _vocabulary(self) -> Vocabulary:
        assert self.parent is not None
        known = self.config.stash.setdefault(_VOCABULARIES, {})
        # A feature file has no steps of its own, so all files of a folder see the same ones.
        if self.parent.nodeid not in known:
            known[self.parent.nodeid] = visible(self.parent)
        return known[self.parent.nodeid]


def cases_of(source: Source, vocabulary: Vocabulary, *, shown: str) -> Iterator[Case]:
    """Every scenario of a feature, and every row of its examples, with the meanings of each step."""
    feature = _Parsed(source).parse()
    rows = _row_lines(source.feature)
    for template in feature.scenarios.values():
        tags = feature.tags | template.tags | (template.rule.tags if template.rule else set())
        if not template.examples:
            yield _case(template, {}, vocabulary, tags, source, place=f"{shown}:{template.line_number}")
            continue
        lines = iter(rows[template.line_number])
        for examples in template.examples:
            for row in examples.as_contexts():
                place = f"{shown}:{next(lines)}"
                yield _case(template, row, vocabulary, tags | examples.tags, source, place=place)


def _case(
    template: ScenarioTemplate,
    row: dict[str, str],
    vocabulary: Vocabulary,
    tags: set[str],
    source: Source,
    *,
    place: str,
) -> Case:
    scenario = template.render(row)
    values = "-".join(row.values())
    return Case(
        id=f"{template.name}[{values}]" if row else template.name,
        name=scenario.name if scenario.name != template.name or not row else f"{scenario.name} [{values}]",
        place=place,
        line=template.line_number,
        lang=source.lang,
        tags=frozenset(tags),
        scenario=scenario,
        meanings=[vocabulary.meanings(step.type, step.name) for step in scenario.steps],
        vocabulary=vocabulary,
    )


def unusable_steps(source: Source, cases: Iterable[Case]) -> Iterator[Mistake]:
    """Steps whose sentence is known but which can't be taken as they are written; each once."""
    written = {step["location"]["line"]: step for step in steps(source)}
    seen: set[Mistake] = set()
    for case in cases:
        for step, meanings in zip(case.scenario.steps, case.meanings, strict=True):
            if len(meanings) != 1:
                continue
            found = [*_waited_for(meanings[0], step.line_number, source.lang)]
            found += step_mistakes(written[step.line_number], meanings[0], source.lang)
            yield from (mistake for mistake in found if mistake not in seen)
            seen.update(found)


def _waited_for(definition: Definition, line: int, lang: str) -> Iterator[Mistake]:
    if definition.is_async:
        name, place = definition.function.__name__, definition.place
        yield line, say(lang, "async_step", name=name, place=place)


def _row_lines(feature: dict[str, Any]) -> dict[int, list[int]]:
    """Where the rows of each scenario's examples stand, by the scenario's own line."""
    return {
        scenario["location"]["line"]: [
            row["location"]["line"] for examples in scenario["examples"] for row in examples["tableBody"]
        ]
        for scenario in scenarios_of(feature)
    }


class _Parsed(FeatureParser):
    """pytest-bdd's own model of a feature, made from what has been parsed already."""

    def __init__(self, source: Source) -> None:
        super().__init__(str(source.path.parent), source.path.name)
        self._document = source.document

    def _parse_feature_file(self) -> GherkinDocument:
        return GherkinDocument.from_dict(self._document)
