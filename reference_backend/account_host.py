"""Which host a callback may send us to: `referer` is chosen by whoever opens the URL, and we post our secret there."""

import re

_ACCOUNT_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.(?:amocrm\.ru|amocrm\.com|kommo\.com)")


def account_host(referer: str | None) -> str | None:
    """The bare account host in lower case, or None for anything else (a path, a port, another domain)."""
    host = (referer or "").lower()
    return host if _ACCOUNT_HOST.fullmatch(host) else None
