"""What amoCRM's redirect told whoever it led to, and what the token requests said that followed."""

from urllib.parse import parse_qsl

from harness.diagnosis.moments import hint
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def landings(timeline: Timeline) -> list[Exchange]:
    """Where browsers first came with each code that amoCRM gave them, or with its refusal, wherever that was."""
    first: dict[str, Exchange] = {}
    for page in timeline.exchanges(caller="browser", where=lambda each: each.callee == "backend"):
        if "code" in page.fingerprints and told(page, "referer") is not None:
            first.setdefault(page.fingerprints["code"], page)
        elif told(page, "error") == "access_denied":
            first.setdefault(page.url, page)
    return list(first.values())


def landing_of(timeline: Timeline, call: Exchange) -> Exchange | None:
    """Where a browser first came with the code of this token request."""
    code = call.fingerprints.get("code")
    return next(
        (page for page in landings(timeline) if code is not None and page.fingerprints.get("code") == code), None
    )


def told(page: Exchange, name: str) -> str | None:
    """A parameter of an address; fingerprints in it begin with what usually ends a query."""
    return dict(parse_qsl(page.url.partition("?")[2], keep_blank_values=True)).get(name)


def sent(call: Exchange, name: str) -> str | None:
    """A field of a token request, which may be JSON or a form."""
    fields = call.request.document
    if fields is None:
        return dict(parse_qsl(call.request.body, keep_blank_values=True)).get(name)
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else None


def bare(exchange: Exchange) -> str:
    """An address without its query."""
    return exchange.url.partition("?")[0]


def refused_because(timeline: Timeline, said: frozenset[str]) -> tuple[Exchange, Exchange] | None:
    """The first code that amoCRM refused in one of these words: where a browser came with it, and the request."""
    for call in timeline.redemptions():
        page = landing_of(timeline, call)
        if page is not None and refused(call) and hint(call) in said:
            return page, call
    return None


def refused(call: Exchange) -> bool:
    """Whether amoCRM itself said no."""
    return call.is_true and 400 <= call.status < 500
