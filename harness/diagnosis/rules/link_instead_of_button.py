"""The way back is a plain link, and the browser that shows the page opens apps only from a button."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.pages import blocked_on, callback_pages
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback page whose link was tapped in vain."""
    for page in callback_pages(timeline):
        tapped = next((link for link in blocked_on(timeline, page) if link.by == "link"), None)
        if tapped is not None:
            return Finding(
                cause="link_instead_of_button",
                at_ns=tapped.at_ns,
                evidence=(page.number,),
                values={"at": entry_at(tapped), "person": tapped.person, "link": tapped.url},
            )
    return None
