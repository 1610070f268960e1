"""Feature files held against the vocabulary without running anything: no mock, no backend, no browser."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.gherkin.collect import cases_of, unusable_steps
from harness.gherkin.item import Case
from harness.gherkin.mistakes import mistakes
from harness.gherkin.source import Source, UnreadableFeature, mended, read_source, source_of
from harness.gherkin.undefined import explain
from harness.gherkin.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something to tell a file's author; a mere note isn't wrong, and what is fixable `fixed` can mend."""

    file: str
    line: int
    message: str
    is_note: bool = False
    fixable: bool = False

    @property
    def text(self) -> str:
        """file:line and what is wrong."""
        return self.message if self.message.startswith(f"{self.file}:") else f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file's result."""

    lang: str
    scenarios: int
    complaints: tuple[Complaint, ...]


def check(path: Path, vocabulary: Vocabulary, *, shown: str, lang: str | None, tags: Collection[str]) -> Checked:
    """Everything that a run would say of this file before its first step, and what it would only mention."""
    try:
        source = read_source(path, lang=lang)
    except UnreadableFeature as error:
        return Checked(error.lang, 0, tuple(Complaint(shown, line, message) for line, message in error.mistakes))
    notes = [Complaint(shown, line, message, is_note=True, fixable=True) for line, message in source.notes]
    if found := mistakes(source, vocabulary, tags=tags):
        return Checked(source.lang, 0, (*notes, *(Complaint(shown, line, message) for line, message in found)))
    cases = list(cases_of(source, vocabulary, shown=shown))
    found = [*unusable_steps(source, cases)]
    wrong = [Complaint(shown, line, message) for line, message in found]
    told = sorted({*wrong, *_unknown(cases, source, shown)}, key=lambda one: (one.line, one.message))
    return Checked(source.lang, len(cases), (*notes, *told))


def fixed(raw: str, vocabulary: Vocabulary, *, path: Path) -> str:
    """The text with what looks the same and means what its author meant: spaces, letters, quotes."""
    text, _ = mended(raw, "en")
    lines = text.split("\n")
    source = source_of(text, path=path)
    for line, said, known in _slips(cases_of(source, vocabulary, shown=path.name), source):
        lines[line - 1] = lines[line - 1].replace(said, known, 1)
    return "\n".join(lines)


def _unknown(cases: Sequence[Case], source: Source, shown: str) -> Iterator[Complaint]:
    fixable = {line for line, _, _ in _slips(cases, source)}
    for case in cases:
        for number, problem in case.problems().items():
            line = case.scenario.steps[number].line_number
            yield Complaint(shown, line, problem.message, fixable=line in fixable)


def _slips(cases: Iterable[Case], source: Source) -> Iterator[tuple[int, str, str]]:
    """Line, text and what was meant, of steps that look like a known one; what an example filled in isn't written."""
    for case in cases:
        for step, meanings in zip(case.scenario.steps, case.meanings, strict=True):
            if meanings or step.name not in source.lines[step.line_number - 1]:
                continue
            why = explain(step, case.vocabulary, language=case.scenario.feature.language, lang=case.lang)
            if why.looks_the_same:
                yield step.line_number, step.name, why.write
