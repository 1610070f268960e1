"""amoCRM's word that an account has switched the integration off: believed only with amoCRM's own signature."""

import hashlib
import hmac
from dataclasses import dataclass

from reference_backend.backend import Backend
from reference_backend.connections import connections_to_account, remove_connection
from reference_backend.json_values import as_integer


@dataclass(frozen=True, slots=True)
class Word:
    """What it says, as it came."""

    account_id: str
    client_uuid: str
    signature: str


def is_genuine(backend: Backend, word: Word) -> bool:
    """Whether it is about this integration, and signed with the secret that only amoCRM and this backend know."""
    settings = backend.settings
    signed = hmac.new(settings.client_secret.encode(), f"{word.client_uuid}|{word.account_id}".encode(), hashlib.sha256)
    is_signed = hmac.compare_digest(word.signature.encode("utf-8", "replace"), signed.hexdigest().encode())
    return is_signed and word.client_uuid == settings.client_id


def heed(backend: Backend, word: Word) -> int:
    """Remove the connections to the account, whose tokens are dead; return how many there were."""
    account_id = as_integer(word.account_id)
    ended = [] if account_id is None else connections_to_account(backend.database, account_id)
    for connection in ended:
        remove_connection(backend.database, connection.user_id)
    return len(ended)
