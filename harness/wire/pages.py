"""What browsers were given for the callback, and how each person went on from there."""

from collections.abc import Collection

from harness.wire.exchange import DeepLink, Exchange, LinkBlocked
from harness.wire.timeline import Timeline

HTML = ("text/html", "application/xhtml+xml")


def callback_pages(timeline: Timeline) -> list[Exchange]:
    """Each callback's own answer, or the page to which that redirects."""
    return [_shown(timeline, answer) for answer in timeline.exchanges(role="callback", caller="browser")]


def is_page(answer: Exchange) -> bool:
    """Whether a browser shows it as a page."""
    return answer.facts.get("content_type") in HTML


def ways_of(answer: Exchange) -> Collection[str]:
    """What leads into an app before anything is run: button, link, page (by itself), redirect, late (a button)."""
    ways = answer.facts.get("ways")
    return ways if isinstance(ways, list | tuple) else ()


def left_by(timeline: Timeline, page: Exchange) -> DeepLink | None:
    """The first link by which a person left this page for an app."""
    return next((link for link in _led_to(timeline, page) if isinstance(link, DeepLink)), None)


def blocked_on(timeline: Timeline, page: Exchange) -> list[LinkBlocked]:
    """The links of this page that the browser didn't follow."""
    return [link for link in _led_to(timeline, page) if isinstance(link, LinkBlocked)]


def _led_to(timeline: Timeline, page: Exchange) -> list[DeepLink | LinkBlocked]:
    later = timeline.exchanges(role="callback", caller="browser", person=page.person, after_ns=page.started_ns + 1)
    until = later[0].started_ns if later else None
    return [
        link
        for link in timeline.entries
        if isinstance(link, DeepLink | LinkBlocked)
        and link.person == page.person
        and link.at_ns > page.started_ns
        and (until is None or link.at_ns < until)
    ]


def _shown(timeline: Timeline, answer: Exchange) -> Exchange:
    if not 300 <= answer.status < 400 or ways_of(answer):
        return answer
    return next(
        (
            each
            for each in timeline.exchanges(caller="browser", person=answer.person, after_ns=answer.ended_ns)
            if is_page(each)
        ),
        answer,
    )
