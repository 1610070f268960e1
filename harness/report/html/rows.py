"""The scenarios of the page as they stand in it before anything is opened: a line each, under their features."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from harness.events.results import ScenarioResult
from harness.events.status import NOT_ENDED, NOT_RUN
from harness.report.headline import headline
from harness.report.printable import printable
from harness.report.terminal import MARKS

LONGEST_CAUSE: Final = 300
Feature = tuple[str, list[ScenarioResult]]


def text(content: str) -> str:
    """Anything that somebody wrote, as text of the page."""
    return escape(printable(content))


def short(told: str) -> str:
    """As much of it as one reads in a list."""
    return told if len(told) <= LONGEST_CAUSE else told[:LONGEST_CAUSE] + "…"


def features(scenarios: Sequence[ScenarioResult]) -> list[Feature]:
    """The scenarios by their file, in the order of the run."""
    groups: dict[str, list[ScenarioResult]] = {}
    for scenario in scenarios:
        groups.setdefault(scenario.file, []).append(scenario)
    return list(groups.items())


def feature_section(
    file: str, group: Sequence[ScenarioResult], words: Mapping[str, str], *, first: int, index: int
) -> Iterator[str]:
    """One feature; its scenarios are numbered from `first` on."""
    lang = text(group[0].language)
    yield f'<section class="feature" aria-labelledby="f{index}"><h2 id="f{index}">'
    yield f'<bdi lang="{lang}">{text(group[0].feature)}</bdi> <span class="soft small">{text(file)}</span></h2>'
    for number, scenario in enumerate(group, first):
        yield _row(scenario, words, number)
    yield "</section>"


def _row(scenario: ScenarioResult, words: Mapping[str, str], number: int) -> str:
    status = scenario.verdict
    tags = "".join(f'<span class="tag">@{text(tag)}</span> ' for tag in scenario.tags)
    facts = [text(words[status]), f"{text(words['line'])}&nbsp;{scenario.line}"]
    if status not in (NOT_RUN, NOT_ENDED):  # how long it would have taken nobody knows
        facts.append(f"{scenario.seconds:.2f}&nbsp;{text(words['seconds'])}")
    facts += [used for used in (scenario.browser, scenario.client) if used in ("chromium", "web")]
    return (
        f'<details class="scenario" id="s{number}" data-status="{status}" data-number="{number}"'
        f' data-tags="{text(" ".join(scenario.tags))}"><summary>'
        f'<span class="mark {status}" aria-hidden="true">{MARKS[status]}</span> '
        f'<bdi class="name" lang="{text(scenario.language)}">{text(scenario.name)}</bdi> '
        f'<span class="facts soft small">{", ".join(facts)}</span> {tags}{_cause(scenario)}'
        '</summary><div class="inside"></div></details>'
    )


def _cause(scenario: ScenarioResult) -> str:
    if not scenario.red:
        return ""
    return f'<span class="cause" lang="{text(scenario.language)}"><bdi>{text(short(headline(scenario)))}</bdi></span>'
