"""What each type of note keeps in `params`, and which types the server alone writes."""

from collections.abc import Mapping

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Type


def _text(name: str, *, required: bool = True) -> Field:
    return Field(name=name, type=Type.STRING, required=required, nullable=not required)


def _is_call_status(_: object, number: int) -> bool:
    """1 left a message, 2 call later, 3 not in, 4 talked, 5 wrong number, 6 no answer, 7 busy."""
    return number in range(1, 8)


def parse_name_or_id(draft: Draft, value: object, path: str) -> object:
    """Who was on the phone: a user's id, or somebody's name."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        draft.refuse_type("string", path)
    return value


# Which of a call's keys a note requires is a guess: those without which POST /calls takes none.
CALL = (
    _text("uniq", required=False),
    Field(name="duration", required=True),
    _text("source"),
    _text("link", required=False),
    _text("phone"),
    _text("call_result", required=False),
    Field(name="call_status", nullable=True, choice=_is_call_status),
    Field(name="call_responsible", type=Type.ANY, nullable=True, parse=parse_name_or_id),
)
SERVICE = (_text("service"), _text("text"))
SMS = (_text("text"), _text("phone"))

WRITABLE: Mapping[str, tuple[Field, ...]] = {
    "common": (_text("text"),),
    "call_in": CALL,
    "call_out": CALL,
    "service_message": SERVICE,
    "extended_service_message": SERVICE,
    "message_cashier": (
        Field(name="status", type=Type.STRING, required=True, among=("created", "shown", "canceled")),
        _text("text"),
    ),
    "geolocation": (_text("text"), _text("address"), _text("longitude"), _text("latitude")),
    "sms_in": SMS,
    "sms_out": SMS,
    "attachment": (_text("file_uuid"), _text("version_uuid"), _text("file_name")),
}
EVERY_PARAM = tuple({field.name: field for fields in WRITABLE.values() for field in fields}.values())


def printed(note_type: str, params: Mapping[str, object]) -> dict[str, object]:
    """`params` as they are read: every key of the type, and what amoCRM adds to a file."""
    if note_type not in WRITABLE:
        return dict(params)
    shown = {field.name: params.get(field.name) for field in WRITABLE[note_type]}
    if note_type == "attachment":
        name = shown["file_name"]
        shown |= {"is_drive_attachment": True, "text": name, "original_name": name}
    return shown
