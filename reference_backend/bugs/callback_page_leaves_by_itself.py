"""The page opens the app itself, by a script; there is nothing on it to press where that is not allowed."""

from reference_backend.callback_page import in_script
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.way_back = _jump


def _jump(link: str, /) -> str:
    return f"<p>Redirecting to app...</p><script>window.location.href = '{in_script(link)}';</script>"
