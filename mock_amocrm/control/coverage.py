"""The coverage page at `/_mock/coverage`."""

from flask import Response, render_template, request

from mock_amocrm.extension import extension
from mock_amocrm.messages import DEFAULT_LANG, LANGS, text

HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"}


def coverage_page() -> Response:
    """Which documented addresses are imitated; `?lang=` or the browser chooses the language."""
    from mock_amocrm.coverage.rows import Total, grouped, rows, total

    asked = request.args.get("lang", "")
    lang = asked if asked in LANGS else request.accept_languages.best_match(LANGS) or DEFAULT_LANG

    def say(key: str, **values: str) -> str:
        return text(key, lang=lang, **values)

    def told(sums: Total) -> str:
        counts = {name: str(getattr(sums, name)) for name in ("rows", "implemented", "tested", "confirmed")}
        return say("coverage_sums", **counts)

    found = rows(extension().endpoints)
    html = render_template(
        "coverage.html", lang=lang, say=say, told=told, total=total, sums=total(found), groups=grouped(found)
    )
    return Response(html, headers=HEADERS, mimetype="text/html")
