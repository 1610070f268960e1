"""What is sent to define a custom field: its choices, where it is required, what it searches."""

from collections.abc import Mapping, Sequence

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Type
from mock_amocrm.api_v4.tables.stages import stage
from mock_amocrm.api_v4.validation import checked_objects
from mock_amocrm.api_v4.values.choices import Choice, choices_of
from mock_amocrm.state.account import Account
from mock_amocrm.whole_number import whole_number

SEARCHED = ("contacts", "companies", "contacts_and_companies")
ENUM = (
    Field(name="id"),
    Field(name="value", type=Type.STRING),
    Field(name="sort"),
    Field(name="code", type=Type.STRING, nullable=True),
)
NESTED = (
    Field(name="id"),
    Field(name="parent_id", nullable=True),
    Field(name="value", type=Type.STRING),
    Field(name="sort"),
    Field(name="request_id", type=Type.STRING),
    Field(name="parent_request_id", type=Type.STRING),
)

REQUIRED_STATUS = (Field(name="status_id", required=True), Field(name="pipeline_id", required=True))
Items = Sequence[Mapping[str, object]]


def catalog_exists(account: Account, number: int) -> bool:
    """Whether an id is one of the account's catalogs."""
    return account.row("catalogs", number) is not None


CHAINED_LIST = (
    Field(name="catalog_id", required=True, choice=catalog_exists),
    Field(name="parent_catalog_id", nullable=True, choice=catalog_exists),
    Field(name="title", type=Type.STRING),
)


def parse_enums(draft: Draft, sent: object, path: str) -> object:
    """The whole list of choices: one without an id is new, one that is left out is deleted."""
    items = checked_objects(draft, ENUM, sent, path)
    numbers = _numbered(draft, items, path, column="enums")
    known = _known(draft, "enums")
    read = [
        {
            "id": number,
            "value": item.get("value", known.get(number, {}).get("value")),
            "sort": item.get("sort", known.get(number, {}).get("sort", at)),
            "code": item.get("code", known.get(number, {}).get("code")),
        }
        for at, (item, number) in enumerate(zip(items, numbers, strict=True), start=1)
    ]
    return _in_order(read)


def parse_nested(draft: Draft, sent: object, path: str) -> object:
    """The whole tree of a category; a new branch may name another new one, its parent, by that one's request id."""
    items = checked_objects(draft, NESTED, sent, path)
    numbers = _numbered(draft, items, path, column="nested")
    known = _known(draft, "nested")
    made = {item["request_id"]: number for item, number in zip(items, numbers, strict=True) if "request_id" in item}
    read = []
    for at, (item, number) in enumerate(zip(items, numbers, strict=True), start=1):
        before = known.get(number, {})
        parent = item.get("parent_id", before.get("parent_id"))
        key = "parent_request_id" if "parent_request_id" in item else "parent_id"
        if key == "parent_request_id":
            parent = made.get(item[key], 0)
        if parent is not None and (parent not in numbers or parent == number):
            draft.refuse("NotSupportedChoice", f"{path}.{at - 1}.{key}")
        value, sort = item.get("value", before.get("value")), item.get("sort", before.get("sort", at))
        read.append({"id": number, "parent_id": parent, "value": value, "sort": sort})
    return _in_order(read)


def parse_required_statuses(draft: Draft, sent: object, path: str) -> object:
    """Stages at which the field has to be filled."""
    read = checked_objects(draft, REQUIRED_STATUS, sent, path)
    for at, pair in enumerate(read):
        status, pipeline = pair.get("status_id"), pair.get("pipeline_id")
        if isinstance(status, int) and isinstance(pipeline, int) and stage(draft.account, pipeline, status) is None:
            draft.refuse("NotSupportedChoice", f"{path}.{at}.status_id")
    return read


def parse_search_in(draft: Draft, sent: object, path: str) -> object:
    """Where a linked entity is looked for: contacts, companies, both, or a catalog by its id."""
    wanted = str(sent)
    if wanted not in SEARCHED and not catalog_exists(draft.account, whole_number(wanted) or 0):
        draft.refuse("NotSupportedChoice", path)
    return wanted


def _numbered(draft: Draft, items: Items, path: str, *, column: str) -> list[int]:
    """The id of each choice, a fresh one for those that are new; a new one needs a text."""
    known = _known(draft, column)
    numbers: list[int] = []
    for at, item in enumerate(items):
        number = item.get("id")
        if not isinstance(number, int):
            if not item.get("value"):
                draft.refuse("FieldMissing" if "value" not in item else "IsBlank", f"{path}.{at}.value")
            number = draft.account.next_id("enums")
        elif number not in known:
            draft.refuse("NotSupportedChoice", f"{path}.{at}.id")
        elif item.get("value") == "":
            draft.refuse("IsBlank", f"{path}.{at}.value")
        elif number in numbers:
            draft.refuse("NotUnique", f"{path}.{at}.id")
        numbers.append(number)
    return numbers


def _known(draft: Draft, column: str) -> dict[int, Choice]:
    choices = choices_of(draft.before or {}, column)
    return {choice["id"]: choice for choice in choices if isinstance(choice["id"], int)}


def _in_order(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    def place(choice: Choice) -> int:
        sort = choice["sort"]
        return sort if isinstance(sort, int) else 0

    return tuple(sorted(choices, key=place))
