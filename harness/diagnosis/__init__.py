"""Why a scenario went wrong: pure rules over the timeline, the earliest cause first."""

from collections.abc import Collection

from harness.diagnosis.finding import Finding
from harness.diagnosis.rules import RULES
from harness.wire.timeline import Timeline

__all__ = ["Finding", "diagnose"]


def diagnose(timeline: Timeline, *, wanted: Collection[int] = ()) -> list[Finding]:
    """Every root cause that the timeline proves, earliest first, without what another of them explains.

    `wanted` are the numbers of refusals that the author has asked for by name: a cause that is seen in nothing else is
    what the scenario is about, and explains nothing.
    """
    found = [
        finding
        for rule in RULES.values()
        if (finding := rule(timeline)) is not None
        and not (finding.evidence and all(number in wanted for number in finding.evidence))
    ]
    explained = {cause for finding in found for cause in finding.explains}
    return sorted((finding for finding in found if finding.cause not in explained), key=lambda finding: finding.at_ns)
