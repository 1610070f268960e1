"""The leads of one stage were asked for, and the answer has leads of others."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first list narrowed to a stage with a lead that says it is in another."""
    for answer in timeline.exchanges(role="leads", caller="client"):
        asked, stages = answer.facts.get("asked"), answer.facts.get("stage_ids")
        if not isinstance(asked, dict) or "stage_id" not in asked or not isinstance(stages, list):
            continue
        wanted = asked["stage_id"]
        others = [stage for stage in stages if stage is not None and str(stage) != str(wanted)]
        if others:
            return Finding(
                cause="stage_ignored",
                variant="status" if "status" in asked else "alone",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "request": request_of(answer),
                    "stage": str(wanted),
                    "status": str(asked.get("status", "–")),
                    "count": str(len(others)),
                    "other": str(others[0]),
                },
            )
    return None
