"""Visits to what does not live under /api/v4 of an account: signing in, files, chats."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from email.utils import formatdate

import requests
from mock_shop import Shop, open_shop

from catalogue.everything import Everything

Answer = requests.Response
PDF = b"%PDF-1.4 " + b"x" * 64


def _shop(e: Everything) -> Shop:
    return open_shop(e.api.mock)


def _consent_page(e: Everything) -> Answer:
    shop = _shop(e)
    return shop.visitor().open(f"/oauth?client_id={shop.integration.client_id}&state=s")


def _access_token(e: Everything) -> Answer:
    shop = _shop(e)
    return shop.redeem(shop.code())


def _current_subdomain(e: Everything) -> Answer:
    headers = {"X-Refresh-Token": _shop(e).pair()["refresh_token"]}
    return requests.get(f"{e.api.mock.url}/oauth2/account/current/subdomain", headers=headers, timeout=5)


def _subdomain(e: Everything) -> Answer:
    shop = _shop(e)
    headers = {"Host": "www.amocrm.ru", "Authorization": f"Bearer {shop.pair()['access_token']}"}
    return requests.get(f"{e.api.mock.url}/oauth2/account/subdomain", headers=headers, timeout=5)


def _exchange_api_key(e: Everything) -> Answer:
    shop = _shop(e)
    shop.pair()  # installs it
    made = e.control("POST", f"/accounts/{shop.account.subdomain}/users/501/api_key", {})
    fields = {
        "login": "anna@example.com",
        "api_key": made["api_key"],
        "client_uuid": shop.integration.client_id,
        "client_secret": shop.integration.client_secret,
    }
    headers = {"Host": shop.account.host}
    return requests.post(f"{e.api.mock.url}/oauth2/exchange_api_key", json=fields, headers=headers, timeout=5)


def _resource_owner(e: Everything) -> Answer:
    shop = _shop(e)
    return shop.me(shop.pair()["access_token"])


def _drive(e: Everything, method: str, path: str, body: object = None, *, raw: bytes | None = None) -> Answer:
    url = path if path.startswith("http") else f"{e.api.mock.url}{path}"
    headers = {"Authorization": f"Bearer {e.api.token}"}
    if raw is not None:
        return requests.request(method, url, data=raw, headers=headers, timeout=5)
    return requests.request(method, url, json=body, headers=headers, timeout=5)


def _session(e: Everything) -> Answer:
    wanted = {"file_name": "contract.pdf", "file_size": len(PDF), "content_type": "application/pdf"}
    return _drive(e, "POST", "/v1.0/sessions", wanted)


def _upload(e: Everything) -> Answer:
    return _drive(e, "POST", _session(e).json()["upload_url"], raw=PDF)


def _trashed(e: Everything) -> str:
    uuid = str(e.new("files"))
    assert _drive(e, "DELETE", "/v1.0/files", [{"uuid": uuid}]).status_code == 204
    return uuid


class Channel:
    """A chat channel and its secret, connected to the account."""

    def __init__(self, e: Everything) -> None:
        made = e.control("POST", "/channels", {})
        self.url = e.api.mock.url
        self.id, self.secret = str(made["channel_id"]), str(made["secret"])
        self.amojo_id = e.api.read("account?with=amojo_id")["amojo_id"]

    def send(self, method: str, path: str, body: object = None) -> Answer:
        """A signed request."""
        data = json.dumps(body).encode() if body is not None else b""
        md5 = hashlib.md5(data).hexdigest()
        kind, date = "application/json", formatdate(usegmt=True)
        signed = "\n".join([method, md5, kind, date, path.partition("?")[0]])
        signature = hmac.new(self.secret.encode(), signed.encode(), hashlib.sha1).hexdigest()
        headers = {"Content-Type": kind, "Date": date, "Content-MD5": md5, "X-Signature": signature}
        return requests.request(method, self.url + path, data=data, headers=headers, timeout=5)

    def connect(self) -> Answer:
        """Connect it to the account."""
        body = {"account_id": self.amojo_id, "title": "Chats", "hook_api_version": "v2"}
        return self.send("POST", f"/v2/origin/custom/{self.id}/connect", body)

    def scope(self) -> str:
        """Its scope, once it is connected."""
        return str(self.connect().json()["scope_id"])


USER = {"id": "user-1", "name": "Olga", "profile": {"phone": "380501112233"}}


def _chat(channel: Channel, scope: str, conversation: str) -> Answer:
    return channel.send("POST", f"/v2/origin/custom/{scope}/chats", {"conversation_id": conversation, "user": USER})


def _message(channel: Channel, scope: str, conversation: str, msgid: str) -> Answer:
    payload = {
        "timestamp": 1_700_000_000,
        "msec_timestamp": 1_700_000_000_000,
        "msgid": msgid,
        "conversation_id": conversation,
        "sender": USER,
        "message": {"type": "text", "text": "Hello"},
        "silent": False,
    }
    body = {"event_type": "new_message", "payload": payload}
    return channel.send("POST", f"/v2/origin/custom/{scope}", body)


def _disconnect(e: Everything) -> Answer:
    channel = Channel(e)
    channel.connect()
    return channel.send("DELETE", f"/v2/origin/custom/{channel.id}/disconnect", {"account_id": channel.amojo_id})


def _in_scope(method: str, tail: str, body: Callable[[str, str], object]) -> Callable[[Everything], Answer]:
    def visit(e: Everything) -> Answer:
        channel = Channel(e)
        scope, conversation, msgid = channel.scope(), secrets.token_hex(6), secrets.token_hex(6)
        assert _chat(channel, scope, conversation).status_code == 200
        assert _message(channel, scope, conversation, msgid).status_code == 200
        place = tail.format(conversation_id=conversation, msgid=msgid)
        return channel.send(method, f"/v2/origin/custom/{scope}{place}", body(conversation, msgid))

    return visit


def _new_message(e: Everything) -> Answer:
    channel = Channel(e)
    return _message(channel, channel.scope(), secrets.token_hex(6), secrets.token_hex(6))


def _new_chat(e: Everything) -> Answer:
    channel = Channel(e)
    return _chat(channel, channel.scope(), secrets.token_hex(6))


VISITS: Mapping[str, Callable[[Everything], Answer]] = {
    "GET /oauth": _consent_page,
    "POST /oauth2/access_token": _access_token,
    "GET /oauth2/account/current/subdomain": _current_subdomain,
    "GET /oauth2/account/subdomain": _subdomain,
    "POST /oauth2/exchange_api_key": _exchange_api_key,
    "GET /v3/user": _resource_owner,
    "POST /v1.0/sessions": _session,
    "POST /v1.0/sessions/upload/{session_token}": _upload,
    "GET /v1.0/files": lambda e: (e.one("files"), _drive(e, "GET", "/v1.0/files"))[1],
    "GET /v1.0/files/{file_uuid}": lambda e: _drive(e, "GET", f"/v1.0/files/{e.one('files')}"),
    "PATCH /v1.0/files/{file_uuid}": lambda e: _drive(e, "PATCH", f"/v1.0/files/{e.one('files')}", {"name": "b.pdf"}),
    "DELETE /v1.0/files": lambda e: _drive(e, "DELETE", "/v1.0/files", [{"uuid": e.new("files")}]),
    "POST /v1.0/files/restore": lambda e: _drive(e, "POST", "/v1.0/files/restore", [{"uuid": _trashed(e)}]),
    "GET /v1.0/files/{file_uuid}/versions": lambda e: _drive(e, "GET", f"/v1.0/files/{e.one('files')}/versions"),
    "POST /v2/origin/custom/{channel_id}/connect": lambda e: Channel(e).connect(),
    "DELETE /v2/origin/custom/{channel_id}/disconnect": _disconnect,
    "POST /v2/origin/custom/{scope_id}/chats": _new_chat,
    "POST /v2/origin/custom/{scope_id}": _new_message,
    "POST /v2/origin/custom/{scope_id}/{msgid}/delivery_status": _in_scope(
        "POST", "/{msgid}/delivery_status", lambda _, msgid: {"msgid": msgid, "delivery_status": 1}
    ),
    "GET /v2/origin/custom/{scope_id}/chats/{conversation_id}/history": _in_scope(
        "GET", "/chats/{conversation_id}/history", lambda _, __: None
    ),
    "POST /v2/origin/custom/{scope_id}/typing": _in_scope(
        "POST", "/typing", lambda conversation, _: {"conversation_id": conversation, "sender": {"id": "user-1"}}
    ),
    "POST /v2/origin/custom/{scope_id}/react": _in_scope(
        "POST",
        "/react",
        lambda conversation, msgid: {
            "conversation_id": conversation,
            "msgid": msgid,
            "user": {"id": "user-1"},
            "type": "react",
            "emoji": "👍",
        },
    ),
}
