"""From a change of a row to news for its receivers; hears of each change under the account's lock."""

from functools import partial
from typing import TYPE_CHECKING

from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.deliveries import Delivery
from mock_amocrm.webhooks import subscriptions, triggers
from mock_amocrm.webhooks.delivering import PURPOSE, Write, post
from mock_amocrm.webhooks.events import codes_of
from mock_amocrm.webhooks.payloads.forms import body_of, item_of, place_of

if TYPE_CHECKING:
    from mock_amocrm.extension import Extension


def hear(fake: "Extension", account: Account, change: Change) -> None:
    """Whoever wants to know of a change is told soon."""
    told = set()
    for row, code in subscriptions.interested(account, codes_of(change)):
        # Of two codes that are told in the same words ("updated", "has another owner") one is enough.
        if (place := (row["id"], *place_of(code))) in told:
            continue
        told.add(place)
        tell(fake, account, row, code, partial(_written, account, change, code))
    for trigger, action, moved in triggers.sprung(account, change):
        pull(fake, account, trigger, action, partial(triggers.body_of, account, moved, action))


def tell(fake: "Extension", account: Account, subscription: Row, code: str, write: Write) -> Delivery:
    """Have news sent to a subscription, and tried again where that fails."""
    number, url = integer(subscription, "id"), text(subscription, "destination")
    client_id = text(subscription, "client_id") or None
    return post(
        fake,
        account,
        lambda made: Delivery(id=made, event=code, url=url, write=write, subscription=number, integration=client_id),
        lane=(PURPOSE, account.id, number),
    )


def pull(fake: "Extension", account: Account, trigger: Row, action: str, write: Write) -> Delivery:
    """Have a trigger of the digital pipeline sent, once."""
    return post(
        fake,
        account,
        lambda made: Delivery(id=made, event=f"digital_pipeline.{action}", url=text(trigger, "url"), write=write),
        lane=("digital_pipeline", account.id, integer(trigger, "id")),
    )


def _written(account: Account, change: Change, code: str) -> str:
    return body_of(account, code, item_of(account, change, code))
