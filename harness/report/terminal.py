"""The run in a terminal: one line for each scenario, failures with their cause first, the end in plain words."""

import shlex
from collections.abc import Mapping

from harness.cells import padded, wrapped
from harness.cells import width as cells
from harness.events.results import RunResult, ScenarioResult
from harness.events.status import (
    AMBIGUOUS,
    EXPECTED_FAILURE,
    FAILED,
    NOT_ENDED,
    NOT_RUN,
    ORDER,
    PASSED,
    PASSED_ON_RETRY,
    PENDING,
    SKIPPED,
    UNDEFINED,
)
from harness.report.errors import error_lines
from harness.report.headline import flakiness
from harness.report.messages import say
from harness.report.printable import printable
from harness.report.repeat import command
from harness.report.warnings import warnings_of

MARKS = {
    PASSED: "✓",
    FAILED: "✗",
    UNDEFINED: "?",
    AMBIGUOUS: "!",
    PENDING: "…",
    SKIPPED: "–",
    EXPECTED_FAILURE: "≈",
    NOT_RUN: "·",
    NOT_ENDED: "✗",
    PASSED_ON_RETRY: "↻",
}
CHAIN_LENGTH = 8


def scenario_line(result: ScenarioResult, *, room: int = 0) -> str:
    """One scenario in one line; what is told of it begins behind so much room for its name."""
    head = printable(f"{MARKS[result.verdict]} {result.name}")
    return f"{padded(head, room)}  ({printable(_told(result))})"


def _told(result: ScenarioResult) -> str:
    words = say(result.language)
    told = [result.place]
    if result.verdict not in (PASSED, FAILED):
        reason = (result.error or "").partition("\n")[0] if not result.red else ""
        told.append(words[result.verdict] + (f": {reason}" if reason else ""))
    if result.verdict not in (NOT_RUN, NOT_ENDED, SKIPPED, PENDING, UNDEFINED, AMBIGUOUS):
        told.append(f"{result.seconds:.2f} s")
    if result.browser == "chromium":
        told.append("chromium")
    if result.client == "web":
        told.append("web")
    return ", ".join(told)


def _listed(results: list[ScenarioResult], width: int) -> list[str]:
    """What is told of each begins in one column, if that fits; a name that is too long for it moves its own."""
    rest = max(cells(_told(result)) for result in results) + 4
    names = [cells(f"{MARKS[result.verdict]} {result.name}") for result in results]
    room = max((name for name in names if name + rest <= width), default=0)
    return [scenario_line(result, room=room) for result in results]


def failure_text(result: ScenarioResult, *, width: int) -> str:
    """Why a scenario failed: its causes first, then the step, then what to type to see it again."""
    words = say(result.language)
    lines = [flaky] if (flaky := flakiness(result)) else []
    lines += causes(result, width=width)
    step = result.failed_step
    understood = result.verdict not in (UNDEFINED, AMBIGUOUS)
    if not result.findings and understood and (chain := _chain(result)):
        lines.append(words["no_cause"])
        lines += [f"    {_exchange(event)}" for event in chain]
    if not understood:
        lines += error_lines(result.error or "", width=width)
    elif step is not None:
        lines.append(f"{words['failed_step']}: {result.file}:{step['line']}: {step['keyword']} {step['text']}")
        lines += error_lines(str(step["error"] or ""), width=width, indent="    ")
    told = [finding["title"] for finding in result.findings] + [step and step["error"]]
    if understood and result.error and result.error not in told:
        lines += error_lines(result.error, width=width, indent="    ")
    lines += [f"{words['trace']}: playwright show-trace {shlex.quote(path)}" for path in result.traces]
    lines.append(f"{words['repeat']}: {command(result)}")
    return printable("\n".join(lines))


def causes(result: ScenarioResult, *, width: int) -> list[str]:
    """The lines that tell each cause."""
    words = say(result.language)
    lines: list[str] = []
    for number, finding in enumerate(result.findings, 1):
        title = words["cause"] + (f" {number}" if len(result.findings) > 1 else "")
        lines.append(f"{title}: {finding['title']}")
        for part in ("happened", "why", "change"):
            lines += _wrapped(f"{words[part]}: ", str(finding[part]), width)
        lines += _wrapped(f"{words['evidence']}: ", _evidence(result, finding), width)
    return lines


