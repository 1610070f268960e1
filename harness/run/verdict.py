"""The end of a scenario: refusals that nobody declared, misfortunes that didn't happen, causes that the wire proves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.diagnosis import Finding, diagnose
from harness.ports import Refusal, Stage
from harness.report.messages import say
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


class ScenarioFailed(AssertionError):
    """The steps passed, but the wire says that something is wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the wire says at a scenario's end."""

    findings: tuple[Finding, ...]
    undeclared: tuple[Exchange, ...]
    missing: tuple[Refusal, ...]
    wanted: tuple[int, ...] = ()

    @property
    def good(self) -> bool:
        """Whether there is nothing to complain about."""
        return not (self.findings or self.undeclared or self.missing)

    def complaint(self, lang: str) -> str:
        """One line for each thing that is wrong, causes aside: those have texts of their own."""
        words = say(lang)
        lines = [
            words["undeclared"].format(
                exchange=f"№{exchange.number} {exchange.caller} → {exchange.callee} {exchange.method} {exchange.url}",
                status=exchange.status or "–",
            )
            for exchange in self.undeclared
        ]
        lines += [
            refusal.told
            or words["missing"].format(
                caller=refusal.caller, role=refusal.role, statuses="/".join(map(str, refusal.statuses))
            )
            for refusal in self.missing
        ]
        return "\n".join(lines)


def judge(stage: Stage, timeline: Timeline, *, ended: bool = True) -> Verdict:
    """Hold the timeline against what the steps have declared; one that was cut short may lack what was to come."""
    happened = [0] * len(stage.expected)
    undeclared, wanted = [], set[int]()
    for exchange in timeline.every(Exchange):
        declared = _declared_by(stage.expected, happened, exchange, timeline)
        for number in declared:
            happened[number] += 1
            if stage.expected[number].by_name:
                wanted.add(exchange.number)
        if not declared and exchange.is_refused:
            undeclared.append(exchange)
    missing = [
        replace(refusal, told=refusal.told.format(count=count))
        for refusal, count in zip(stage.expected, happened, strict=True)
        if ended and count < refusal.at_least
    ]
    return Verdict(tuple(diagnose(timeline, wanted=wanted)), tuple(undeclared), tuple(missing), tuple(sorted(wanted)))


def _is_wrong(exchange: Exchange) -> bool:
    """Whether amoCRM gave the backend something else than what it had asked for."""
    return exchange.callee == "amocrm" and exchange.is_spoiled


def _is_passed_on(exchange: Exchange, timeline: Timeline) -> bool:
    """Whether amoCRM did the backend wrong during this very request, or the person has to connect again since.

    "Connect again" is no answer of 500 or more: with one of those a backend would be at fault itself.
    """
    if any(exchange.encloses(wrong) for wrong in timeline.exchanges(caller="backend", where=_is_wrong)):
        return True
    theirs = timeline.exchanges(person=exchange.person, where=lambda one: one.callee == "backend")
    tokens = [
        call
        for call in timeline.exchanges(role="token", caller="backend")
        if call.ended_ns <= exchange.started_ns and any(one.encloses(call) for one in theirs)
    ]
    return exchange.status < 500 and bool(tokens) and 400 <= tokens[-1].status < 500


def _declared_by(
    expected: Sequence[Refusal], happened: Sequence[int], exchange: Exchange, timeline: Timeline
) -> list[int]:
    """Which declarations an exchange is counted for: one that still waits for it before one that would only excuse it.

    What amoCRM's mood has struck may be declared once more, by who wants to see its status.
    """
    covering = [
        number
        for number, refusal in enumerate(expected)
        if refusal.covers(exchange)
        and (not refusal.passes_on or _is_passed_on(exchange, timeline))
        and (refusal.at_most is None or happened[number] < refusal.at_most)
    ]
    covering.sort(key=lambda number: happened[number] >= expected[number].at_least)
    struck = [number for number in covering if expected[number].faults][:1]
    others = [number for number in covering if not expected[number].faults][:1]
    if struck and others and happened[others[0]] >= expected[others[0]].at_least:
        return struck
    return struck + others
