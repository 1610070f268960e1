"""Channels are connected to accounts and taken off again."""

from flask import Response, jsonify, request

from mock_amocrm.amojo import refusals
from mock_amocrm.amojo.body import read, text
from mock_amocrm.amojo.scope import KIND, Scope, account_of
from mock_amocrm.amojo.signature import signed_by
from mock_amocrm.extension import extension
from mock_amocrm.note import note
from mock_amocrm.state.changes import Change

VERSIONS = ("v1", "v2")


def connect(channel_id: str) -> Response:
    """Connect a channel to an account; again only renames it."""
    store = extension().store
    channel = signed_by(store, request, channel_id)
    body = read(request)
    account = account_of(store, body.get("account_id"))
    note(request).account = account.subdomain
    title, version = text(body, "title"), text(body, "hook_api_version")
    if version not in VERSIONS:
        raise refusals.invalid("hook_api_version")
    with account.lock:
        before = next((row for row in account.rows(KIND) if row["channel_id"] == channel.id), None)
        number = before["id"] if before else account.next_id(KIND)
        row = {"id": number, "channel_id": channel.id, "title": title, "hook_api_version": version}
        account.commit(Change(KIND, before, row, 0, account.clock.now()))
    scope = Scope(channel, account)
    told = {"account_id": body["account_id"], "scope_id": scope.id, "title": title, "hook_api_version": version}
    return jsonify(told)


def disconnect(channel_id: str) -> Response:
    """Take a channel off an account."""
    store = extension().store
    channel = signed_by(store, request, channel_id)
    account = account_of(store, read(request).get("account_id"))
    note(request).account = account.subdomain
    with account.lock:
        row = next((row for row in account.rows(KIND) if row["channel_id"] == channel.id), None)
        if row is None:
            raise refusals.not_registered()
        account.commit(Change(KIND, row, None, 0, account.clock.now()))
    return jsonify({})
