"""The app asks for the stages of each pipeline by itself, although they came with the pipelines."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first request for stages after an answer that had them in its pipelines."""
    for asked in timeline.exchanges(role="stages", caller="client"):
        before = [
            answer
            for answer in timeline.exchanges(role="pipelines", caller="client", person=asked.person)
            if answer.ended_ns <= asked.started_ns and _has_stages(answer)
        ]
        if before:
            count = len(timeline.exchanges(role="stages", caller="client", person=asked.person))
            return Finding(
                cause="stages_one_by_one",
                at_ns=asked.started_ns,
                evidence=(before[-1].number, asked.number),
                values={
                    "person": str(asked.person),
                    "pipelines_at": at(before[-1]),
                    "at": at(asked),
                    "request": request_of(asked),
                    "count": str(count),
                },
            )
    return None


def _has_stages(answer: Exchange) -> bool:
    items = answer.facts.get("items")
    pipelines = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    return any(isinstance(value, list) and value for each in pipelines for value in each.values())
