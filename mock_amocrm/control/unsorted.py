"""Incoming leads that the API can't make: those of chats and of mail."""

from mock_amocrm.api_v4 import bundle
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.incoming import CHATS, MAIL, home, queue
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind, bad_field
from mock_amocrm.extension import Extension

ABOUT = (
    Field("category", Kind.STRING, "Where it comes from; chats unless given", choices=(CHATS, MAIL)),
    Field("lead", Kind.STRING, "What the lead is called; by its number unless given"),
    Field("contact", Kind.STRING, "Who writes; nobody unless given"),
)


def create(fake: Extension, request: Request) -> object:
    """Somebody writes, and nobody has accepted it yet."""
    account, category = named(fake, request), request.text("category", CHATS)
    with account.lock:
        call = Call(account=account, user_id=0, origin="", memo=Memo(bound=0))
        sent = {"_embedded": {"contacts": [{"name": request.text("contact")}]}} if request.text("contact") else {}
        draft = Draft(account=account, author=call.author, kind="", request_id="0", sent=sent)
        parts = bundle.read(call, draft, {"name": request.text("lead")} if request.text("lead") else {})
        pipeline = home(draft, None)
        if pipeline is None:
            raise bad_field("subdomain", f"{account.subdomain!r} has no pipeline that takes incoming leads")
        row, stored = queue(call, parts, category=category, pipeline=pipeline, values={"source_name": category})
    return {"uid": row["uid"], "lead_id": stored.lead["id"]}


OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/unsorted",
        "Let an incoming lead of a chat or a letter wait",
        create,
        record(uid=STRING, lead_id=INTEGER),
        status=201,
        body=ABOUT,
    ),
)
