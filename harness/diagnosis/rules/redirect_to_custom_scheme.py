"""The callback answers with a redirect into the app, and no page is there from which a person could go."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.pages import callback_pages, ways_of
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback that redirects to an address that is no web page."""
    for answer in callback_pages(timeline):
        if "redirect" in ways_of(answer):
            headers = {name.lower(): value for name, value in answer.response.headers.items()}
            return Finding(
                cause="redirect_to_custom_scheme",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={"at": at(answer), "status": str(answer.status), "link": headers.get("location", "–")},
            )
    return None
