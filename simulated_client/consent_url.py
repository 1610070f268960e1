"""The consent URL that an app builds itself, for a backend that has no call for it."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from simulated_client.failures import CallFailed


def own_consent_url(
    authorize_url: str,
    *,
    client_id: str,
    user_id: str | int | None,
    state_text: Callable[[Mapping[str, object]], str],
) -> str:
    """The state says whose code it will be."""
    if not client_id:
        raise CallFailed("the phone was made without client_id, and this backend has no connect call")
    state = state_text({"random": secrets.token_hex(16), "userId": user_id})
    return f"{authorize_url}?{urlencode({'client_id': client_id, 'state': state, 'mode': 'popup'})}"


def state_text(whose: Mapping[str, object]) -> str:
    """JSON in Base64."""
    return base64.b64encode(json.dumps(whose).encode()).decode()
