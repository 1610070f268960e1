"""Links into the app, as far as a HAR shows them: redirects, visits that left the browser, the callback's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup

from harness.adapters.way_back import leaves_browser, ways_back
from harness.incident.call import Call, address, is_address
from harness.wire.exchange import Way
from harness.wire.pages import HTML

# What a link back into an app of the web says of how it went.
_TELLS: Final = frozenset({"code", "success", "error"})
_LONGEST_PAGE: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the app was opened by; `offered` means that a page had it and nobody saw it being pressed."""

    url: str
    by: Way
    at_ns: int
    offered: bool = False


def is_app_link(call: Call) -> bool:
    """Whether the browser has noted that it was sent to an app."""
    return leaves_browser(call.url)


def redirected(call: Call, elsewhere: bool) -> Link | None:
    """The app's link that an answer redirects to; `elsewhere` says that it may be an app of the web."""
    location = next((value for name, value in call.got.items() if name.lower() == "location"), "")
    if not 300 <= call.status < 400 or not location or not is_address(location):
        return None
    if leaves_browser(location):
        return Link(address(location), "redirect", call.ended_ns)
    target = address(urljoin(call.url, location))
    told = {name for name, _ in parse_qsl(urlsplit(target).query)}
    if elsewhere and urlsplit(target).netloc.lower() != call.host and told & _TELLS:
        return Link(target, "redirect", call.ended_ns)
    return None


def offered(call: Call, scheme: str) -> Iterator[Link]:
    """The ways into the app that a page has."""
    kind = next((value for name, value in call.got.items() if name.lower() == "content-type"), "")
    if kind.partition(";")[0].strip().lower() not in HTML or len(call.got_body) > _LONGEST_PAGE:
        return
    for way in ways_back(BeautifulSoup(call.markup, "html.parser"), scheme):
        if not is_address(way.link):
            continue
        yield Link(address(way.link), way.by, call.ended_ns, offered=way.by not in ("page", "redirect"))
