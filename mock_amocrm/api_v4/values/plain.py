"""Types whose value is one text, number, moment or flag."""

import math
import re
from datetime import datetime

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.values.field_type import Value, given, is_number
from mock_amocrm.state.account import Row

NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?", re.ASCII)
LATEST = 2**53  # what a JSON number carries exactly


def read_text(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
    """A text; numbers become texts, and an empty one clears the field (a guess: amoCRM's own page does so)."""
    value = given(draft, item, path)
    if value is None:
        return None
    written = text_of(value)
    if written is None:
        draft.refuse_type("string", f"{path}.value")
    return {"value": written} if written else None


def read_number(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
    """A number or the text of one; it is kept and printed as a text."""
    value = given(draft, item, path)
    if value is None or value == "":
        return None
    written = text_of(value)
    if written is None or not NUMBER.fullmatch(written.strip()):
        draft.refuse_type("numeric", f"{path}.value")
        return None
    return {"value": written.strip()}


def read_flag(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
    """True or false; 1 and 0 are taken for them."""
    value = given(draft, item, path)
    if isinstance(value, bool) or (is_number(value) and value in (0, 1)):
        return {"value": bool(value)}
    if value is not None:
        draft.refuse_type("bool", f"{path}.value")
    return None


def read_moment(draft: Draft, _: Row, item: Value, path: str) -> Value | None:
    """Unix seconds or an RFC 3339 text; printed as seconds."""
    value = given(draft, item, path)
    if value is None or value == "":
        return None
    seconds = _seconds(value)
    if seconds is None:
        draft.refuse_type("int", f"{path}.value")
        return None
    return {"value": seconds}


def text_of(value: object) -> str | None:
    """A text or a number as text, whole floats without their fraction; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return str(int(value)) if value == int(value) and abs(value) < LATEST else str(value)


def same_text(value: Value, wanted: str) -> bool:
    """The literal text."""
    return value.get("value") == wanted


def same_number(value: Value, wanted: str) -> bool:
    """The same number, however it is written."""
    try:
        return float(str(value.get("value"))) == float(wanted)
    except ValueError:
        return False


def same_flag(value: Value, wanted: str) -> bool:
    """`1` is true, `0` is false."""
    return wanted == ("1" if value.get("value") is True else "0")


def _seconds(value: object) -> int | None:
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return None
        return None if moment.tzinfo is None else math.floor(moment.timestamp())
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LATEST:
        return None
    return int(value)
