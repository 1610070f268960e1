"""The answer about one lead has its name, and the app's screen of that lead doesn't: it reads other fields."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import ScreenSeen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first lead whose loaded screen shows no name that the answer just before it has."""
    screens = timeline.every(ScreenSeen)
    for answer in timeline.exchanges(role="lead", caller="client", where=lambda one: 200 <= one.status < 300):
        name = answer.facts.get("name")
        shown = next((each for each in screens if each.person == answer.person and each.at_ns >= answer.ended_ns), None)
        if not isinstance(name, str) or not name.strip() or shown is None or shown.screen.id != "lead":
            continue
        texts = shown.screen.texts
        # A title alone is a lead that is still being loaded.
        if len(texts) > 1 and not any(" ".join(name.split()) == " ".join(text.split()) for text in texts):
            return Finding(
                cause="detail_misread",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "request": request_of(answer),
                    "name": name,
                    "texts": " · ".join(texts),
                },
            )
    return None
