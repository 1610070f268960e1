"""Root causes in the words of a language, as event files and reports have them."""

from collections.abc import Iterable

from harness.diagnosis import Finding
from harness.diagnosis.messages import worded
from harness.events.model import FindingMade


def told_findings(found: Iterable[Finding], lang: str) -> list[FindingMade]:
    """Each of them, in the same order."""
    made = []
    for finding in found:
        text = worded(finding, lang)
        made.append(FindingMade(finding.cause, text.title, text.happened, text.why, text.change, finding.evidence))
    return made
