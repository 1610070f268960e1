"""The fake amoCRM of a run: the one that the settings name, or one that is started here and ends with the run."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit

from harness.adapters.crm import MockCrm
from harness.settings import Settings, SettingsError


def find_ca(settings: Settings) -> str | None:
    """The file of the authority that vouches for a fake with TLS."""
    given = settings.mock.ca_file
    if given is None:
        return None
    path = settings.folder / given
    if not path.is_file():
        raise SettingsError(f"{settings.path}: [mock] ca_file: there is no file {str(path)!r}.")
    return str(path)


@contextmanager
def fake_amocrm(settings: Settings, profile: str | None, *, port: int) -> Iterator[tuple[MockCrm, str]]:
    """The fake and the profile that it runs; 0 is any free port."""
    with ExitStack() as stack:
        url = settings.mock.url or _start(stack, settings, profile, port)
        crm = stack.enter_context(closing(MockCrm(url, ca_file=find_ca(settings))))
        runs = str(crm.health().get("profile"))
        if profile not in (None, runs):
            raise SettingsError(f"--profile {profile}: the mock at {crm.url} runs {runs}.")
        yield crm, runs


def _start(stack: ExitStack, settings: Settings, profile: str | None, port: int) -> str:
    from mock_amocrm.server import MockAmoCRM

    # A backend that runs elsewhere already is told what amoCRM tells it, webhooks say; nobody else is.
    elsewhere = urlsplit(settings.backend.url or "").hostname
    try:
        mock = MockAmoCRM(
            profile=profile or settings.mock.profile, port=port, deliver_to=[elsewhere] if elsewhere else ()
        )
    except OSError as error:
        raise SettingsError(
            f"{settings.path}: [mock] port = {port} can't be used: {os.strerror(error.errno or 0)}."
            " Leave it out and each process takes a free one; with -n each starts a mock of its own."
        ) from None
    return stack.enter_context(mock).url
