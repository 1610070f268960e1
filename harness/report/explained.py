"""A scenario of a past run, its causes found anew from what was recorded: rules learn, and files stay as they are."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from difflib import get_close_matches

from harness.cells import wrapped
from harness.diagnosis import diagnose
from harness.events.results import RunResult, ScenarioResult
from harness.events.status import NOT_ENDED
from harness.report.findings import told_findings
from harness.report.messages import say
from harness.report.printable import printable
from harness.report.terminal import MARKS, failure_text, scenario_line
from harness.wire.timeline import Timeline


def explained(result: ScenarioResult, *, lang: str, width: int, whole: bool = False) -> str:
    """Its line and its causes; `whole` has the steps and the requests, too."""
    anew = diagnosed(result, lang=lang)
    parts = [scenario_line(anew)]
    if anew.red or anew.findings:
        parts.append(failure_text(anew, width=width))
    before = [finding for finding in result.findings if finding["cause"] not in _causes(anew)]
    if before:
        titles = "; ".join(str(finding["title"]) for finding in before)
        parts.append(_paragraph(f"{say(lang)['differs']}: {titles}", width))
    if anew.verdict == NOT_ENDED:
        parts.append(_paragraph(say(lang)["cut_short"], width))
    if whole:
        parts += ["\n".join(block) for block in (_steps(anew), _requests(anew)) if block]
    return printable("\n\n".join(parts))


def diagnosed(result: ScenarioResult, *, lang: str) -> ScenarioResult:
    """The same scenario as today's rules see it, in some language."""
    found = diagnose(Timeline.of(result.entries), wanted=result.wanted)
    return replace(result, language=lang, findings=list(map(asdict, told_findings(found, lang))))


def matching(run: RunResult, text: str) -> list[ScenarioResult]:
    """Those whose name or place has this text, in any case."""
    wanted = text.casefold()
    return [each for each in run.scenarios if wanted in each.name.casefold() or wanted in each.place.casefold()]


def nearest_names(run: RunResult, text: str) -> Sequence[str]:
    """The name that comes closest to what isn't there, if any does."""
    names = {each.name.casefold(): each.name for each in run.scenarios}
    return [names[near] for near in get_close_matches(text.casefold(), names, n=1, cutoff=0.3)]


def _paragraph(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width))


def _causes(result: ScenarioResult) -> set[object]:
    return {finding["cause"] for finding in result.findings}


def _steps(result: ScenarioResult) -> list[str]:
    return [f"{MARKS[str(step['status'])]} {step['keyword']} {step['text']}" for step in result.steps]


def _requests(result: ScenarioResult) -> list[str]:
    return [
        f"{each.wall[11:23]}  №{each.number} {each.caller} → {each.callee} {each.method} "
        f"{each.url.partition('?')[0].partition('://')[2]} → {each.status or '–'}"
        for each in result.exchanges
    ]
