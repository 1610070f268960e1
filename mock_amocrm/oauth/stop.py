"""The pages where nothing can be allowed: each says what is wrong, what to do, and for developers what was sent."""

from collections.abc import Mapping

from flask import Response, request

from mock_amocrm.hosts import origin
from mock_amocrm.messages import text
from mock_amocrm.note import note
from mock_amocrm.oauth.asking import METADATA
from mock_amocrm.oauth.language import page_flavour
from mock_amocrm.oauth.page import page
from mock_amocrm.pages.quoted import quoted

# Of other parameters only the name is shown: `state` is nobody's business, and a misspelt name is what to look for.
SHOWN = (
    "client_id",
    "redirect_uri",
    "mode",
    "origin",
    "response_type",
    "scope",
    "lang",
    *(*METADATA, "description", "logo", "scopes"),
)
HIDDEN = "•••"
NOTHING_KNOWN: Mapping[str, str] = {}


def stop(
    key: str,
    status: int,
    *,
    lang: str,
    email: str = "",
    known: Mapping[str, str] = NOTHING_KNOWN,
    complaint: str = "",
    **values: str,
) -> Response:
    """One of them.

    `email` is whose session may be left here, `known` what the fake has on file, `complaint` a sentence of ours.
    """
    note(request).outcome = key
    words = {name: quoted(value) for name, value in {**values, "email": email}.items()}
    words |= {"brand": page_flavour(request).brand, "complaint": complaint}
    return page(
        "stop.html",
        status,
        lang=lang,
        heading=text(f"{key}_title", lang=lang, **words),
        reason=text(key, lang=lang, **words),
        advice=text(f"{key}_advice", lang=lang, **words),
        sent=_sent(),
        known=[(name, quoted(value)) for name, value in known.items()],
        email=email,
        key=key,
    )


def _sent() -> list[tuple[str, str]]:
    """The address as it was asked for."""
    asked = [(request.method, quoted(f"{origin(request)}{request.path}"))]
    for name, value in request.args.items(multi=True):
        shown = quoted(value) if name in SHOWN else HIDDEN if value else ""
        asked.append((quoted(name), shown))
    return asked
