"""The consent page's pages as HTTP answers: not cached, not framed, without script unless one is named."""

import secrets

from flask import Response, render_template, request

from mock_amocrm.messages import text
from mock_amocrm.note import note
from mock_amocrm.oauth import sign_in
from mock_amocrm.oauth.language import page_flavour

# No form-action here: browsers apply it to where a form's redirect leads as well, which is the integration's address.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
PAGE_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def page(template: str, status: int, *, lang: str, scripted: bool = False, **values: object) -> Response:
    """A page in a language; `scripted` lets the template's own script run, and no other."""
    brand = page_flavour(request).brand

    def say(key: str, **words: str) -> str:
        return text(key, lang=lang, **{"brand": brand, **words})

    query = request.environ.get("QUERY_STRING", "")
    action = f"{request.path}?{query}" if query else request.path
    nonce = secrets.token_urlsafe(16) if scripted else None
    html = render_template(
        template,
        lang=lang,
        brand=brand,
        say=say,
        csrf_token=sign_in.csrf_token(),
        action=action,
        nonce=nonce,
        **values,
    )
    policy = f"{POLICY}; script-src 'nonce-{nonce}'" if scripted else POLICY
    headers = {**PAGE_HEADERS, "Content-Security-Policy": policy}
    return Response(html, status=status, headers=headers, mimetype="text/html")


def stop(key: str, status: int, *, lang: str, offer_sign_out: bool = False, **values: str) -> Response:
    """A page that says why there is nothing to allow here."""
    note(request).outcome = key
    title = {"missing_client": "unknown_client_title"}.get(key, f"{key}_title")
    return page(
        "stop.html",
        status,
        lang=lang,
        heading=text(title, lang=lang),
        reason=text(key, lang=lang, **values),
        offer_sign_out=offer_sign_out,
        key=key,
    )
