"""The ways in which one secret may be spelled on the wire: percent-encoded, HTML-escaped, JSON-escaped, or twice."""

import html
import json
import re
from functools import partial
from typing import Final
from urllib.parse import quote, quote_plus

_quote_all = partial(quote, safe="")
_PLAIN: Final = re.compile(r"[\w.~-]+", re.ASCII)
_PERCENT: Final = re.compile("%[0-9A-F]{2}")


def spellings(secret: str) -> set[str]:
    """Every text that a reader would take for this secret."""
    if _PLAIN.fullmatch(secret):
        return {secret}  # no encoding of the wire touches these characters
    # Half an emoji, cut off by a careless client, has no UTF-8.
    encoded = {encode(secret, errors="replace") for encode in (_quote_all, quote, quote_plus)}
    small = {_PERCENT.sub(lambda match: match[0].lower(), each) for each in encoded}
    twice = {_quote_all(each) for each in encoded}
    return {secret} | encoded | small | twice | _in_html(secret) | _in_json(secret)


def _in_html(secret: str) -> set[str]:
    full = html.escape(secret)
    named = {full, html.escape(secret, quote=False), full.replace("&quot;", "&#34;")}
    return named | {each.replace("&#x27;", "&#39;") for each in named}


def _in_json(secret: str) -> set[str]:
    plain, ascii_only = (json.dumps(secret, ensure_ascii=escaped)[1:-1] for escaped in (False, True))
    both = {plain, ascii_only} | {each.replace("/", "\\/") for each in (plain, ascii_only)}  # PHP escapes the slash
    # Go, and whoever puts JSON into a page, escape these too.
    safe = str.maketrans({char: f"\\u{ord(char):04x}" for char in "&<>'"})
    return both | {each.translate(safe) for each in both}
