"""Templates of chat messages, and the reviews that WhatsApp's have to pass."""

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant, moment
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.filters import text_among
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID
from mock_amocrm.api_v4.verbs import (
    CHANGE_MANY_WHOLE,
    CHANGE_ONE_WHOLE,
    CREATE_WHOLE,
    DELETE_ONE,
    LIST,
    ONE,
    for_admins,
)
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.api_v4.writing import refuse_bad, remove
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

KIND, REVIEWS = "chat_templates", "chat_template_reviews"
OF_A_TEMPLATE = Arrangement(("template_id",))
MISSING = "Chat template not found"
AMOCRM, WABA = "amocrm", "waba"
ON_REVIEW = "review"
STATUSES = ("approved", "review", "paused", "rejected")
CATEGORIES = ("UTILITY", "AUTHENTICATION", "MARKETING")
HEADERS = ("text", "media", "location")
BUTTON = (
    Field(name="type", type=Type.STRING, required=True, among=("inline", "url")),
    Field(name="text", type=Type.STRING, required=True),
    Field(name="url", type=Type.STRING),
)
ATTACHMENT = (
    Field(name="id", type=Type.STRING, required=True),
    Field(name="name", type=Type.STRING),
    Field(name="type", type=Type.STRING, among=("picture", "file", "document")),
    Field(name="is_external", type=Type.BOOL),
)
REVIEW = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "source_id": {"type": ["integer", "null"]},
        "status": {"enum": list(STATUSES)},
        "reject_reason": {"type": "string"},
    },
    "required": ["id", "source_id", "status", "reject_reason"],
}


def reviews_of(view: View, row: Row) -> list[dict[str, object]]:
    """What has become of a template's reviews."""
    found = view.account.index(REVIEWS, OF_A_TEMPLATE).group(row["id"])
    return [_printed(review) for review in found]


def show_status(view: View, row: Row) -> object:
    """The status of the latest review."""
    found = reviews_of(view, row)
    return found[-1]["status"] if found else None


def show_on_review(view: View, row: Row) -> object:
    """Whether somebody still looks at it."""
    return show_status(view, row) == ON_REVIEW


def complete_waba(draft: Draft) -> None:
    """WhatsApp's templates say what they are for."""
    if draft.current("type") == WABA and draft.current("waba_category") is None:
        draft.refuse("FieldMissing", "waba_category")


def ask_for_review(call: Call, _: list[Draft]) -> Answer:
    """Send a template to WhatsApp's reviewers; only theirs are reviewed."""
    template = _wanted(call)
    if template["type"] != WABA:
        raise errors.refused("NotSupportedChoice", "type")
    number = call.account.next_id(REVIEWS)
    review = {"id": number, "template_id": template["id"], "source_id": None, "status": ON_REVIEW, "reject_reason": ""}
    call.commit(REVIEWS, None, review)
    href = f"{call.origin}/api/v4/chats/templates/{template['id']}/review"
    return Answer({"_total_items": 1, "_links": {"self": {"href": href}}, "_embedded": {"reviews": [_printed(review)]}})


def decide_review(call: Call, drafts: list[Draft]) -> Answer:
    """Say what the reviewers have decided."""
    _wanted(call)
    [draft] = drafts
    review = call.account.row(REVIEWS, call.ids["review_id"])
    if review is None or review["template_id"] != call.ids["id"]:
        raise errors.missing("Review not found")
    row = {**review, **draft.values}
    call.commit(REVIEWS, review, row)
    return Answer(_printed(row))


def delete_many(call: Call, drafts: list[Draft]) -> Answer:
    """Delete templates, all or none."""
    rows = []
    for draft in drafts:
        number = integer(draft.values, "id")
        row = call.account.row(KIND, number)
        if row is None:
            draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "id")
        else:
            rows.append(row)
    refuse_bad(drafts)
    for row in rows:
        remove(call, CHAT_TEMPLATES, row)
    return NO_CONTENT


def forget_reviews(call: Call, row: Row) -> None:
    """Reviews go with their template."""
    for review in list(call.account.index(REVIEWS, OF_A_TEMPLATE).group(row["id"])):
        call.account.remove(REVIEWS, integer(review, "id"))


def _wanted(call: Call) -> Row:
    template = call.account.row(KIND, call.ids["id"])
    if template is None:
        raise errors.missing(MISSING)
    return template


def _printed(review: Row) -> dict[str, object]:
    return {key: review[key] for key in ("id", "source_id", "status", "reject_reason")}


CHAT_TEMPLATES = Entity(
    kind=KIND,
    path="chats/templates",
    verbs=for_admins(LIST, ONE, CREATE_WHOLE, CHANGE_MANY_WHOLE, CHANGE_ONE_WHOLE, DELETE_ONE),
    fields=(
        ID,
        ACCOUNT,
        Field(name="name", type=Type.STRING, required=True),
        Field(name="content", type=Type.STRING, required=True),
        Field(name="created_at", default=moment, writable=False),
        Field(name="updated_at", default=moment, touch=moment, writable=False),
        Field(name="buttons", type=Type.ARRAY, fields=BUTTON, default=constant(())),
        Field(name="attachment", type=Type.OBJECT, fields=ATTACHMENT, nullable=True),
        Field(name="is_editable", type=Type.BOOL, default=constant(True)),
        Field(name="external_id", type=Type.STRING, nullable=True),
        Field(name="type", type=Type.STRING, default=constant(AMOCRM), among=(AMOCRM, WABA)),
        Field(name="waba_footer", type=Type.STRING, nullable=True),
        Field(name="waba_category", type=Type.STRING, nullable=True, among=CATEGORIES),
        Field(name="waba_language", type=Type.STRING, nullable=True),
        Field(name="waba_examples", type=Type.OBJECT, nullable=True),
        Field(name="waba_header", type=Type.STRING, nullable=True),
        Field(name="waba_header_type", type=Type.STRING, nullable=True, among=HEADERS),
        Field(name="review_status", type=Type.STRING, show=show_status, writable=False),
        Field(name="is_on_review", type=Type.BOOL, show=show_on_review, writable=False),
    ),
    embeds=(Embed(name="reviews", show=reviews_of, asked_by="reviews"),),
    filters={"external_id": text_among("external_id")},
    limit_max=50,
    missing=MISSING,
    rules=(complete_waba,),
    removed=forget_reviews,
)
SPECIALS = (
    Special(
        method="DELETE",
        path="chats/templates",
        handler=delete_many,
        status=204,
        admin_only=True,
        takes=Takes.ARRAY,
        fields=(Field(name="id", required=True),),
    ),
    Special(
        method="POST",
        path="chats/templates/{id}/review",
        handler=ask_for_review,
        admin_only=True,
        takes=Takes.LEAVE,
        answers={"type": "object", "required": ["_embedded"]},
    ),
    Special(
        method="POST",
        path="chats/templates/{id}/review/{review_id}",
        handler=decide_review,
        admin_only=True,
        takes=Takes.OBJECT,
        fields=(
            Field(name="status", type=Type.STRING, required=True, among=STATUSES),
            Field(name="reject_reason", type=Type.STRING),
        ),
        answers=REVIEW,
    ),
)
