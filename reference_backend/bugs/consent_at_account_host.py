"""The consent page is opened at the host of one account, the developer's own, and not at the one for all accounts."""

from urllib.parse import urlsplit

from reference_backend.authorization_state import consent_url
from reference_backend.backend import Backend
from reference_backend.seams import Seams

_OUR_ACCOUNT = "ouragency.amocrm.ru"


def install(seams: Seams) -> None:
    seams.consent_url = _at_our_account


def _at_our_account(backend: Backend, /, *, state: str) -> str:
    return urlsplit(consent_url(backend, state=state))._replace(netloc=_OUR_ACCOUNT).geturl()
