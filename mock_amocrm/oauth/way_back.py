"""How a consent page is left: in its own window, or by closing it and letting the page that opened it go on."""

from flask import Response, request

from mock_amocrm.oauth.asking import POPUP, Asking
from mock_amocrm.oauth.page import page
from mock_amocrm.oauth.redirect import redirect_to


def leave(asking: Asking, way: str, *, lang: str) -> Response:
    """To the redirect URI, in the window that the mode says.

    A page that nobody opened (an app's browser, a bookmark) has nobody to hand over to: it goes there itself.
    """
    if asking.mode == POPUP and _has_opener():
        return page("handover.html", 200, lang=lang, scripted=True, way=way, origin="")
    return redirect_to(way)


def leave_refused(asking: Asking, way: str, *, lang: str) -> Response:
    """The same with a refusal; a button that named a function of its page for it hears of it instead."""
    if asking.origin and _has_opener():
        return page(
            "handover.html",
            200,
            lang=lang,
            scripted=True,
            way=way,
            origin=asking.origin,
            client_id=asking.integration.client_id,
        )
    return leave(asking, way, lang=lang)


def _has_opener() -> bool:
    # The page's script fills it in: only the browser knows.
    return bool(request.form.get("opener"))
