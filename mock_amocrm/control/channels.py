"""Chat channels, as amoCRM's support registers them for an integrator."""

import secrets
import uuid

from mock_amocrm.control.operation import STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension
from mock_amocrm.state.channel import Channel

NEW_CHANNEL = (Field("name", Kind.STRING, "What its talks are said to come from; custom unless given"),)


def create(fake: Extension, request: Request) -> object:
    """A channel; the answer is the only one that tells its secret."""
    channel = Channel(id=str(uuid.uuid4()), secret=secrets.token_hex(20), name=request.text("name", "custom"))
    fake.store.channels[channel.id] = channel
    return {"channel_id": channel.id, "secret": channel.secret, "name": channel.name}


OPERATIONS = (
    Operation(
        "POST",
        "/channels",
        "Register a chat channel; the answer is the only one that tells its secret",
        create,
        record(channel_id=STRING, secret=STRING, name=STRING),
        status=201,
        body=NEW_CHANNEL,
    ),
)
