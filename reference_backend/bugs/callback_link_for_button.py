"""The way back is a plain link that looks like a button."""

from html import escape

from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.way_back = _link


def _link(link: str, /) -> str:
    return f'<a class="button" href="{escape(link)}">Return to App</a>'
