"""The systems of a run for a developer's own browser: fake amoCRM, backend, front and phone, and one person to be."""

import dataclasses
import importlib.util
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from harness.adapters.app_api import AppApi
from harness.adapters.backend import BackendUnusable, HttpBackend, start_backend
from harness.adapters.consent_here import consent_here, sends_here
from harness.adapters.crm import CrmUnavailable
from harness.adapters.front import Front
from harness.adapters.swept_folder import swept_folder
from harness.ports import Account, AppUser
from harness.proof.catalogue import Switches
from harness.run import integration
from harness.run.fake import fake_amocrm, find_ca
from harness.settings import Settings, SettingsError, nearest
from harness.settings.model import REFERENCE_COMMAND
from simulated_client import ConnectFailed, ConnectionFailed, NotOnScreen, Phone, Request, Response, Send, UnknownBug
from simulated_client.phone_settings import PhoneSettings
from simulated_client.transport import requests_send
from simulated_client.web_host import HostedPhone, WebHost

SIGNED_OUT: Final = "sign_in"
NAMES: Final[Mapping[str, str]] = {"uk": "Олена", "ru": "Елена", "en": "Olena"}


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each system is found by a browser."""

    phone: int
    backend: int
    crm: int


class ByHand:
    """Everything that runs until Ctrl-C; the backend may be started anew, and all else stays as it is."""

    def __init__(
        self, settings: Settings, *, ports: Ports, world: str | None, profile: str | None, bugs: Switches, lang: str
    ) -> None:
        self.settings = settings
        self.bugs = bugs
        self.lang = lang
        self.backend: HttpBackend | None = None
        self._ca_file = find_ca(settings)
        self._told: Mapping[str, str] | None = None
        self._client_id = ""
        self._send: Send = _nobody
        self._secret = secrets.token_hex(32)
        self._api = AppApi(settings, callback=settings.backend.callback)
        with ExitStack() as stack:
            self.crm, _ = stack.enter_context(fake_amocrm(settings, profile, port=ports.crm))
            self._folder = stack.enter_context(swept_folder())
            host = stack.enter_context(WebHost(port=ports.phone))
            self._front = stack.enter_context(
                Front(
                    port=ports.backend,
                    scheme=settings.app.scheme,
                    backend=lambda: self.backend.base_url if self.backend else None,
                    taker=lambda link: f"{self.phone_url}open?link={quote(link, safe='')}",
                    own_name=settings.backend.url is not None,
                )
            )
            self.world = world or (settings.mock.world if self._is_fixed else "demo")
            self.account: Account = self._new_account()
            self.leads = len(self.crm.leads(self.account))
            stack.callback(self.stop_backend)
            self.start_backend()
            self.phone_url = host.add(HostedPhone(self._sent, self._phone_settings()))
            self.user = self._new_user()
            self._stack = stack.pop_all()

    @property
    def backend_url(self) -> str:
        """The backend's address for browsers."""
        return self._front.url

    @property
    def dashboard_url(self) -> str:
        """The fake's own pages."""
        return f"{self.crm.url}/_mock/"

    @property
    def registered(self) -> str:
        """The redirect URI as the backend knows it."""
        assert self.backend is not None, "it has been started"
        return self.backend.redirect_uri

    @property
    def returns(self) -> bool:
        """Whether callback pages come through the front, so that a link into the app finds the phone by itself."""
        asked, here = urlsplit(self.registered), urlsplit(self._front.url)
        return asked.hostname in ("127.0.0.1", "localhost") and asked.port == here.port

    @property
    def to_register(self) -> str:
        """The redirect URI with which they would."""
        return self._front.url + self.settings.backend.callback

    @property
    def sources(self) -> Path | None:
        """The folder whose files the backend is made of; None of one that somebody else runs."""
        wanted = self.settings.backend
        if wanted.url is not None:
            return None
        if wanted.command == REFERENCE_COMMAND:
            found = importlib.util.find_spec("reference_backend")
            assert found is not None, "it is a part of this package"
            assert found.origin is not None
            return Path(found.origin).parent
        return (self.settings.folder / wanted.cwd).resolve()

    def consent_url(self) -> str:
        """The page that amoCRM shows this person; where the backend doesn't say which, one with the state of nobody."""
        phone = self._phone()
        try:
            phone.sign_in(email=self.user.email, password=self.user.password)
            phone.open_crm()
            return phone.press_connect()
        except (ConnectFailed, NotOnScreen):
            return f"{self.crm.url}/oauth?{urlencode({'client_id': self._client_id, 'state': 'nobody'})}"

    def start_backend(self) -> None:
        """Start it, with the database that it had before."""
        backend = start_backend(
            self._settings_of_backend(),
            crm_url=self.crm.url,
            register=self._register,
            database_url=f"sqlite:///{self._folder}/backend.sqlite3",
            account_host=self.account.host if self._is_fixed else "",
            ca_file=self._ca_file,
            bugs=self.bugs.backend,
            public_url=self._front.url if self._hears_its_redirect_uri else None,
        )
        self.backend = backend
        self._send = sends_here(requests_send(backend.base_url), self._api.shape, self.crm.url)

    def stop_backend(self) -> None:
        """Stop it; who asks for it meanwhile is told so."""
        backend, self.backend, self._send = self.backend, None, _nobody
        if backend is not None:
            backend.stop()

    def recall_user(self) -> bool:
        """Sign the person up once more at a backend that keeps its users in memory; whether that was needed."""
        if self.settings.backend.users.mode != "register" or self.backend is None:
            return False
        if self._phone().sign_in(email=self.user.email, password=self.user.password).id != SIGNED_OUT:
            return False
        try:
            self.backend.register(NAMES[self.lang], self.user)
        except BackendUnusable:
            return False  # it knows them, and refuses to let them in: a bug to look at
        return True

    def close(self) -> None:
        """Stop everything, the backend first: whoever still waits for it is let go."""
        self._stack.close()

    @property
    def _is_fixed(self) -> bool:
        return self.settings.backend.account == "fixed"

    @property
    def _hears_its_redirect_uri(self) -> bool:
        wanted = self.settings.backend
        return any("{redirect_uri}" in text for text in (*wanted.command, *wanted.env.values()))

    def _settings_of_backend(self) -> Settings:
        wanted = self.settings.backend
        if wanted.command != REFERENCE_COMMAND:
            return self.settings
        # Who was signed in before a new start is signed in after it.
        env = {"APP_SECRET": self._secret, **wanted.env}
        return dataclasses.replace(self.settings, backend=dataclasses.replace(wanted, env=env))

    def _register(self, redirect_uri: str) -> Mapping[str, str]:
        if self._told is None:
            made, self._told = integration.register(
                self.crm, self.settings.backend, redirect_uri, self.bugs.integration
            )
            self._client_id = made.client_id
        return self._told

    def _new_account(self) -> Account:
        if self.world.endswith(".toml"):
            try:
                document = tomllib.loads(Path(self.world).read_text(encoding="utf-8"))
            except OSError as error:
                raise SettingsError(f"--world {self.world}: can't be read ({error.strerror}).") from None
            except ValueError as error:
                raise SettingsError(f"--world {self.world}: this is not valid TOML: {error}") from None
            try:
                return self.crm.create_account_in(document, lang=self.lang)
            except CrmUnavailable as error:
                raise SettingsError(f"--world {self.world}: {error}") from None
        worlds = self.crm.worlds()
        if self.world not in worlds:
            raise SettingsError(f"--world {self.world}: no such world; {nearest(self.world, worlds)}")
        return self.crm.create_account(world=self.world, lang=self.lang)

    def _phone_settings(self) -> PhoneSettings:
        made = PhoneSettings(
            api=self._api.shape,
            bugs=self.bugs.client,
            scheme=self.settings.app.scheme,
            authorize_url=consent_here(self.settings.app.authorize_url, self.crm.url),
            client_id=self._client_id,
            language=self.lang,
        )
        try:
            made.check()
        except UnknownBug as error:
            raise SettingsError(str(error)) from None
        return made

    def _new_user(self) -> AppUser:
        assert self.backend is not None, "it has been started"
        if self.settings.backend.users.mode != "register":
            return self.backend.new_user(NAMES[self.lang])
        # To be typed by hand, and for a backend that remembers whom it had the last time.
        user = AppUser(f"olena-{secrets.token_hex(3)}@example.com", f"Up-{secrets.token_urlsafe(6)}-1")
        self.backend.register(NAMES[self.lang], user)
        return user

    def _phone(self) -> Phone:
        """The correct app, for what is to be known before anybody has pressed anything."""
        return Phone(dataclasses.replace(self._phone_settings(), bugs=()), send=self._sent)

    def _sent(self, request: Request) -> Response:
        return self._send(request)


def _nobody(_: Request) -> Response:
    raise ConnectionFailed("Network Error")
