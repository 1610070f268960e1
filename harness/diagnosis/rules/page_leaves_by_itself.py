"""The callback page opens the app by itself, and has nothing to press for whoever's browser doesn't let it."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.pages import callback_pages, is_page, left_by, ways_of
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first page whose only way into the app is a script or a refresh that nobody has asked for."""
    for page in callback_pages(timeline):
        if is_page(page) and set(ways_of(page)) == {"page"}:
            link = left_by(timeline, page)
            return Finding(
                cause="page_leaves_by_itself",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"at": at(page), "person": str(page.person), "link": link.url if link else "–"},
            )
    return None
