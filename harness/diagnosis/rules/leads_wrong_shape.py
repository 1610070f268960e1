"""The list of leads lies elsewhere in its answer than where the app looks for it."""

from collections.abc import Iterator

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

_DEPTH = 3


def find(timeline: Timeline) -> Finding | None:
    """The first good answer in JSON that has no list at the place of the settings."""
    for answer in timeline.exchanges(role="leads", caller="client", where=lambda one: 200 <= one.status < 300):
        if "amo_ids" in answer.facts and answer.facts["amo_ids"] is None:
            return Finding(
                cause="leads_wrong_shape",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={"person": str(answer.person), "at": at(answer), "shape": _shape_of(answer)},
            )
    return None


def _shape_of(answer: Exchange) -> str:
    """What lies where, a list as []; of an answer that was shortened, its beginning."""
    document = answer.response.document
    if document is None:
        return " ".join(answer.response.body.split())[:80] or "–"
    return ", ".join(_places(document, "", _DEPTH)) or "–"


def _places(value: object, path: str, depth: int) -> Iterator[str]:
    if isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _places(inner, f"{path}.{key}" if path else str(key), depth - 1)
    else:
        yield path + ("[]" if isinstance(value, list) else "")
