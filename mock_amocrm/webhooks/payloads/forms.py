"""Which table a code is written by, and under which key and action; the whole body of a webhook."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.state.account import Account
from mock_amocrm.state.changes import Change
from mock_amocrm.webhooks.form import php_form
from mock_amocrm.webhooks.payloads.columns import Column, News, shown
from mock_amocrm.webhooks.payloads.contacts import COMPANY, CONTACT, DELETED_COMPANY, DELETED_CONTACT
from mock_amocrm.webhooks.payloads.customers import CUSTOMER, DELETED_CUSTOMER
from mock_amocrm.webhooks.payloads.leads import DELETED_LEAD, LEAD
from mock_amocrm.webhooks.payloads.notes import NOTE_OF
from mock_amocrm.webhooks.payloads.talks import MESSAGE, REVIEW, TALK
from mock_amocrm.webhooks.payloads.tasks import DELETED_TASK, TASK
from mock_amocrm.webhooks.payloads.unsorted import DECIDED, INCOMING


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of entity: its key in a body, its whole table, that of a deleted one, and what a new owner is called."""

    key: str
    whole: tuple[Column, ...]
    deleted: tuple[Column, ...] = ()
    responsible: str = "responsible"


FAMILIES: Mapping[str, Family] = {
    "lead": Family("leads", LEAD, DELETED_LEAD),
    # In the documentation's samples of these a change of the responsible user arrives as an update that names the old
    # one; of leads alone it has an action of its own. Of customers there is no sample.
    "contact": Family("contacts", CONTACT, DELETED_CONTACT, responsible="update"),
    "company": Family("contacts", COMPANY, DELETED_COMPANY, responsible="update"),
    "task": Family("task", TASK, DELETED_TASK, responsible="update"),
    "customer": Family("customers", CUSTOMER, DELETED_CUSTOMER),
    "talk": Family("talk", TALK),
    "unsorted": Family("unsorted", INCOMING, DECIDED),
    "chat_template_review": Family("chat_template_reviews", REVIEW),  # a guess: nothing documents the key
    "message": Family("message", MESSAGE),
    "outgoing_message": Family("outgoing_message", MESSAGE),
}


def item_of(account: Account, change: Change, code: str) -> dict[str, object]:
    """What a webhook of this code says of a change. Called under the account's lock."""
    verb, _, noun = code.partition("_")
    family = FAMILIES[noun]
    columns = {"delete": family.deleted, "note": NOTE_OF}.get(verb, family.whole)
    return shown(columns, News(account, change))


def place_of(code: str) -> tuple[str, str]:
    """The key and the action under which a code is told."""
    verb, _, noun = code.partition("_")
    family = FAMILIES[noun]
    return family.key, family.responsible if verb == "responsible" else verb


def body_of(account: Account, code: str, item: Mapping[str, object]) -> str:
    """A whole body: the entity in its place, and whose account it is."""
    key, action = place_of(code)
    return php_form({key: {action: [item]}, "account": account_of(account)})


def account_of(account: Account) -> dict[str, object]:
    """The account as every webhook names it."""
    links = {"self": f"https://{account.host}"}
    return {"subdomain": account.subdomain, "id": account.id, "_links": links}
