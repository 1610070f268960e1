"""The callback answers something that a browser doesn't show as a page, so nothing on it leads back."""

from harness.diagnosis.answers import message_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.pages import callback_pages, is_page
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback that was answered well, and not with HTML."""
    for answer in callback_pages(timeline):
        if 200 <= answer.status < 300 and "content_type" in answer.facts and not is_page(answer):
            return Finding(
                cause="callback_not_a_page",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "at": at(answer),
                    "person": str(answer.person),
                    "content_type": str(answer.facts["content_type"]) or "–",
                    "message": message_of(answer),
                },
            )
    return None
