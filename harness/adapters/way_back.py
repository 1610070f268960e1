"""The ways in which a page leads back into an app, read from its first HTML: nothing on it is run or pressed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

from harness.wire.exchange import Way
from harness.wire.pages import HTML

BUTTONS: Final = 'button, input[type="submit" i], input[type="button" i], [role="button" i], [onclick]'
_SUBMITS: Final = 'button:not([type]), button[type="submit" i], input[type="submit" i], input[type="image" i]'
_SENT: Final = 'input[type="hidden" i], input[type="text" i], input:not([type])'
# What a browser opens itself, or hands to a program that is no app of ours.
ELSEWHERE: Final = frozenset(
    {"http", "https", "javascript", "data", "about", "blob", "file", "chrome", "chrome-error", "mailto", "tel", "sms"}
)
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# `window.open('app://…', '_self')`, `location.href = "app://…"`, `location.replace('app://…')`: the ways that callback
# pages use, of which a browser without scripts can only read the text.
_SCRIPTED: Final = re.compile(
    r"""(?:window\.open\(|location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\()\s*(['"`])((?:\\.|(?!\1).)+)\1"""
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_REFRESH: Final = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(['\"]?)(.*?)\1\s*$", re.IGNORECASE)
# A script that puts a button in, and one that only waits for a button to be pressed.
_MAKES_BUTTON: Final = re.compile(
    r"""<\s*(?:button|input)\b|createElement\(\s*['"`](?:button|input)['"`]""", re.IGNORECASE
)
_WAITS_FOR_TAP: Final = re.compile(r"""\bonclick\b|addEventListener\(\s*['"`](?:click|pointer\w+|touch\w+)""")


@dataclass(frozen=True, slots=True)
class WayBack:
    """One way: by what, to which address, whether it needs scripts, whether a script has to make it first."""

    by: Way
    link: str
    scripted: bool = False
    late: bool = False


def leads_to_app(url: str, scheme: str) -> bool:
    """Whether the system hands this link to the app; schemes have no case."""
    return url.lower().startswith(scheme.lower() + ":")


def leaves_browser(url: str) -> bool:
    """Whether this address is neither a page nor a letter nor a call, so that the system looks for an app."""
    found = _SCHEME.match(url)
    return found is not None and found[1].lower() not in ELSEWHERE


def ways_back(page: BeautifulSoup, scheme: str) -> list[WayBack]:
    """All ways into the app; into whatever app, where no way leads into the one with this scheme."""
    ways = [way for way in _ways(page) if leaves_browser(way.link)]
    return [way for way in ways if leads_to_app(way.link, scheme)] or ways


def page_facts(status: int, headers: Mapping[str, str], body: bytes, scheme: str) -> dict[str, object]:
    """What a browser is given: the content type, and the ways back that are there before anything is run.

    Beside the ways of the timeline, "late" is a button that only a script puts in.
    """
    told = {name.lower(): value for name, value in headers.items()}
    kind = told.get("content-type", "").partition(";")[0].strip().lower()
    location = told.get("location", "")
    if 300 <= status < 400:
        return {"content_type": kind, "ways": ["redirect"] if leaves_browser(location) else []}
    if kind not in HTML:
        return {"content_type": kind, "ways": []}
    page = BeautifulSoup(body, "html.parser")
    ways = {"late" if way.late else way.by for way in ways_back(page, scheme)}
    if page.select_one(BUTTONS) is not None and not ways:
        ways.add("button")  # its script may be elsewhere
    return {"content_type": kind, "ways": sorted(ways)}


def scripted_links(script: str) -> list[str]:
    """The addresses that a script opens."""
    found = [_ESCAPE.sub(_unescaped, match[2]) for match in _SCRIPTED.finditer(script)]
    if not found and "\\" in script:  # markup in a script has its quotes escaped
        found = [match[2] for match in _SCRIPTED.finditer(script.replace("\\", ""))]
    return found


def refresh_target(content: str) -> str:
    """Where `<meta http-equiv="refresh" content="0; url=…">` leads; empty when nowhere."""
    match = _REFRESH.match(content)
    return match[2] if match else ""


def form_link(form: Tag) -> str:
    """Where a form leads whose method is GET, as the browser that sends it says it."""
    button = form.select_one(_SUBMITS)
    sent = [*form.select(_SENT), *([button] if button else [])]
    fields = [(str(field["name"]), str(field.get("value", ""))) for field in sent if field.get("name")]
    return f"{str(form.get('action', '')).partition('#')[0].partition('?')[0]}?{urlencode(fields)}"


def _ways(page: BeautifulSoup) -> Iterator[WayBack]:
    for element in page.find_all(True):
        for link in scripted_links(str(element.get("onclick", ""))):
            yield WayBack("button", link, scripted=True)
        if element.name == "a":
            yield WayBack("link", str(element.get("href", "")))
        elif element.name == "form" and element.select_one(_SUBMITS) is not None:
            yield WayBack("button", form_link(element))
    refresh = page.select_one('meta[http-equiv="refresh" i]')
    if refresh is not None:
        yield WayBack("page", refresh_target(str(refresh.get("content", ""))))
    has_button = page.select_one(BUTTONS) is not None
    for script in page.find_all("script"):
        text = script.get_text()
        late = _MAKES_BUTTON.search(text) is not None
        tapped = late or (has_button and _WAITS_FOR_TAP.search(text) is not None)
        for link in scripted_links(text):
            yield WayBack("button" if tapped else "page", link, scripted=True, late=late)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else str(match[3])
