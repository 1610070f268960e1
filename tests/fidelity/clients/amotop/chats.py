"""Chats and talks."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

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


CHATS = Chapter(
    "Chats",
    [
        Use(
            f"{CHANNEL}.getChannelId",
            "channel = new amotop.AmoJoChannelClient({channelId: 'c-1', channelSecret: 's-1', amoChatDomain: ADDRESS}); channel.getChannelId()",
            "c-1",
        ),
        Use(f"{CHANNEL}.getAmoChatDomain", "channel.getAmoChatDomain() === ADDRESS", True),
        Use(f"{CHANNEL}.connectChannel", "await channel.connectChannel(account.amojo_id, 'Чат')", {"scope_id": str}),
        Use(f"{CHANNEL}.sendRequest", "await channel.sendRequest('GET', 'x')"),
        Use(f"{CHANNEL}.disconnectChannel", "await channel.disconnectChannel(account.amojo_id)"),
        Use(
            f"{SCOPE}.getScopeId",
            "chat = new amotop.AmoJoScopeClient({scopeId: 's-1', channelSecret: 's-1', amoChatDomain: ADDRESS}); chat.getScopeId()",
            "s-1",
        ),
        Use(f"{SCOPE}.getAmoChatDomain", "chat.getAmoChatDomain() === ADDRESS", True),
        Use(f"{SCOPE}.getChatDto", "chat.getChatDto('u-1')", {"conversation_id": str, "user": {"ref_id": "u-1"}}),
        Use(
            f"{SCOPE}.createChat",
            "await chat.createChat({conversation_id: 'c-1', user: {id: 'p-1', name: 'Олег'}})",
            {"id": str},
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
        Use(f"{SCOPE}.sendMessage", "await chat.sendMessage({})"),
        Use(f"{SCOPE}.getChatHistory", "await chat.getChatHistory('c-1')"),
        Use(f"{SCOPE}.updateMessageStatus", "await chat.updateMessageStatus('m-1', 1)"),
    ],
    awaits="chats",
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
