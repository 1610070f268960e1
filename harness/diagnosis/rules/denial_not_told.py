"""amoCRM said that access was denied, and the link tells the app something else."""

import re
from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, entry_at
from harness.wire.pages import left_by
from harness.wire.timeline import Timeline

_DENIED: Final = re.compile(r"[?&]error=access_denied(?:&|$)")


def find(timeline: Timeline) -> Finding | None:
    """The first denial after which the app hears of success, or of a code that is missing."""
    for page in timeline.exchanges(role="callback", caller="browser"):
        link = left_by(timeline, page)
        if not _DENIED.search(page.url) or link is None:
            continue
        told = link.parameters
        if told.get("error") == "missing_code" or (told.get("success") == "true" and "error" not in told):
            return Finding(
                cause="denial_not_told",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"at": at(page), "person": link.person, "link": link.url, "left_at": entry_at(link)},
            )
    return None
