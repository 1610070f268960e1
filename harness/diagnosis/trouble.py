"""What amoCRM refused a backend, or didn't answer, and whose request the backend was working on."""

from typing import Final
from urllib.parse import parse_qsl

from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

ASK_AGAIN: Final = 429  # and whatever is 500 or more


def is_trouble(call: Exchange) -> bool:
    """Whether amoCRM's answer isn't what the backend had asked for, or never came whole."""
    return not call.is_true or call.is_refused


def is_passing(call: Exchange) -> bool:
    """Whether amoCRM has said in so many words that the same request may do better in a moment."""
    return call.status == ASK_AGAIN or call.status >= 500


def is_page(call: Exchange) -> bool:
    """Whether the answer is a web server's page."""
    kind = next((value for name, value in call.response.headers.items() if name.lower() == "content-type"), "")
    return "html" in kind.lower() or call.response.body.lstrip().startswith("<")


def ids_asked_for(call: Exchange) -> set[str]:
    """The ids that a request of a list is limited to; nothing where it is the whole list."""
    query = parse_qsl(call.address.query)
    return {value for key, value in query if key.startswith(("filter[id]", "id["))}


def made_during(timeline: Timeline, request: Exchange) -> list[Exchange]:
    """What the backend asked amoCRM while it worked on a request, whoever that was for, in the order of the answers."""
    calls = timeline.exchanges(caller="backend", where=lambda call: call.callee == "amocrm" and request.encloses(call))
    return sorted(calls, key=lambda call: call.ended_ns)
