"""Tokens that come back shorter than they were given: whoever keeps them has cut them off."""

import base64
import math
import re

import orjson

from mock_amocrm.oauth.signing_key import KEY_BITS
from mock_amocrm.state.store import Store

_HEADER_AND_MORE = re.compile(r"(eyJ[\w-]{40,400})\.[\w-]+(?:\.([\w-]*))?")
_SIGNATURE = math.ceil(KEY_BITS / 8 * 4 / 3)  # characters of base64url, without padding
_SHORTEST = 24


def is_cut_access(store: Store, token: str) -> bool:
    """Whether an unknown token is the beginning of an access token that was issued here: its header says of which."""
    parts = _HEADER_AND_MORE.fullmatch(token)
    if parts is None or len(parts[2] or "") >= _SIGNATURE:
        return False
    try:
        header: object = orjson.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return False
    jti = header.get("jti") if isinstance(header, dict) else None
    return isinstance(jti, str) and any(jti in account.grants.access_tokens for account in store.accounts())


def is_cut_refresh(store: Store, value: str) -> bool:
    """Whether an unknown token is the beginning of a refresh token that was issued here."""
    return len(value) >= _SHORTEST and any(
        known.startswith(value) for account in store.accounts() for known in list(account.grants.refresh_tokens)
    )
