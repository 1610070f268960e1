"""A scripted backend and phones that talk to it."""

import pytest
from scripted_backend import ScriptedBackend, Seen

from simulated_client import Phone, PhoneSettings
from simulated_client.transport import requests_send


@pytest.fixture
def backend():
    with ScriptedBackend() as running:
        yield running


@pytest.fixture
def make_phone(backend):
    """Made with these settings, the default ones where none are named."""
    send = requests_send(backend.url, timeout=5)
    return lambda **settings: Phone(PhoneSettings(**settings), send=send)


@pytest.fixture
def phone(make_phone):
    """Signed in, on the home tab."""
    phone = make_phone()
    phone.sign_in(email="olha@example.com", password="secret")
    return phone


@pytest.fixture
def seen(phone):
    seen = Seen()
    phone.on_screen(seen)
    return seen
