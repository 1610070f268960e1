"""The dashboard at `/_mock/`: one page and its scripts; whatever it does goes through the control API."""

from functools import cache
from mimetypes import types_map

from flask import Response, render_template, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import origin
from mock_amocrm.messages import DEFAULT_LANG, LANGS
from mock_amocrm.pages import TEMPLATES
from mock_amocrm.problems import not_found

FOLDER = TEMPLATES / "dashboard"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
TYPES = {".js": "text/javascript", ".css": types_map[".css"]}


def dashboard_page() -> Response:
    """The page in the reader's language; `?lang=` or the browser chooses it."""
    from mock_amocrm.pages.dashboard.messages import TEXTS, VIEWS

    asked = request.args.get("lang", "")
    lang = asked if asked in LANGS else request.accept_languages.best_match(LANGS) or DEFAULT_LANG
    html = render_template(
        "dashboard/dashboard.html",
        lang=lang,
        langs=LANGS,
        views=VIEWS,
        texts=TEXTS[lang],
        profile=extension().profile.name,
    )
    return Response(html, headers=HEADERS, mimetype="text/html")


def dashboard_file(name: str) -> Response:
    """A script or the style."""
    if name not in _names():
        raise not_found(f"{origin(request)}{request.path}", method=request.method)
    path = FOLDER / name
    return Response(path.read_bytes(), headers=HEADERS, mimetype=TYPES[path.suffix])


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in TYPES)
