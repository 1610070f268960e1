"""Who follows a lead or a customer."""

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Type, Verb
from mock_amocrm.api_v4.reading import listing, seen
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Row

FOLLOWED = ("leads", "customers")
FOLLOWERS = ("responsible_user_id", "created_by")
"""Who subscribes by what they are to an entity: a guess, as the API only reads subscriptions and says nothing of how
they come about. Nobody subscribes otherwise, and no group does."""


def followers(call: Call, entity: Entity, verb: Verb) -> Answer:  # noqa: ARG001 - a handler's signature
    """The users who follow one entity; amoCRM's robot follows nothing."""
    row = seen(call, entity.path.partition("/")[0], call.ids["id"])
    if row is None:
        raise errors.missing(entity.missing or "")
    users = dict.fromkeys(integer(row, key) for key in FOLLOWERS)
    rows: list[Row] = [
        {"subscriber_id": number, "type": "user"} for number in users if call.account.row("users", number) is not None
    ]
    return listing(call, entity, rows)


def subscriptions_of(kind: str) -> Entity:
    """Subscriptions to an entity of a kind."""
    return Entity(
        kind="subscriptions",
        path=f"{kind}/{{id}}/subscriptions",
        verbs=(Verb(method="GET", rule="", handler=followers),),
        fields=(Field(name="subscriber_id", writable=False), Field(name="type", type=Type.STRING, writable=False)),
        envelope=Envelope.PAGED_TOTALS,
        item_links=False,
        missing="Entity not found",
    )


ENTITIES = tuple(map(subscriptions_of, FOLLOWED))
