"""Chromium's process: found on the machine, started once, one fresh profile for each person."""

import os
from urllib.parse import urlsplit, urlunsplit

from playwright.sync_api import APIRequestContext, APIResponse, BrowserContext, Playwright, Request, sync_playwright
from playwright.sync_api import Browser as Process
from playwright.sync_api import Error as PlaywrightError

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.chromium_watched import UNWATCHED, Watched
from harness.adapters.trusted_key import key_of
from harness.settings import BrowserSettings

CRM_HOSTS = ("*.amocrm.ru", "amocrm.ru", "*.kommo.com", "kommo.com")
# Nothing that a test needs, and each of them a request to somebody's server at every start.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
)


class ChromiumProcess:
    """The running browser; started when the first scenario needs it."""

    def __init__(
        self, settings: BrowserSettings, *, crm_url: str, ca_file: str | None = None, watched: Watched = UNWATCHED
    ) -> None:
        self.settings = settings
        self._crm = urlsplit(crm_url)
        self._ca_file = ca_file
        self._watched = watched
        self._playwright: Playwright | None = None
        self._browser: Process | None = None
        self._asker: APIRequestContext | None = None

    def context(self, *, scripts: bool = True) -> BrowserContext:
        """A fresh profile, in which pages run their scripts or don't."""
        if self._browser is None:
            self._browser = self._start()
        context = self._browser.new_context(locale="ru-RU", java_script_enabled=scripts)
        context.set_default_timeout(self.settings.timeout_seconds * 1000)
        return context

    def ask_crm(self, request: Request) -> APIResponse:
        """The fake's answer to a request of a page, its redirects not followed.

        It is asked by Playwright's driver, for which Chromium's resolver rules and keys don't hold: by its own name
        the request would go to the real amoCRM.
        """
        assert self._playwright is not None, "a page asks before there is a browser"
        if self._asker is None:
            self._asker = self._playwright.request.new_context(ignore_https_errors=self._ca_file is not None)
        asked = urlsplit(request.url)
        return self._asker.fetch(
            urlunsplit((self._crm.scheme, self._crm.netloc, asked.path, asked.query, "")),
            method=request.method,
            headers={**request.all_headers(), "host": asked.netloc},
            data=request.post_data_buffer,
            max_redirects=0,
        )

    def close(self) -> None:
        """End the browser, if it was ever started."""
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()

    def _start(self) -> Process:
        executable = find_chromium(self.settings, headed=self._watched.headed)
        self._playwright = sync_playwright().start()
        try:
            return self._playwright.chromium.launch(
                executable_path=executable,
                headless=not self._watched.headed,
                slow_mo=self._watched.slow_mo,
                args=[*QUIET, *self._led_to_crm()],
                env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
            )
        except PlaywrightError as error:
            where = executable or "Playwright's Chromium"
            raise BrowserMissing(f"{where} doesn't start: {_first_line(error)}. Is it a Chromium?") from None

    def _led_to_crm(self) -> list[str]:
        rules = ",".join(f"MAP {host} {self._crm.hostname}:{self._crm.port}" for host in CRM_HOSTS)
        arguments = [f"--host-resolver-rules={rules}"]
        if self._ca_file is not None:
            # Chromium takes no CA file. The fake's own key is let pass, nobody else's.
            key = key_of(self._crm.geturl(), ca_file=self._ca_file)
            arguments.append(f"--ignore-certificate-errors-spki-list={key}")
        return arguments


def _first_line(error: PlaywrightError) -> str:
    return str(error).partition("\n")[0]
