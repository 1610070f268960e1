"""The shell of every page that the harness writes: one file that opens by double-click and needs no network."""

import base64
import hashlib
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from harness.report.messages import MESSAGES
from harness.report.printable import printable

MAIN: Final = '<main id="main"'
"""What the body of a page has once: the skip link leads there."""


def page(*, title: str, lang: str, body: str, script: str = "", style: str = "") -> str:
    """A whole HTML document; `body` is HTML already, with its own landmarks and headings.

    Nothing is loaded from anywhere, and of scripts only this one runs: whatever slipped into the body unescaped, the
    browser would refuse to run it. So there are no event handlers in attributes either.
    """
    if MAIN not in body:
        raise ValueError(f"the body of a page has {MAIN}>")
    for name, text in (("script", script), ("style", style)):
        if f"</{name}" in text.lower():
            raise ValueError(f"a {name} can't hold its own end tag")
    return Template(_text("page.html")).substitute(
        title=escape(printable(title)),
        lang=escape(printable(lang)),
        skip=escape(MESSAGES.get(lang, MESSAGES["en"])["to_content"]),
        policy=_policy(script),
        style=_text("page.css") + style,
        body=body,
        script=f"<script>{script}</script>" if script else "",
    )


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"'sha256-{digest}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
