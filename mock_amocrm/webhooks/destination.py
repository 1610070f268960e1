"""Where a webhook may go, as far as its address tells."""

from urllib.parse import urlsplit

SCHEMES = ("http", "https")
NEVER_RESOLVES = ".invalid"  # the reserved domain that has no addresses, anywhere


def is_acceptable(destination: str) -> bool:
    """Whether amoCRM takes an address.

    The real one looks the host up. The fake doesn't: it delivers to this machine, where a public name needn't lead
    anywhere, and refuses only what can't be looked up at all.
    """
    try:
        url = urlsplit(destination)
        host, _ = url.hostname, url.port
    except ValueError:
        return False
    if url.scheme not in SCHEMES or not host or any(char.isspace() for char in destination):
        return False
    # Cyrillic domains are refused; in which spelling is not known, so in both.
    return host.isascii() and "xn--" not in host and not host.endswith(NEVER_RESOLVES)
