"""Incoming leads: entries of a queue, each with a lead that waits in the first stage and people nobody sees yet."""

import hashlib
from collections.abc import Hashable, Mapping

from mock_amocrm.api_v4.bundle import Bundle, Stored, keep
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.tables.stages import incoming_stage, main_pipeline
from mock_amocrm.api_v4.view import ids, integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

KIND = "unsorted"
SIP, MAIL, FORMS, CHATS = CATEGORIES = ("sip", "mail", "forms", "chats")
QUEUED, ACCEPTED, DECLINED = "queued", "accepted", "declined"  # states of an entry
BY_IDENTITY = Arrangement(("state", "identity"))
HIDDEN = ("contacts", "companies")  # kinds that an entry keeps from lists
_DIGITS = 52  # of a uid before the number of its row


def uid_of(account: Account, number: int) -> str:
    """The uid of an entry: 60 hexadecimal digits, the last of which are its row's number."""
    return hashlib.sha256(f"{account.id}/{KIND}/{number}".encode()).hexdigest()[:_DIGITS] + f"{number:08x}"


def waiting(account: Account, uid: str) -> Row | None:
    """The entry of a uid, if it is still in the queue."""
    number = uid[_DIGITS:]
    row = account.row(KIND, int(number, 16)) if number.isalnum() and number.isascii() and _is_hex(number) else None
    return row if row is not None and row["uid"] == uid and row["state"] == QUEUED else None


def home(draft: Draft, sent: object) -> int | None:
    """The pipeline that an entry comes into: the one sent, else the main one; it must take incoming leads."""
    account = draft.account
    number = sent if isinstance(sent, int) else main_pipeline(account)
    pipeline = account.row("pipelines", number or 0)
    if pipeline is not None and pipeline["is_unsorted_on"] is True:
        return number
    if not any(error["path"] == "pipeline_id" for error in draft.errors):
        draft.refuse("NotSupportedChoice", "pipeline_id")
    return None


def identity(category: str, source_uid: object, metadata: Mapping[str, object]) -> Hashable:
    """What makes two entries the same, which is a guess: their source, and a call's mark or a form's every word."""
    said = metadata.get("uniq") if category == SIP else tuple(sorted((key, str(metadata[key])) for key in metadata))
    return (category, source_uid, said)


def is_queued(account: Account, known_by: Hashable) -> bool:
    """Whether such an entry waits already."""
    return bool(account.index(KIND, BY_IDENTITY).group(QUEUED, known_by))


def queue(
    call: Call, bundle: Bundle, *, category: str, pipeline: int, values: Mapping[str, object]
) -> tuple[Row, Stored]:
    """Put a lead with its people into the queue; `values` are the entry's own columns."""
    account, now = call.account, call.author.now
    bundle.lead.values |= {"pipeline_id": pipeline, "status_id": incoming_stage(account, pipeline)}
    stored = keep(call, bundle, is_unsorted=True)
    number = account.next_id(KIND)
    row: Row = {
        "id": number,
        "uid": uid_of(account, number),
        "source_uid": None,
        "source_name": None,
        "metadata": {},
        "identity": None,
        "created_at": now,
        **values,
        "category": category,
        "pipeline_id": pipeline,
        "updated_at": now,
        "leads": (stored.lead["id"],),
        "contacts": () if stored.contact is None else (stored.contact,),
        "companies": () if stored.company is None else (stored.company,),
        "state": QUEUED,
        "sorted_at": None,
    }
    call.commit(KIND, None, row)
    return row, stored


def sort_out(call: Call, row: Row, state: str, user_id: int) -> None:
    """Take an entry out of the queue."""
    now = call.author.now
    after = {**row, "state": state, "sorted_at": now, "updated_at": now}
    call.account.commit(Change(KIND, row, after, user_id, now))


def uncover(call: Call, row: Row, user_id: int) -> None:
    """Let everybody see the people of an entry."""
    for kind in HIDDEN:
        for number in ids(row, kind):
            hidden = call.account.row(kind, number)
            if hidden is not None and hidden["is_unsorted"] is True:
                after = {**hidden, "is_unsorted": False}
                call.account.commit(Change(kind, hidden, after, user_id, call.author.now))


def waited(row: Row) -> int:
    """Seconds until an entry was sorted out."""
    return max(0, integer(row, "sorted_at") - integer(row, "created_at"))


def _is_hex(digits: str) -> bool:
    return len(digits) < 32 and all(digit in "0123456789abcdef" for digit in digits)
