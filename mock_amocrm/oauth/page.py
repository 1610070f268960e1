"""The consent page's pages as HTTP answers: not cached, not framed, without script unless one is named."""

import secrets

from flask import Response, render_template, request

from mock_amocrm.messages import LANGS, text
from mock_amocrm.oauth import sign_in
from mock_amocrm.oauth.language import page_flavour
from mock_amocrm.pages.avatar import initials, tint
from mock_amocrm.pages.quoted import quoted

# No form-action here: browsers apply it to where a form's redirect leads as well, which is the integration's address.
POLICY = "default-src 'none'; img-src data:; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'"
PAGE_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def page(template: str, status: int, *, lang: str, scripted: bool = False, **values: object) -> Response:
    """A page in a language; `scripted` lets the template's own script run, and no other."""
    flavour = page_flavour(request)

    def say(key: str, **words: str) -> str:
        return text(key, lang=lang, **{"brand": flavour.brand, **{name: quoted(word) for name, word in words.items()}})

    query = request.environ.get("QUERY_STRING", "")
    nonce = secrets.token_urlsafe(16)
    html = render_template(
        template,
        lang=lang,
        brand=flavour.brand,
        flavour=flavour,
        languages=[(each, text("language", lang=each), _address_in(each, query)) for each in LANGS],
        say=say,
        initials=initials,
        tint=tint,
        csrf_token=sign_in.csrf_token(),
        action=f"{request.path}?{query}" if query else request.path,
        nonce=nonce,
        scripted=scripted,
        **values,
    )
    policy = POLICY.format(nonce=nonce)
    if scripted:
        policy += f"; script-src 'nonce-{nonce}'"
    headers = {**PAGE_HEADERS, "Content-Security-Policy": policy}
    return Response(html, status=status, headers=headers, mimetype="text/html")


def _address_in(lang: str, query: str) -> str:
    """The same page in another language; everything else of its address stays as it is, to the byte."""
    rest = [pair for pair in query.split("&") if pair and not pair.startswith("lang=")]
    return f"{request.path}?{'&'.join((*rest, f'lang={lang}'))}"
