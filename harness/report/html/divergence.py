"""Where a scenario leaves the way it should have gone."""

from collections.abc import Sequence

from harness.events.results import ScenarioResult
from harness.wire.exchange import Exchange


def evidence_of(result: ScenarioResult) -> list[int]:
    """The numbers of the exchanges that prove its first cause."""
    if not result.findings:
        return []
    evidence = result.findings[0]["evidence"]
    assert isinstance(evidence, list | tuple)
    return [int(number) for number in evidence]


def divergence(result: ScenarioResult, exchanges: Sequence[Exchange]) -> int | None:
    """The number of the exchange where it goes wrong.

    Of a cause's evidence that is the first refusal to arrive, or else the last of it; without a cause it is the first
    refusal that nobody has asked for by name. None of a scenario that isn't red, or that fails without a request.
    """
    if not result.red:
        return None
    evidence = evidence_of(result)
    refused = [
        each.number
        for each in sorted(exchanges, key=lambda each: each.ended_ns)
        if each.is_refused and (each.number in evidence if evidence else each.number not in result.wanted)
    ]
    return next(iter([*refused, *reversed(evidence)]), None)
