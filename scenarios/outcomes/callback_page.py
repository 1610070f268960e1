"""The page to which amoCRM sends the browser back: what it offers at once, and what it does by itself."""

from harness.ports import Stage
from harness.wire.exchange import Exchange
from harness.wire.pages import blocked_on, callback_pages, is_page, left_by, ways_of
from scenarios.messages import say, unmet
from scenarios.outcomes.wire import told

BY_ITSELF = ("page", "redirect")


def button_at_once(stage: Stage) -> None:
    """Every callback page of the scenario came with its button."""
    for page in _pages(stage):
        if not is_page(page):
            kind = str(page.facts.get("content_type") or say(stage, "nothing"))
            raise unmet(stage, "callback_no_page", kind=kind, exchanges=told([page]))
        if "button" not in ways_of(page):
            raise unmet(stage, "callback_no_button", exchanges=told([page]))


def waits_for_person(stage: Stage) -> None:
    """None of them has opened an app, or tried to, before somebody pressed anything."""
    timeline = stage.timeline()
    for page in _pages(stage):
        left = left_by(timeline, page)
        tried = {*ways_of(page), *(link.by for link in blocked_on(timeline, page)), *([left.by] if left else [])}
        if not tried.isdisjoint(BY_ITSELF):
            raise unmet(stage, "callback_leaves", exchanges=told([page]))


def _pages(stage: Stage) -> list[Exchange]:
    pages = callback_pages(stage.timeline())
    if not pages:
        raise unmet(stage, "no_callback_page")
    return pages
