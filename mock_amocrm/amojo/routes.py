"""The addresses of the chats' API, as a table."""

from dataclasses import replace

from mock_amocrm.amojo import channels, chats, messages
from mock_amocrm.endpoint import About, Endpoint, Schema

ROOT = "/v2/origin/custom/"
SIGNED = ("Date", "Content-MD5", "X-Signature")
OBJECT: Schema = {"type": "object"}
REFUSAL: Schema = {
    "type": "object",
    "properties": {
        "status": {"const": 0},
        "error_code": {"type": "integer"},
        "error_type": {"type": "string"},
        "error_description": {"type": "string"},
    },
    "required": ["status", "error_code", "error_type", "error_description"],
}


def _requires(*keys: str) -> Schema:
    return {"type": "object", "required": list(keys)}


def _about(summary: str, takes: Schema | None = None, answers: Schema | None = OBJECT) -> About:
    return About(
        summary=summary, takes=takes, answers=answers, refuses=(400, 403, 404), refusal=REFUSAL, headers=SIGNED
    )


CONNECT = Endpoint(
    method="POST",
    path=f"{ROOT}{{channel_id:string}}/connect",
    view=channels.connect,
    about=_about("Connect a channel to an account", _requires("account_id", "title", "hook_api_version")),
)
ENDPOINTS = (
    CONNECT,
    replace(
        CONNECT,
        method="DELETE",
        path=f"{ROOT}{{channel_id:string}}/disconnect",
        view=channels.disconnect,
        about=_about("Take a channel off an account", _requires("account_id")),
    ),
    Endpoint(
        method="POST",
        path=f"{ROOT}{{scope_id:string}}/chats",
        view=chats.create,
        about=_about("A chat before its first message", _requires("conversation_id", "user")),
    ),
    Endpoint(
        method="POST",
        path=f"{ROOT}{{scope_id:string}}",
        view=messages.receive,
        about=_about("A message from the other service", _requires("event_type", "payload")),
    ),
    Endpoint(
        method="POST",
        path=f"{ROOT}{{scope_id:string}}/{{msgid:string}}/delivery_status",
        view=messages.delivery_status,
        about=_about("Whether a message has arrived", _requires("msgid", "delivery_status")),
    ),
    Endpoint(
        method="GET",
        path=f"{ROOT}{{scope_id:string}}/chats/{{conversation_id:string}}/history",
        view=messages.history,
        success=(200, 204),
        about=_about("What was said in a chat"),
    ),
    Endpoint(
        method="POST",
        path=f"{ROOT}{{scope_id:string}}/typing",
        view=messages.typing,
        success=(204,),
        about=_about("Somebody types", _requires("conversation_id", "sender"), None),
    ),
    Endpoint(
        method="POST",
        path=f"{ROOT}{{scope_id:string}}/react",
        view=messages.react,
        about=_about("Somebody reacts to a message", _requires("conversation_id", "user", "type")),
    ),
)
