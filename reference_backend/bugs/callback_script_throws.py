"""The callback page has a script for an element that is no longer there."""

from reference_backend import callback_page
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.way_back = _with_a_stale_script


def _with_a_stale_script(link: str, /) -> str:
    return callback_page.button(link) + "\n<script>document.getElementById('account').textContent = 'amoCRM';</script>"
