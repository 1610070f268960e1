"""A run as one HTML file that opens by double-click: what failed and why, and who called whom in which step."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from harness.events.results import RunResult, ScenarioResult
from harness.report.html.blocks import BUDGET, pictures
from harness.report.html.messages import say
from harness.report.html.parts import DRAWING, LOOKS, data, sources
from harness.report.html.rows import feature_section, features, text
from harness.report.html.summary import filters, summary
from harness.report.page import page

SCRIPTS: Final = (*DRAWING, "exchanges.js", "details.js", "filter.js", "start.js")


def html(run: RunResult, *, budget: int = BUDGET) -> str:
    """The page in the run's language; what belongs to a scenario stands in the scenario's own."""
    lang = run.language
    # In the order of the page: a scenario is found in its block by its number.
    scenarios = [scenario for _, group in features(run.scenarios) for scenario in group]
    return page(
        title=say(lang)["title"],
        lang=lang,
        body="\n".join(_body(run, scenarios, lang, budget)),
        style=sources(*LOOKS),
        script='"use strict";\n' + sources(*SCRIPTS),
    )


def _body(run: RunResult, scenarios: Sequence[ScenarioResult], lang: str, budget: int) -> Iterator[str]:
    words = say(lang)
    yield f"<header><h1>{text(words['title'])}</h1>"
    yield from summary(run, lang)
    yield "</header>"
    yield from filters(run, words)
    yield '<main id="main" tabindex="-1">'
    yield f"<noscript><p>{text(words['no_script'])}</p></noscript>"
    yield from _features(run, words)
    yield f'<p class="soft" id="nothing" hidden>{text(words["nothing_found"])}</p>'
    yield "</main>"
    yield f'<footer class="soft small"><p>{text(words["made_by"])}</p></footer>'
    yield from data(scenarios, lang, budget=budget)
    for digest, content in pictures(scenarios):
        yield f'<script type="text/plain" id="picture-{text(digest)}">{content}</script>'


def _features(run: RunResult, words: Mapping[str, str]) -> Iterator[str]:
    number = 0
    for index, (file, group) in enumerate(features(run.scenarios)):
        yield from feature_section(file, group, words, first=number, index=index)
        number += len(group)
