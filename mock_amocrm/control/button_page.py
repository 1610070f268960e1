"""The page at `/_mock/button`: a website's button for an integration, to be pressed by hand."""

import secrets
from html import escape

from flask import Response, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import origin
from mock_amocrm.oauth.asking import POPUP
from mock_amocrm.oauth.language import page_flavour, page_language
from mock_amocrm.oauth.page import page
from mock_amocrm.pages.quoted import quoted
from mock_amocrm.problems import problem

MODES = (POPUP, "post_message")
REFUSED = "refused"  # the page's own function


def button_page() -> Response:
    """`?client_id=` and `?mode=` choose; without them the first integration has a button that opens a popup."""
    integrations = list(extension().store.integrations.values())
    wanted = request.args.get("client_id")
    chosen = next((each for each in integrations if wanted in (None, each.client_id)), None)
    if chosen is None and wanted is not None:
        raise problem(404, detail=f"there is no integration {wanted!r}", field="client_id")
    mode = request.args.get("mode", POPUP)
    if mode not in MODES:
        raise problem(400, detail=f"mode is one of {', '.join(MODES)}, not {mode!r}", field="mode")
    lang, source = page_language(request, None), f"{origin(request)}/auth/button.min.js"
    attributes = {
        "data-client-id": chosen.client_id if chosen else "",
        "data-state": secrets.token_hex(8),
        "data-mode": mode,
        "data-color": "blue",  # whoever names none gets one on which white is hard to read
        **({"data-error-callback": REFUSED} if request.args.get("refusal") else {}),
    }
    return page(
        "button.html",
        200,
        lang=lang,
        scripted=True,
        integrations=integrations,
        chosen=chosen,
        modes=MODES,
        mode=mode,
        tells_refusal="data-error-callback" in attributes,
        attributes=attributes,
        source=source,
        tag=_tag({"class": page_flavour(request).button_class, "charset": "utf-8", **attributes, "src": source}),
        quoted=quoted,
    )


def _tag(attributes: dict[str, str]) -> str:
    """The tag that a website puts where its button is to stand."""
    return "<script " + "\n  ".join(f'{name}="{escape(value)}"' for name, value in attributes.items()) + "></script>"
