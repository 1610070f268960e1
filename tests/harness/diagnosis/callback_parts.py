"""Callback answers as browsers get them, and the links that they lead to."""

from dataclasses import replace

import story

from harness.wire.exchange import DeepLink, Exchange, LinkBlocked, Message, Way


def answer(
    start: int,
    *ways: str,
    kind: str = "text/html",
    status: int = 200,
    code: str | None = "c1",
    query: str = "code=%23c1",
    person: str = "Olena",
    body: str = "",
    location: str = "",
) -> Exchange:
    """What the callback is answered, 30 ms after it was asked."""
    got = Message({"Location": location} if location else {}, body)
    asked = story.callback(start, start + 30, code=code, person=person)
    url = f"http://127.0.0.1:3000/callback?{query}"
    return replace(asked, url=url, status=status, response=got, facts={"content_type": kind, "ways": list(ways)})


def left(at: int, *, by: Way = "button", scheme: str = "foryoure", person: str = "Olena", **said: str) -> DeepLink:
    """A link leaves the browser."""
    link = story.link(at, person=person, **said)
    return replace(link, url=link.url.replace("foryoure", scheme), by=by, app="foryoure")


def blocked(at: int, by: Way, *, person: str = "Olena") -> LinkBlocked:
    """A browser doesn't follow a link."""
    return LinkBlocked("foryoure://amo-crm/callback?success=true", by, person, story.ns(at), story.wall(at))


GOOD = answer(10, "button")
DENIED = answer(10, "button", code=None, query="error=access_denied&state=#s1")
