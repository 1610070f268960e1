"""Why a scenario went wrong: pure rules over the timeline, the earliest cause first."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.rules import RULES
from harness.wire.timeline import Timeline

__all__ = ["Finding", "diagnose"]


def diagnose(timeline: Timeline) -> list[Finding]:
    """Every root cause that the timeline proves, earliest first, without what another of them explains."""
    found = [finding for rule in RULES.values() if (finding := rule(timeline)) is not None]
    explained = {cause for finding in found for cause in finding.explains}
    return sorted((finding for finding in found if finding.cause not in explained), key=lambda finding: finding.at_ns)
