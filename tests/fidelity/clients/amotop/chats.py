"""Chats and talks."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Throws, Use

SCOPE, CHANNEL = "AmoJoScopeClient", "AmoJoChannelClient"


def payloads(kind: str, media: str) -> list[Use]:
    """Messages of one kind, from a bot, a user and a contact; nobody is asked."""
    given = f"{{conversationId: 'c-1', channelBotId: 'b-1', amojoUserId: 'u-1', senderName: 'Олег', message: 'Добрий день'{media}}}"
    type_ = {"Text": "text", "Image": "picture", "Video": "video", "Audio": "voice"}[kind]
    return [
        Use(
            f"{SCOPE}.get{kind}PayloadFrom{who}",
            f"chat.get{kind}PayloadFrom{who}({given})",
            {"msgid": str, "message": {"type": type_}},
        )
        for who in ("Bot", "User", "Contact")
    ]


MEDIA = ", mediaUrl: 'https://shop.example/1'"


CUSTOM = "/v2/origin/custom"
UNSIGNED = (
    "`AmoJoChannelClient` signs the body alone and sends neither `Date` nor `Content-MD5`; the documented signature covers the method,"
    " both of them and the path. Whether amoCRM still takes the older one isn't known; the fake doesn't."
)
CHATS = Chapter(
    "Chats",
    [
        Use(
            f"{CHANNEL}.getChannelId",
            "signed = {channelSecret: CHANNEL.secret, amoChatDomain: ADDRESS};"
            " channel = new amotop.AmoJoChannelClient({channelId: CHANNEL.channel_id, ...signed}); channel.getChannelId() === CHANNEL.channel_id",
            True,
        ),
        Use(f"{CHANNEL}.getAmoChatDomain", "channel.getAmoChatDomain() === ADDRESS", True),
        Use(
            f"{CHANNEL}.connectChannel",
            "amojo = (await amo.getAccount({amojoId: true})).amojo_id; await channel.connectChannel(amojo, 'Чат')",
            Throws("status code 403"),
            ("GET account", f"POST {CUSTOM}/{{channel_id}}/connect 403"),
            why=UNSIGNED,
        ),
        Use(
            f"{CHANNEL}.disconnectChannel",
            "await channel.disconnectChannel(amojo)",
            Throws("status code 403"),
            wire=f"DELETE {CUSTOM}/{{channel_id}}/disconnect 403",
            why=UNSIGNED,
        ),
        Use(
            f"{CHANNEL}.sendRequest",
            "await channel.sendRequest('POST', `${CHANNEL.channel_id}/connect`, {data: {account_id: amojo, title: 'Чат', hook_api_version: 'v2'}})",
            Throws("status code 403"),
            wire=f"POST {CUSTOM}/{{channel_id}}/connect 403",
            why=UNSIGNED,
        ),
        Use(
            f"{SCOPE}.getScopeId",
            "chat = new amotop.AmoJoScopeClient({scopeId: `${CHANNEL.channel_id}_${amojo}`, ...signed});"
            " (await chat.sendRequest('POST', `/${CHANNEL.channel_id}/connect`, {data: {account_id: amojo, title: 'Чат', hook_api_version: 'v2'}}))"
            ".scope_id === chat.getScopeId()",
            True,
            f"POST {CUSTOM}/{{channel_id}}/connect",
        ),
        Use(f"{SCOPE}.getAmoChatDomain", "chat.getAmoChatDomain() === ADDRESS", True),
        Use(f"{SCOPE}.getChatDto", "chat.getChatDto('u-1')", {"conversation_id": str, "user": {"ref_id": "u-1"}}),
        Use(
            f"{SCOPE}.createChat",
            "made = await chat.createChat({conversation_id: 'c-1', user: {id: 'p-1', name: 'Олег'}}); made",
            {"id": str, "user": {"name": "Олег"}},
            f"POST {CUSTOM}/{{scope_id}}/chats",
            {"contacts?query=Олег": {"_embedded": {"contacts": [{"name": "Олег"}]}}},
        ),
        *payloads("Text", ""),
        *payloads("Image", MEDIA),
        *payloads("Video", MEDIA),
        *payloads("Audio", MEDIA),
        Use(
            f"{SCOPE}.getQuoteTextMessage",
            "chat.getQuoteTextMessage({message: 'Так', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "text"}}},
        ),
        Use(
            f"{SCOPE}.getQuoteImageMessage",
            "chat.getQuoteImageMessage({mediaUrl: 'https://shop.example/1', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "picture"}}},
        ),
        Use(
            f"{SCOPE}.getQuoteVideoMessage",
            "chat.getQuoteVideoMessage({mediaUrl: 'https://shop.example/1', senderName: 'Олег'})",
            {"reply_to": {"message": {"type": "video"}}},
        ),
        Use(
            f"{SCOPE}.sendMessage",
            "text = {...chat.getTextPayloadFromContact({conversationId: made.id, senderName: 'Олег', message: 'Добрий день'}), conversation_id: 'c-1'};"
            " await chat.sendMessage(text)",
            {"new_message": {"msgid": str, "ref_id": str}},
            f"POST {CUSTOM}/{{scope_id}}",
            {"talks": {"_embedded": {"talks": [{"is_in_work": True}]}}},
        ),
        Use(
            f"{SCOPE}.getChatHistory",
            "(await chat.getChatHistory('c-1')).messages",
            [{"message": {"text": "Добрий день"}}],
            f"GET {CUSTOM}/{{scope_id}}/chats/{{conversation_id}}/history",
        ),
        Use(
            f"{SCOPE}.updateMessageStatus",
            "await chat.updateMessageStatus(text.msgid, 1)",
            {},
            f"POST {CUSTOM}/{{scope_id}}/{{msgid}}/delivery_status",
        ),
    ],
    given={"CHANNEL": ("/channels", {"name": "telegram"})},
)

TALKS = Chapter(
    "Talks",
    [
        Use(
            f"{API}.getTalks",
            "(await amo.getTalks())._embedded.talks",
            [{"talk_id": int, "is_in_work": True}],
            "GET talks",
        ),
        Use(
            f"{API}.getTalkById",
            "await amo.getTalkById(TALK.talk_id)",
            {"talk_id": int, "chat_id": str},
            "GET talks/{id}",
        ),
        Use(
            f"{API}.attachChatToContact",
            "person = first(await amo.addContact({name: 'Олег'})); first(await amo.attachChatToContact(TALK.chat_id, person.id))",
            {"id": int, "contact_id": int, "chat_id": str},
            ("POST contacts", "POST contacts/chats"),
        ),
        Use(
            f"{API}.getContactChats",
            "first(await amo.getContactChats(person.id)).chat_id === TALK.chat_id",
            True,
            "GET contacts/chats",
        ),
        Use(
            f"{API}.getContactsChats",
            "(await amo.getContactsChats([person.id, 1]))._embedded.chats.length",
            1,
            "GET contacts/chats",
        ),
        Use(
            f"{API}.closeTalkById",
            "await amo.closeTalkById(TALK.talk_id, true); TALK",
            {"talk_id": int},
            "POST talks/{id}/close",
            {"talks/{talk_id}": {"is_in_work": False}},
        ),
    ],
    given={"TALK": ("talks", {"text": "Добрий день"})},
)
