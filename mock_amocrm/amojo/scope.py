"""A channel connected to an account: its scope is the channel's id, a line, and the account's id in chats."""

from dataclasses import dataclass

from flask import Request

from mock_amocrm.amojo import refusals
from mock_amocrm.amojo.signature import signed_by
from mock_amocrm.note import note
from mock_amocrm.state.account import Account
from mock_amocrm.state.channel import Channel
from mock_amocrm.state.lasting_uuid import lasting_uuid
from mock_amocrm.state.store import Store

KIND = "amojo_channels"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose request this is, and whose chats it is about."""

    channel: Channel
    account: Account

    @property
    def id(self) -> str:
        """What addresses are made of."""
        return f"{self.channel.id}_{amojo_id(self.account)}"


def amojo_id(account: Account) -> str:
    """The account's id in chats, as `GET /api/v4/account?with=amojo_id` tells it."""
    return lasting_uuid(account, "amojo")


def account_of(store: Store, amojo: object) -> Account:
    """The account of such an id, or the refusal."""
    account = next((each for each in store.accounts() if amojo_id(each) == amojo), None)
    if account is None:
        raise refusals.not_found("account")
    return account


def scope_of(store: Store, request: Request, scope_id: str) -> Scope:
    """The scope in the path, once the request is signed and the channel is connected."""
    channel_id, _, amojo = scope_id.rpartition("_")
    channel = signed_by(store, request, channel_id)
    account = account_of(store, amojo)
    note(request).account = account.subdomain
    if not is_connected(account, channel):
        raise refusals.not_registered()
    return Scope(channel, account)


def is_connected(account: Account, channel: Channel) -> bool:
    """Whether a channel is connected to an account."""
    return any(row["channel_id"] == channel.id for row in account.rows(KIND))
