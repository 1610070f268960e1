"""One scenario of the site: its sentences, what came of them last, its diagram, and the bugs it is proved to catch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harness.events.results import ScenarioResult
from harness.events.status import PASSED
from harness.events.steps import StepResult
from harness.report.docs.messages import say
from harness.report.headline import headline
from harness.report.html.messages import say as say_report
from harness.report.html.rows import text
from harness.report.repeat import command
from harness.report.terminal import MARKS


@dataclass(frozen=True, slots=True)
class Caught:
    """A bug with which the scenario has failed, and its title by language."""

    id: str
    title: Mapping[str, str]


def scenario_section(
    scenario: ScenarioResult, number: int, caught: Sequence[Caught] | None, lang: str
) -> Iterator[str]:
    """The scenario; `caught` is None where nothing has been proved."""
    words, status, own = say(lang), scenario.verdict, text(scenario.language)
    yield f'<section class="documented" aria-labelledby="s{number}"><h2 id="s{number}">'
    yield f'<span class="mark {status}" aria-hidden="true">{MARKS[status]}</span> '
    yield f'<bdi lang="{own}">{text(scenario.name)}</bdi></h2>'
    tags = " ".join(f'<span class="tag">@{text(tag)}</span>' for tag in scenario.tags)
    yield f'<p class="small"><b>{text(say_report(lang)[status])}</b> <code>{text(scenario.place)}</code> {tags}</p>'
    if status != PASSED:
        yield f'<p class="told" lang="{own}"><bdi>{text(headline(scenario))}</bdi></p>'
    steps = scenario.parts
    if steps:
        yield f'<ol class="steps" lang="{own}">{"".join(map(_step, steps))}</ol>'
    if scenario.wire:
        yield f'<details class="drawn" data-number="{number}"><summary>{text(words["diagram"])}</summary></details>'
    yield from _caught(caught, words, lang)
    yield f'<p class="small soft">{text(words["repeat"])}: <code>{text(command(scenario))}</code></p></section>'


def _step(step: StepResult) -> str:
    mark = f'<span class="mark {step.status}" aria-hidden="true">{MARKS[step.status]}</span>'
    docstring = f'<pre tabindex="0">{text(step.docstring)}</pre>' if step.docstring else ""
    return f"<li>{mark} <bdi><b>{text(step.keyword)}</b> {text(step.text)}</bdi>{_table(step)}{docstring}</li>"


def _table(step: StepResult) -> str:
    if not step.table:
        return ""
    head, *rows = step.table
    top = "".join(f'<th scope="col">{text(cell)}</th>' for cell in head)
    below = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    label = text(step.text)
    table = f'<table class="small"><thead><tr>{top}</tr></thead><tbody>{below}</tbody></table>'
    return f'<div class="scrolls" tabindex="0" role="region" aria-label="{label}">{table}</div>'


def _caught(caught: Sequence[Caught] | None, words: Mapping[str, str], lang: str) -> Iterator[str]:
    if caught is None:
        return
    if not caught:
        yield f'<p class="small">{text(words["catches_nothing"])}</p>'
        return
    bugs = "".join(f"<li>{text(bug.title.get(lang, bug.id))} <code>{text(bug.id)}</code></li>" for bug in caught)
    yield f'<h3>{text(words["catches"])}</h3><ul class="small">{bugs}</ul>'
