"""The vocabulary of payload tables: which key shows what of a changed row, and columns that several families share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from mock_amocrm.api_v4.view import ids, integer, text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change

Read = Callable[["News"], object]
MOSCOW = timezone(timedelta(hours=3))
UNITS = {"contacts": 1, "leads": 2, "companies": 3, "customers": 12}  # `element_type`
NO_DATE = "0000-00-00 00:00:00"
BARE_VALUES = frozenset({"date", "date_time"})  # fields whose values stand without a key around them


@dataclass(frozen=True, slots=True)
class News:
    """A change of an account's row, seen under the account's lock."""

    account: Account
    change: Change

    @property
    def row(self) -> Row:
        """The row as it is now, or as it was last."""
        return self.change.row


@dataclass(frozen=True, slots=True)
class Column:
    """One key of a payload; a None that is read leaves the key out."""

    key: str
    read: Read


def shown(columns: Sequence[Column], news: News) -> dict[str, object]:
    """The payload of a table."""
    return {column.key: value for column in columns if (value := column.read(news)) is not None}


def own(key: str, column: str | None = None) -> Column:
    """The row's own value under a key, which the row may call otherwise."""
    name = column or key
    return Column(key, lambda news: news.row.get(name))


def before(key: str, column: str) -> Column:
    """What the row had under a column until now; left out where it still has it."""

    def read(news: News) -> object:
        changed = news.change.touches(column)
        return news.change.before.get(column) if changed and news.change.before is not None else None

    return Column(key, read)


def constant(key: str, value: object) -> Column:
    """The same in every payload."""
    return Column(key, lambda _: value)


def moment(key: str, column: str, *, zone: timezone = UTC) -> Column:
    """A time as a date string."""

    def read(news: News) -> str:
        try:
            return datetime.fromtimestamp(integer(news.row, column), zone).strftime("%Y-%m-%d %H:%M:%S")
        except (ValueError, OverflowError, OSError):
            return NO_DATE  # some clients write milliseconds

    return Column(key, read)


def _account_id(news: News) -> object:
    return news.account.id


def _tags(news: News) -> object:
    rows = (news.account.row("tags", number) for number in ids(news.row, "tags"))
    return [{"id": row["id"], "name": row["name"]} for row in rows if row is not None] or None


def _custom_fields(news: News) -> object:
    stored = news.row.get("custom_fields_values")
    if not isinstance(stored, tuple):
        return None
    return [shown for entry in stored if (shown := _custom_field(news.account, entry)) is not None] or None


def _custom_field(account: Account, entry: Mapping[str, object]) -> dict[str, object] | None:
    field = account.row("custom_fields", integer(entry, "field_id"))
    values = entry.get("values")
    if field is None or not isinstance(values, tuple | list):
        return None
    kind = text(field, "type")
    if kind in BARE_VALUES:
        listed: object = [value.get("value") for value in values]
    else:
        listed = [_value(value) for value in values]
        if kind == "radiobutton":
            listed = listed[0]  # the one value isn't in a list: so it is in the documentation's samples
    code = field.get("code")
    told = {"id": field["id"], "name": field["name"], "values": listed}
    return told if code is None else {**told, "code": code}


def _value(value: Mapping[str, object]) -> dict[str, object]:
    return {"value": value.get("value"), "enum": value.get("enum_id")}


ID = own("id")
NAME = own("name")
RESPONSIBLE = own("responsible_user_id")
OLD_RESPONSIBLE = before("old_responsible_user_id", "responsible_user_id")
CREATED = own("created_at")
UPDATED = own("updated_at")
DATE_CREATE = own("date_create", "created_at")
LAST_MODIFIED = own("last_modified", "updated_at")
CREATED_BY = own("created_user_id", "created_by")
MODIFIED_BY = own("modified_user_id", "updated_by")
ACCOUNT = Column("account_id", _account_id)
TAGS = Column("tags", _tags)
CUSTOM_FIELDS = Column("custom_fields", _custom_fields)
