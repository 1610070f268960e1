"""The page a browser shows after the consent: plain HTML whose one button leads back into the app.

No redirect of any kind, and no link: browsers refuse or ask about a custom scheme for which nobody pressed a button.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from flask import Response

from reference_backend.callback import Result

_TITLE = "AMO CRM Authorization"
_ERROR_TITLE = "AMO CRM Authorization Error"
_RETURN = "Please tap the button below to return to the app:"


@dataclass(frozen=True, slots=True)
class _Texts:
    title: str
    headline: str
    explanation: str | None


_TEXTS: Mapping[Result, _Texts] = {
    "connected": _Texts(_TITLE, "✓ Authorization successful!", "Your AMO CRM account has been successfully connected."),
    "missing_code": _Texts(_TITLE, "✗ Authorization code is missing", None),
    "declined": _Texts(
        _TITLE, "✗ Authorization was declined", "Access to your AMO CRM account was not granted, nothing was connected."
    ),
    "failed": _Texts(_ERROR_TITLE, "✗ Authorization failed", "Failed to exchange authorization code"),
    "invalid_state": _Texts(
        _ERROR_TITLE,
        "✗ Authorization failed",
        "This authorization link is not valid or no longer valid. Please start again in the app.",
    ),
    "invalid_referer": _Texts(
        _ERROR_TITLE, "✗ Authorization failed", "The answer did not come from an AMO CRM account."
    ),
}
_ERRORS: Mapping[Result, str] = {
    "missing_code": "missing_code",
    "declined": "access_denied",
    "failed": "Failed to exchange authorization code",
    "invalid_state": "invalid_state",
    "invalid_referer": "invalid_referer",
}


def success_query(_code: str) -> dict[str, str]:
    """The code is spent and stays here; to tell the app that it worked is enough."""
    return {"success": "true"}


def failure_query(result: Result) -> dict[str, str]:
    return {"error": _ERRORS[result]}


def deep_link(address: str, query: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query, quote_via=quote)}"


def page_answer(result: Result, _link: str, way_back: str, /) -> Response:
    """Always HTTP 200: a person in a browser is looking at it."""
    return Response(callback_page(result, way_back=way_back), mimetype="text/html")


def button(link: str) -> str:
    """Its script opens the link; where scripts are blocked, the form around it leads to the same address."""
    address, _, query = link.partition("?")
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">\n'
        for name, value in parse_qsl(query, keep_blank_values=True)
    )
    # The link is a JavaScript string inside an HTML attribute: escaped for the one, then for the other.
    tap = escape(f"window.open('{in_script(link)}','_self');return false")
    return f"""<form action="{escape(address)}" method="get">
{fields}<button type="submit" onclick="{tap}">Return to App</button>
</form>"""


def in_script(text: str) -> str:
    """A text between single quotes of JavaScript."""
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("</", "<\\/")


def callback_page(result: Result, *, way_back: str) -> str:
    texts = _TEXTS[result]
    explanation = f"<p>{escape(texts.explanation)}</p>" if texts.explanation else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(texts.title)}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font-family: system-ui, sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; text-align: center }}
h1 {{ font-size: 1.5rem; line-height: 1.3; text-wrap: balance }}
button {{ font: inherit; font-size: 1.1rem; padding: .8rem 1.6rem; border: 0; border-radius: .5rem; cursor: pointer;
  background: #17698d; color: #fff }}
button:focus-visible {{ outline: 3px solid #339dc7; outline-offset: 3px }}
</style>
</head>
<body>
<main>
<h1>{escape(texts.headline)}</h1>
{explanation}
<p>{_RETURN}</p>
{way_back}
</main>
</body>
</html>
"""
