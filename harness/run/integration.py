"""The integration of the backend under test, registered at amoCRM; and the mistakes that are made while doing so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from harness.adapters.crm import MockCrm, Registered
from harness.settings import BackendSettings, SettingsError


def _as_it_is(uri: str) -> str:
    return uri


def _of_an_old_version(uri: str) -> str:
    return urlunsplit(urlsplit(uri)._replace(path="/api/v1/integrations/amo-crm/callback"))


def _bare(uri: str) -> str:
    return urlunsplit(urlsplit(uri)._replace(path="", query=""))


def _of_the_developers_machine(uri: str) -> str:
    return urlunsplit(urlsplit(uri)._replace(scheme="http", netloc="localhost:9"))  # where nobody listens


@dataclass(frozen=True, slots=True)
class Mistake:
    """One switch: which Redirect URI is registered, which one the backend is told, which keys it has of another."""

    registered: Callable[[str], str] = _as_it_is
    told: Callable[[str], str] = _as_it_is
    foreign: frozenset[str] = frozenset()

    @property
    def is_told(self) -> bool:
        """Whether it is in what the backend is given, rather than in what amoCRM knows."""
        return self.told is not _as_it_is or bool(self.foreign)


MISTAKES: Final[Mapping[str, Mistake]] = {
    "redirect-uri-of-old-version": Mistake(registered=_of_an_old_version),
    "redirect-uri-bare-domain": Mistake(registered=_bare),
    "redirect-uri-on-localhost": Mistake(registered=_of_the_developers_machine),
    "redirect-uri-trailing-slash": Mistake(told=lambda uri: f"{uri}/"),
    "secret-of-another-integration": Mistake(foreign=frozenset({"client_secret"})),
}


def register(
    crm: MockCrm, wanted: BackendSettings, redirect_uri: str, mistakes: Iterable[str]
) -> tuple[Registered, Mapping[str, str]]:
    """The integration as amoCRM has it, and what the backend is told of it."""
    registered, told, foreign = redirect_uri, redirect_uri, frozenset[str]()
    for name in mistakes:
        mistake = MISTAKES[name]
        if mistake.is_told and wanted.url is not None:
            raise SettingsError(f"--bug {name}: somebody else has started the backend at {wanted.url}; do it there.")
        registered, told, foreign = mistake.registered(registered), mistake.told(told), foreign | mistake.foreign
    other = crm.register(name="Another integration", redirect_uri=redirect_uri) if foreign else None
    # Last, since whoever is registered last is the one whose requests are this run's.
    made = crm.register(
        name="Backend under test",
        redirect_uri=registered,
        client_id=wanted.client_id,
        client_secret=wanted.client_secret,
    )
    keys = {"client_id": made.client_id, "client_secret": made.client_secret}
    keys |= {name: str(getattr(other, name)) for name in foreign}
    return made, keys | {"redirect_uri": told}
