"""What an incoming lead says of where it came from: a call, a form; other categories say what they like."""

from collections.abc import Mapping

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Type
from mock_amocrm.api_v4.incoming import FORMS, SIP
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Row


def _text(name: str, *, required: bool = True) -> Field:
    return Field(name=name, type=Type.STRING, required=required)


def parse_word(draft: Draft, sent: object, path: str) -> object:
    """A text, or a number as integrations send it."""
    if isinstance(sent, bool) or not isinstance(sent, str | int):
        draft.refuse_type(Type.STRING.told, path)
    return sent


def _word(name: str, *, required: bool = True) -> Field:
    return Field(name=name, type=Type.ANY, required=required, parse=parse_word)


# Which keys of a form are required isn't told; integrations leave out the address and the page before.
OF_CATEGORY: Mapping[str, tuple[Field, ...]] = {
    SIP: (
        _text("from"),
        _word("phone"),
        Field(name="called_at", required=True),
        Field(name="duration", required=True),
        _text("link"),
        _text("service_code"),
        _text("uniq"),
        _word("call_responsible", required=False),
        Field(name="is_call_event_needed", type=Type.BOOL, write_only=True),
    ),
    FORMS: (
        _word("form_id"),
        _text("form_name"),
        _text("form_page"),
        _text("ip", required=False),
        Field(name="form_sent_at", required=True),
        _text("referer", required=False),
        Field(name="visitor_uid", writable=False),
    ),
}


def show_metadata(_: View, row: Row) -> object:
    """Every key of the category; a form's numbers come back as texts."""
    kept = row["metadata"]
    known: Mapping[str, object] = kept if isinstance(kept, Mapping) else {}
    fields = OF_CATEGORY.get(str(row["category"]))
    if fields is None:
        return known
    shown = {field.name: known.get(field.name) for field in fields if not field.write_only}
    if row["category"] == FORMS:
        return {name: str(value) if isinstance(value, int) else value for name, value in shown.items()}
    return shown
