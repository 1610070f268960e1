"""Why a scenario went wrong: pure rules over the timeline, the earliest cause first."""

from collections.abc import Collection

from harness.diagnosis.finding import Finding
from harness.diagnosis.rules import RULES
from harness.diagnosis.views import VIEWS, missing_for
from harness.wire.timeline import Timeline

__all__ = ["Finding", "diagnose"]


def diagnose(
    timeline: Timeline, *, wanted: Collection[int] = (), seen: Collection[str] = VIEWS, also: Collection[str] = ()
) -> list[Finding]:
    """Every root cause that the timeline proves, earliest first, without what another of them explains.

    `wanted` are the numbers of refusals that the author has asked for by name: a cause that is seen in nothing else is
    what the scenario is about, and explains nothing. `seen` are the views of a timeline that doesn't show everything:
    causes that need more of them aren't judged, but for those of `also`.
    """
    found = [
        finding
        for cause, rule in RULES.items()
        if (cause in also or not missing_for(cause, seen))
        and (finding := rule(timeline)) is not None
        and not (finding.evidence and all(number in wanted for number in finding.evidence))
    ]
    explained = {cause for finding in found for cause in finding.explains}
    return sorted((finding for finding in found if finding.cause not in explained), key=lambda finding: finding.at_ns)
