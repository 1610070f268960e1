"""Who calls: a channel, by the signature over the method, the body's MD5, its type, the date and the path."""

import hashlib
import hmac

from flask import Request

from mock_amocrm.amojo import refusals
from mock_amocrm.state.channel import Channel
from mock_amocrm.state.store import Store


def signed_by(store: Store, request: Request, channel_id: str) -> Channel:
    """The channel, once its signature holds; compared in constant time."""
    channel = store.channels.get(channel_id)
    if channel is None:
        raise refusals.not_registered()
    headers = request.headers
    body = request.get_data(parse_form_data=False)
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    parts = (request.method, digest, headers.get("Content-Type", ""), headers.get("Date", ""), request.path)
    expected = hmac.new(channel.secret.encode(), "\n".join(parts).encode(), hashlib.sha1).hexdigest()
    sent = headers.get("X-Signature", "").lower()
    told = headers.get("Content-MD5", "").lower()
    same_body = hmac.compare_digest(told.encode(), digest.encode())
    if not (hmac.compare_digest(sent.encode(), expected.encode()) and same_body):
        raise refusals.invalid_signature()
    return channel
