"""The systems of one process's run: fake amoCRM, backend under test, browser; started once, stopped at the end."""

from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from harness.adapters.backend import HttpBackend, start_backend
from harness.adapters.chromium_watched import UNWATCHED, Watched
from harness.adapters.swept_folder import swept_folder
from harness.ports.crm import Account
from harness.proof.catalogue import Switches
from harness.run import integration
from harness.run.fake import fake_amocrm, find_ca
from harness.settings import Settings

if TYPE_CHECKING:
    from harness.adapters.chromium_process import ChromiumProcess
    from harness.adapters.phone_tabs import PhoneTabs
    from simulated_client.web_host import WebHost


class Rig:
    """Everything that outlives a scenario."""

    def __init__(
        self, settings: Settings, *, profile: str | None, bugs: Switches, watched: Watched = UNWATCHED
    ) -> None:
        self.settings = settings
        self.bugs = bugs
        self._watched = watched
        self.client_id = ""
        self.client_secret = ""
        self.fixed_account: Account | None = None
        self.unattributed: dict[str, int] = {}
        self._used = False
        self.ca_file = find_ca(settings)
        self._stack = ExitStack()
        try:
            self.crm, self.profile = self._stack.enter_context(fake_amocrm(settings, profile, port=settings.mock.port))
            self.journal_cursor = self.crm.journal_end()
            if settings.backend.account == "fixed":
                self.fixed_account = self.crm.create_account(world=settings.mock.world, lang="ru")
            # Not in the run's folder, which people publish: a backend's database holds its users' tokens.
            self._databases = self._stack.enter_context(swept_folder())
            self._backends = 0
            self._stack.callback(self._stop_backend)
            self.backend = self._start_backend()
        except BaseException:
            self._stack.close()
            raise

    @cached_property
    def chromium(self) -> "ChromiumProcess":
        """The browser, imported and started only for a scenario that wants a real one."""
        from harness.adapters.chromium_process import ChromiumProcess

        process = ChromiumProcess(
            self.settings.browser, crm_url=self.crm.url, ca_file=self.ca_file, watched=self._watched
        )
        self._stack.callback(process.close)
        return process

    @cached_property
    def phone_host(self) -> "WebHost":
        """What serves the phones that run in a browser."""
        from simulated_client.web_host import WebHost

        host = WebHost()
        self._stack.callback(host.close)
        return host

    @cached_property
    def phone_tabs(self) -> "PhoneTabs":
        """Where the phones run that nobody traces."""
        from harness.adapters.phone_tabs import PhoneTabs

        return PhoneTabs(self.chromium.context(), away=self.phone_host.url)

    def close(self) -> None:
        """Stop everything, the last started first."""
        self._stack.close()

    def scenario_ended(self) -> None:
        """Make ready for the next one.

        A bug that is switched on may keep something of one scenario and show it in the next (a token that everybody
        shares, say), where its cause can't be seen any more: so each scenario then has a backend and a database of
        its own.
        """
        self._used = True

    def ready_backend(self, bugs: Switches) -> HttpBackend:
        """The backend for the scenario that begins; one that died in the last scenario is that one's fault only."""
        other = (bugs.backend, bugs.integration) != (self.bugs.backend, self.bugs.integration)
        worn = self._used and bugs.backend and self.settings.backend.url is None
        self.bugs = bugs
        if other or worn or self.backend.obituary():
            self._stop_backend()
            self.backend = self._start_backend()
        self._used = False
        return self.backend

    def _start_backend(self) -> HttpBackend:
        self._backends += 1
        return start_backend(
            self.settings,
            crm_url=self.crm.url,
            register=self._register,
            database_url=f"sqlite:///{self._databases}/backend-{self._backends}.sqlite3",
            account_host=self.fixed_account.host if self.fixed_account else "",
            ca_file=self.ca_file,
            bugs=self.bugs.backend,
        )

    def _stop_backend(self) -> None:
        backend: HttpBackend | None = getattr(self, "backend", None)
        if backend is not None:
            backend.stop()

    def _register(self, redirect_uri: str) -> Mapping[str, str]:
        made, told = integration.register(self.crm, self.settings.backend, redirect_uri, self.bugs.integration)
        self.client_id = made.client_id
        self.client_secret = made.client_secret
        return told
