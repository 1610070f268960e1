"""Webhooks: addresses that want to know, known by the address and not by their id; for administrators only."""

from mock_amocrm.api_v4 import errors, reading
from mock_amocrm.api_v4.author import constant, moment, writer
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import exactly
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID
from mock_amocrm.api_v4.verbs import LIST, for_admins
from mock_amocrm.webhooks import subscriptions
from mock_amocrm.webhooks.destination import is_acceptable
from mock_amocrm.webhooks.events import CODES
from mock_amocrm.webhooks.subscriptions import TooManySubscriptions, Wish

# The one code of the service that nobody has given a word: the id of the rule in the library that it validates with.
BAD_URL = "57c2f299-1154-4870-89bb-ef3b1f5ad229"


def parse_destination(draft: Draft, sent: object, path: str) -> object:
    """An address that could be delivered to."""
    if not isinstance(sent, str):
        draft.refuse_type("string", path)
    elif not is_acceptable(sent):
        draft.errors.append({"code": BAD_URL, "path": f"{path}.{path}", "detail": "Invalid URL"})
    return sent


def parse_settings(draft: Draft, sent: object, path: str) -> object:
    """Codes of events, each once."""
    if not isinstance(sent, list):
        draft.refuse_type("array", path)
        return ()
    if not sent:
        draft.refuse("IsBlank", path)
    for at, code in enumerate(sent):
        if not isinstance(code, str):
            draft.refuse_type("string", f"{path}.{at}")
        elif code not in CODES:
            draft.refuse("NotSupportedChoice", f"{path}.{at}")
    return tuple(dict.fromkeys(code for code in sent if isinstance(code, str)))


DESTINATION = Field(name="destination", type=Type.STRING, required=True, parse=parse_destination)
SETTINGS = Field(name="settings", type=Type.ARRAY, required=True, parse=parse_settings)
SORT = Field(name="sort")


def subscribe(call: Call, drafts: list[Draft]) -> Answer:
    """A new subscription, or another wish of an old one."""
    [draft] = drafts
    settings, sort = draft.values["settings"], draft.values.get("sort")
    assert isinstance(settings, tuple)  # parse_settings'
    wish = Wish(
        destination=str(draft.values["destination"]),
        settings=settings,
        sort=sort if isinstance(sort, int) else None,
        client_id=call.client_id,
    )
    try:
        row = subscriptions.subscribe(call.account, wish, draft.author)
    except TooManySubscriptions:
        raise errors.unprocessable(f"Limit of {subscriptions.MOST} webhooks is reached") from None  # a guess's words
    return Answer(reading.show(call.view(), WEBHOOKS, row), 201)


def unsubscribe(call: Call, drafts: list[Draft]) -> Answer:
    """The end of a subscription."""
    [draft] = drafts
    row = subscriptions.to(call.account, str(draft.values["destination"]))
    if row is None:
        raise errors.missing("Webhook not found")
    subscriptions.end(call.account, row, user_id=call.user_id)
    return NO_CONTENT


WEBHOOKS = Entity(
    kind=subscriptions.KIND,
    path="webhooks",
    verbs=for_admins(LIST),
    item_links=False,
    fields=(
        ID,
        DESTINATION,
        Field(name="created_at", default=moment, writable=False),
        Field(name="updated_at", default=moment, touch=moment, writable=False),
        ACCOUNT,
        Field(name="created_by", default=writer, writable=False),
        SORT,
        Field(name="disabled", type=Type.BOOL, default=constant(False), writable=False),
        SETTINGS,
    ),
    envelope=Envelope.TOTAL,
    filters={"destination": exactly("destination")},
    default_order=("sort", "id"),
    self_path=lambda _, __: "webhooks",
)
SHOWN = {
    "type": "object",
    "properties": {
        **{
            name: {"type": "integer"} for name in ("id", "created_at", "updated_at", "account_id", "created_by", "sort")
        },
        "destination": {"type": "string"},
        "disabled": {"type": "boolean"},
        "settings": {"type": "array", "items": {"enum": sorted(CODES)}},
    },
}
ENTITIES = (WEBHOOKS,)
SPECIALS = (
    Special(
        method="POST",
        path="webhooks",
        handler=subscribe,
        status=201,
        admin_only=True,
        takes=Takes.OBJECT,
        fields=(DESTINATION, SETTINGS, SORT),
        answers=SHOWN,
    ),
    Special(
        method="DELETE",
        path="webhooks",
        handler=unsubscribe,
        status=204,
        admin_only=True,
        takes=Takes.OBJECT,
        fields=(Field(name="destination", type=Type.STRING, required=True),),
    ),
)
