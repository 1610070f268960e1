"""The chats' own API: signatures, channels, chats and what is said in them, seen from the CRM as well."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from email.utils import formatdate

import pytest
import requests
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM

USER = {"id": "client-7", "name": "Олена", "profile": {"phone": "380501112233", "email": "o@example.com"}}


@dataclass
class Channel:
    """A channel that signs what it sends."""

    url: str
    id: str
    secret: str
    scope: str = ""

    def send(self, method: str, path: str, body: object = None, **headers: str) -> requests.Response:
        data = json.dumps(body).encode() if body is not None else b""
        kind, date = "application/json", formatdate(usegmt=True)
        digest = hashlib.md5(data).hexdigest()
        place = f"/v2/origin/custom/{path}"
        signed = "\n".join((method, digest, kind, date, place.partition("?")[0]))
        signature = hmac.new(self.secret.encode(), signed.encode(), hashlib.sha1).hexdigest()
        own = {"Content-Type": kind, "Date": date, "Content-MD5": digest, "X-Signature": signature}
        return requests.request(method, self.url + place, data=data, headers={**own, **headers}, timeout=5)

    def message(self, conversation: str, msgid: str, text: str, event: str = "new_message") -> requests.Response:
        payload = {
            "timestamp": 1,
            "msec_timestamp": 1000,
            "msgid": msgid,
            "conversation_id": conversation,
            "sender": USER,
            "message": {"type": "text", "text": text},
        }
        return self.send("POST", self.scope, {"event_type": event, "payload": payload})


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


@pytest.fixture
def channel(api: Api) -> Channel:
    made = requests.post(f"{api.mock.url}/_mock/channels", json={"name": "viber"}, timeout=5).json()
    found = Channel(api.mock.url, made["channel_id"], made["secret"])
    body = {"account_id": api.read("account?with=amojo_id")["amojo_id"], "title": "Viber", "hook_api_version": "v2"}
    answer = found.send("POST", f"{found.id}/connect", body)
    assert answer.status_code == 200, answer.text
    found.scope = answer.json()["scope_id"]
    assert found.scope == f"{found.id}_{body['account_id']}"
    return found


def refusal(answer: requests.Response) -> tuple[int, object, object]:
    told = answer.json()
    assert told["status"] == 0
    return answer.status_code, told["error_code"], told["error_type"]


def test_a_message_makes_a_contact_and_a_talk_and_is_said_in_it(api: Api, channel: Channel) -> None:
    told = channel.message("c-1", "m-1", "Доброго дня").json()["new_message"]
    assert told["ref_id"] == "m-1"
    [talk] = api.listed("talks")
    assert (talk["origin"], talk["chat_id"]) == ("viber", told["conversation_id"])
    assert api.read(f"contacts/{talk['contact_id']}")["name"] == "Олена"
    [chat] = api.listed(f"contacts/chats?contact_id={talk['contact_id']}")
    assert chat["chat_id"] == talk["chat_id"]
    channel.message("c-1", "m-2", "Ви тут?")
    channel.message("c-1", "m-1", "Добрий вечір", "edit_message")
    assert [each["text"] for each in api.listed(f"talks/{talk['talk_id']}/messages")] == ["Добрий вечір", "Ви тут?"]
    assert len(api.listed("talks")) == 1


def test_with_a_receiver_it_is_a_manager_who_has_written(api: Api, channel: Channel) -> None:
    channel.message("c-1", "m-1", "Доброго дня")
    written = {"msgid": "m-2", "conversation_id": "c-1", "sender": {"id": "manager-1"}, "receiver": USER}
    payload = {**written, "timestamp": 2, "msec_timestamp": 2000, "message": {"type": "text", "text": "Так"}}
    answer = channel.send("POST", channel.scope, {"event_type": "new_message", "payload": payload})
    assert answer.status_code == 200, answer.text
    [talk] = api.listed("talks")
    said = [(each["author_type"], each["author_id"]) for each in api.listed(f"talks/{talk['talk_id']}/messages")]
    assert said == [("external", "client-7"), ("internal", "manager-1")]


def test_a_talk_that_ended_begins_anew(api: Api, channel: Channel) -> None:
    channel.message("c-1", "m-1", "a")
    [talk] = api.listed("talks")
    assert api.send("POST", f"talks/{talk['talk_id']}/close").status_code == 202
    channel.message("c-1", "m-2", "b")
    assert len(api.listed("talks")) == 2
    assert len(api.listed("contacts")) == 1


def test_history_goes_back_page_by_page(channel: Channel) -> None:
    place = f"{channel.scope}/chats/c-1/history"
    assert channel.send("GET", place).status_code == 204
    for number in range(3):
        channel.message("c-1", f"m-{number}", str(number))
    said = [each["message"]["text"] for each in channel.send("GET", f"{place}?limit=2").json()["messages"]]
    assert said == ["2", "1"]
    said = [each["message"]["text"] for each in channel.send("GET", f"{place}?limit=2&offset=2").json()["messages"]]
    assert said == ["0"]


def test_what_is_done_to_messages_needs_them(channel: Channel) -> None:
    chat = channel.send("POST", f"{channel.scope}/chats", {"conversation_id": "c-1", "user": USER}).json()
    assert (chat["user"]["client_id"], chat["user"]["phone"]) == ("client-7", "380501112233")
    told = channel.message("c-1", "m-1", "x").json()["new_message"]
    status = {"msgid": told["msgid"], "delivery_status": 1}
    assert channel.send("POST", f"{channel.scope}/{told['msgid']}/delivery_status", status).status_code == 200
    assert refusal(channel.send("POST", f"{channel.scope}/nothing/delivery_status", status)) == (404, 404, "NOT_FOUND")
    typing = {"conversation_id": "c-1", "sender": {"id": "client-7"}}
    assert channel.send("POST", f"{channel.scope}/typing", typing).status_code == 204
    react = {"conversation_id": "c-1", "msgid": "m-1", "user": {"id": "client-7"}, "type": "react", "emoji": "👍"}
    assert channel.send("POST", f"{channel.scope}/react", react).status_code == 200
    assert refusal(channel.send("POST", f"{channel.scope}/react", {**react, "msgid": "z"})) == (404, 404, "NOT_FOUND")


@pytest.mark.parametrize("header", ["X-Signature", "Content-MD5", "Date"])
def test_only_what_is_signed_is_heard(channel: Channel, header: str) -> None:
    body = {"conversation_id": "c-1", "user": USER}
    answer = channel.send("POST", f"{channel.scope}/chats", body, **{header: "0" * 40})
    assert refusal(answer) == (403, 403, "ORIGIN_INVALID_SIGNATURE")


def test_a_channel_is_heard_where_it_is_connected(api: Api, channel: Channel) -> None:
    amojo = api.read("account?with=amojo_id")["amojo_id"]
    assert channel.send("DELETE", f"{channel.id}/disconnect", {"account_id": amojo}).status_code == 200
    assert refusal(channel.message("c-1", "m-1", "x")) == (404, 404, "ORIGIN_NOT_REGISTERED")
    stranger = Channel(channel.url, "nobody", channel.secret, f"nobody_{amojo}")
    assert refusal(stranger.message("c-1", "m-1", "x")) == (404, 404, "ORIGIN_NOT_REGISTERED")
    wrong = channel.send("POST", f"{channel.id}/connect", {"account_id": "x", "title": "V", "hook_api_version": "v2"})
    assert refusal(wrong) == (404, 404, "NOT_FOUND")


@pytest.mark.parametrize("body", [[], {}, {"event_type": "hello", "payload": {}}, {"event_type": "new_message"}])
def test_nonsense_is_told_so(channel: Channel, body: object) -> None:
    assert channel.send("POST", channel.scope, body).status_code == 400
