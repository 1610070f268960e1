"""The callback page comes without its button, which a script puts in later."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.pages import callback_pages, is_page, left_by, ways_of
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first page whose HTML has no way back, but a script that makes a button; or where one was pressed anyway."""
    for page in callback_pages(timeline):
        if not is_page(page) or not set(ways_of(page)) <= {"late", "page"}:
            continue
        link = left_by(timeline, page)
        if "late" in ways_of(page) or (not ways_of(page) and link is not None and link.by == "button"):
            return Finding(
                cause="button_comes_late",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"at": at(page), "person": str(page.person)},
            )
    return None
