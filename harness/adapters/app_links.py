"""Links into an app, led to the front instead: a prefix before the link, whatever page, script or header holds it.

The link stays as it is behind the prefix: so it may go on being escaped, put together or sent by a form as before.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Final

from harness.adapters.way_back import ELSEWHERE, leaves_browser

PREFIX: Final = "/.app-link/"
SCRIPT: Final = "/.app-links.js"
SCRIPT_TEXT: Final = Path(__file__).with_name("app_links.js")
# Past a byte order mark and the doctype, without which browsers would draw the page in another way.
_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s|<!--.*?-->)*+<!doctype[^>]*>|(?:\xef\xbb\xbf)?", re.IGNORECASE | re.DOTALL
)
_REFRESH: Final = re.compile(r"""(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['"]?)(.+)""", re.IGNORECASE)
_FORM_ACTION: Final = re.compile(r"(^|;)(\s*form-action\b[^;]*)", re.IGNORECASE)


@dataclass(frozen=True)
class AppLinks:
    """Those of one app, as they are led to a front with this address."""

    scheme: str
    front: str

    def location(self, address: str, *, backend: str) -> str:
        """Where a redirect leads: into an app here, to the backend's own address back through the front."""
        at = backend.rstrip("/")
        if address == at or address.startswith((f"{at}/", f"{at}?")):
            return self.front + address.removeprefix(at)
        return self.led(address)

    def led(self, link: str) -> str:
        """Where the browser goes for a link; addresses that it opens itself stay."""
        return self.front + PREFIX + link.strip() if leaves_browser(link) else link

    def refresh(self, header: str) -> str:
        """Where a page goes by itself after a while."""
        found = _REFRESH.fullmatch(header)
        return header if found is None else found[1] + self.led(found[2])

    def policy(self, header: str) -> str:
        """A page's own policy, which lets its forms lead here wherever they may lead into the app."""
        return _FORM_ACTION.sub(self._here_too, header)

    def page(self, html: bytes, *, scripted: bool = True) -> bytes:
        """A page whose literal links lead here; a script of ours leads the ones that its own scripts make."""
        led = self._literal.sub(rb"\1" + (self.front + PREFIX).encode() + rb"\2", html)
        if not scripted:
            return led
        start = _START.match(led)
        assert start is not None, "its second half fits everything"
        return led[: start.end()] + self._script + led[start.end() :]

    @cached_property
    def _literal(self) -> re.Pattern[bytes]:
        """After what may stand before a value: a quote, escaped or not, `=`, or the `;` of `content="0; app://…"`.

        And only with a slash, escaped or not, behind it: a page may compare a bare `app:` with something.
        """
        before, slash = rb"""((?:["'`=;]|\\x2[27]|\\u002[27])\s*)""", rb"(?=\\?/|\\x2f|\\u002f|&#47;|&#x2f;|&sol;)"
        return re.compile(before + rb"(" + re.escape(self.scheme.encode()) + rb":)" + slash, re.IGNORECASE)

    @property
    def _script(self) -> bytes:
        return f'<script src="{SCRIPT}" data-stay="{escape(" ".join(sorted(ELSEWHERE)))}"></script>'.encode()

    def _here_too(self, match: re.Match[str]) -> str:
        allowed = match[2].lower().split()[1:]
        return match[0] + (f" {self.front}" if f"{self.scheme.lower()}:" in allowed else "")