def report(run: RunResult, *, width: int, interrupted: bool = False, aligned: bool = False) -> str:
    """What broke and why, once for each set of causes; then every scenario; then the end in plain words.

    `aligned` puts what is told of the scenarios under each other.
    """
    ended = [result for result in run.scenarios if not (interrupted and result.verdict == NOT_ENDED)]
    failed = [result for result in ended if result.red]
    words = say(run.language)
    parts = [*run.unreadable.values(), *run.outside.values()]
    for group in _by_causes(failed):
        first, *others = group
        text = failure_text(first, width=width)
        if others:
            text += f"\n{say(first.language)['same']}: " + ", ".join(other.place for other in others)
        parts.append(text)
    # What the run never came to is counted below: of a thousand nobody wants to read the names.
    if begun := [result for result in ended if result.verdict != NOT_RUN]:
        parts.append("\n".join(_listed(begun, width) if aligned else map(scenario_line, begun)))
    if run.notes:
        parts.append("\n".join([f"{words['noted']}:", *(f"  {note}" for note in run.notes)]))
    if warned := [f"  {result.place}: {text}" for result in ended for text in warnings_of(result)]:
        parts.append("\n".join([f"{words['warnings']}:", *warned]))
    if run.unattributed:
        stray = ", ".join(f"{request} ×{count}" for request, count in sorted(run.unattributed.items())[:5])
        parts.append(f"{words['unattributed']}: {stray}")
    if interrupted:
        left = f" {words[NOT_RUN].capitalize()}: {run.counts[NOT_RUN]}." if run.counts[NOT_RUN] else ""
        parts.append(words["interrupted"].format(ended=len(begun), failed=len(failed)) + left)
    else:
        parts.append(last_line(run, run.language))
    return printable("\n\n".join(parts))


def last_line(run: RunResult, lang: str) -> str:
    """The run in one line, in plain words."""
    words = say(lang)
    counts = run.counts
    if set(counts) == {PASSED} and run.green:
        return f"{words['works']}. {words['works_detail'].format(count=counts[PASSED])}"
    told = "; ".join(f"{words[verdict]}: {counts[verdict]}" for verdict in ORDER if counts[verdict])
    if run.green:
        return f"{words['works']}. {told}."
    if run.broken:
        ends = [f"{words['broken']}.", f"{told}." if told else ""]
        ends += [f"{words[key]}: {len(found)}." for key in ("unreadable", "outside") if (found := getattr(run, key))]
        return " ".join(filter(None, ends))
    return f"{words['nothing_proved']}. {told}."


def _by_causes(failed: list[ScenarioResult]) -> list[list[ScenarioResult]]:
    groups: dict[object, list[ScenarioResult]] = {}
    for result in failed:
        causes = tuple(finding["cause"] for finding in result.findings)
        step = result.failed_step
        groups.setdefault(causes or str((step and step["error"]) or result.error), []).append(result)
    # What has a known cause is read first.
    return sorted(groups.values(), key=lambda group: not group[0].findings)


def _wrapped(label: str, text: str, width: int) -> list[str]:
    return wrapped(text, width, first="  " + label, rest="    ")


def _evidence(result: ScenarioResult, finding: Mapping[str, object]) -> str:
    numbers = finding["evidence"]
    assert isinstance(numbers, list | tuple)
    by_number = {event["number"]: event for event in result.wire if event["type"] == "exchange"}
    return "; ".join(_exchange(by_number[number]) for number in numbers if number in by_number) or "–"


def _exchange(event: Mapping[str, object]) -> str:
    url = str(event["url"]).partition("?")[0].partition("://")[2]
    return (
        f"№{event['number']} {event['caller']} → {event['callee']} {event['method']} {url} → {event['status'] or '–'}"
    )


def _chain(result: ScenarioResult) -> list[Mapping[str, object]]:
    exchanges = [event for event in result.wire if event["type"] == "exchange"]
    bad = next((index for index, event in enumerate(exchanges) if not 0 < int(str(event["status"])) < 400), None)
    if bad is None and result.failed_step is None:
        return []  # nothing on the wire is wrong: the scenario's end is
    end = len(exchanges) if bad is None else bad + 1
    return exchanges[max(0, end - CHAIN_LENGTH) : end]
