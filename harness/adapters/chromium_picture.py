"""A picture of a tab in which nobody can read a secret."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

SOON: Final = 3_000  # milliseconds; a failing scenario waits no longer for its picture
_BLANK: Final = "about:blank"
# Texts and values as a person reads them: each line of what is shown, and what fields hold in plain sight.
_SHOWN: Final = """() => {
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) texts.push([node.parentElement, node.data]);
  for (const field of document.querySelectorAll("input:not([type=password]):not([type=hidden]), textarea")) {
    texts.push([field, `${field.name}=${field.value}`], [field, field.value]);
  }
  window.amocrmE2eShown = texts.map(([element]) => element);
  return texts.map(([, text]) => text);
}"""
# By properties, which any page's policy lets be set; a style sheet of ours is what many forbid.
_COVER: Final = """(numbers) => {
  const covered = { color: "transparent", background: "#888", "-webkit-text-fill-color": "transparent" };
  for (const number of numbers) {
    const { style } = window.amocrmE2eShown[number];
    for (const [name, value] of Object.entries(covered)) style.setProperty(name, value, "important");
  }
}"""


def picture_of(page: Page, *, hide: Callable[[str], str]) -> bytes | None:
    """What the tab shows, as PNG; None for an empty one, and for one that can't be asked any more."""
    try:
        if page.url == _BLANK:
            return None
        shown: list[str] = page.evaluate(_SHOWN)
        page.evaluate(_COVER, [number for number, text in enumerate(shown) if hide(text) != text])
        return page.screenshot(timeout=SOON, animations="disabled", caret="initial")
    except PlaywrightError:
        return None
