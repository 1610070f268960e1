"""What a stage is for, told to beginners, candidates and masters: at most one text for each, inside the stage."""

from collections.abc import Mapping
from datetime import UTC, datetime

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Type
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row

LEVELS = ("newbie", "candidate", "master")
API = 0  # who writes them, whoever's token it is
FIELDS = (
    Field(name="account_id", writable=False),
    Field(name="created_at", type=Type.STRING, writable=False),
    Field(name="created_by", writable=False),
    Field(name="description", type=Type.STRING, longest=1000),
    Field(name="id"),
    Field(name="level", type=Type.STRING, required=True, among=LEVELS),
    Field(name="pipeline_id", writable=False),
    Field(name="status_id", writable=False),
    Field(name="updated_at", type=Type.STRING, writable=False),
    Field(name="updated_by", nullable=True, writable=False),
)


def show_descriptions(view: View, row: Row) -> list[dict[str, object]]:
    """All of a stage's descriptions. Their times are texts, in UTC as far as is known."""
    place = {"account_id": view.account.id, "pipeline_id": row["pipeline_id"], "status_id": row["status_id"]}
    return [
        {**one, **place, "created_at": _moment(one, "created_at"), "updated_at": _moment(one, "updated_at")}
        for one in _kept(row)
    ]


def keep_descriptions(draft: Draft) -> None:
    """What becomes of them: edited by id, replaced or added by level, deleted by an id without a text."""
    sent = draft.values.get("descriptions")
    if not isinstance(sent, tuple):
        return
    kept = {one["level"]: one for one in _kept(draft.before or {})}
    taken: set[object] = set()
    for at, item in enumerate(sent):
        path, level, edited = f"descriptions.{at}", item.get("level"), item.get("id")
        if level in taken:
            draft.refuse("NotUnique", f"{path}.level")
        taken.add(level)
        known = next((one for one in kept.values() if one["id"] == edited), None)
        if edited is not None and known is None:
            draft.refuse("NotSupportedChoice", f"{path}.id")
        elif edited is None and "description" not in item:
            draft.refuse("FieldMissing", f"{path}.description")
        elif known is None:
            kept[level] = _new(draft, item)
        else:
            del kept[known["level"]]
            if "description" in item:
                kept[level] = {**known, **item, "updated_at": draft.author.now, "updated_by": API}
    draft.values["descriptions"] = tuple(kept.values())


def _new(draft: Draft, item: Mapping[str, object]) -> Row:
    number, now = draft.account.next_id("status_descriptions"), draft.author.now
    return {**item, "id": number, "created_at": now, "created_by": API, "updated_at": now, "updated_by": None}


def _kept(row: Row) -> tuple[Row, ...]:
    stored = row.get("descriptions")
    return stored if isinstance(stored, tuple) else ()


def _moment(text: Row, key: str) -> str:
    return datetime.fromtimestamp(integer(text, key), UTC).strftime("%Y-%m-%d %H:%M:%S")


DESCRIPTIONS = Field(name="descriptions", type=Type.ARRAY, fields=FIELDS, show=show_descriptions, asked=True)
