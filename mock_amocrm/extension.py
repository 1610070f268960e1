"""What the views of one running fake share; found at `current_app.extensions["mock_amocrm"]`."""

from dataclasses import dataclass, field

from flask import current_app

from mock_amocrm.endpoint import Endpoint
from mock_amocrm.faults.registry import Faults
from mock_amocrm.faults.waiting_room import WaitingRoom
from mock_amocrm.journal import Journal
from mock_amocrm.limits.gate import Gate
from mock_amocrm.oauth.signing_key import SigningKey
from mock_amocrm.outgoing.queue import Queue
from mock_amocrm.profile import Profile
from mock_amocrm.state.store import Store

EXTENSION = "mock_amocrm"


def extension() -> "Extension":
    """The fake that serves the current request."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Extension)  # create_app puts it there
    return found


@dataclass(frozen=True, slots=True)
class Extension:
    """One fake: state, profile, journal, misfortunes, the key of its access tokens, and what it has to send itself."""

    store: Store
    profile: Profile
    journal: Journal = field(default_factory=Journal)
    faults: Faults = field(default_factory=Faults)
    endpoints: list[Endpoint] = field(default_factory=list)  # all that is imitated, once the application is made
    waiting: WaitingRoom = field(default_factory=WaitingRoom)  # for answers that are late on purpose
    gate: Gate = field(default_factory=Gate)
    signing_key: SigningKey = field(default_factory=SigningKey)
    outbox: Queue = field(default_factory=Queue)
    is_strict: bool = False  # whether parameters that amoCRM would ignore are refused
    deliver_to: frozenset[str] = frozenset()  # hosts beside this machine that amoCRM's own requests may go to
