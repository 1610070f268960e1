"""The vocabulary in which an entity is declared: its fields, embeds, filters, orders, limits and special rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from mock_amocrm.api_v4.author import Author, Default, nothing
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.filters import Filter
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Account, Row

Show = Callable[[View, Row], object]
Choice = Callable[[Account, int], bool]


class Type(Enum):
    """JSON types as validation errors name them."""

    INT = "int"
    STRING = "string"
    BOOL = "bool"
    ARRAY = "array"


class Envelope(Enum):
    """How a list is wrapped."""

    PAGED = "paged"  # no totals
    PAGED_TOTALS = "paged with totals"
    TOTAL = "unpaged with a total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One root key. Read-only keys are tolerated in writes and ignored, as clients send back what they read."""

    name: str
    type: Type = Type.INT
    default: Default = nothing  # on creating, unless sent
    touch: Default | None = None  # on changing, unless sent
    writable: bool = True
    nullable: bool = False  # null clears it; anywhere else null counts as not sent
    required: bool = False  # on creating
    choice: Choice | None = None  # whether an int is one of the allowed values
    zero: bool = False  # whether 0 is a meaningful reference: the robot, the default group
    parse: Callable[[Draft, object, str], object] | None = None  # replaces the check of the type
    show: Show | None = None  # computed on reading; otherwise the stored value is printed
    asked: bool = False  # printed only when `with=` names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An embedded list of ids that creating accepts: what they refer to and how many are kept."""

    kind: str
    most: int | None = None
    main: str | None = None  # the row key that holds the id of the main one


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """One key of `_embedded`."""

    name: str
    show: Show
    asked_by: str | None = None  # the `with=` name that prints it; None prints it always
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """An entity whose id stands in the path; children keep it under the same key."""

    kind: str
    key: str  # of the path's placeholder and of the child's row
    missing: str  # detail of the 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One resource of the API, whole."""

    kind: str  # of its rows in the account
    path: str  # below /api/v4/, with the ids of parents as {placeholders}
    verbs: frozenset[str]  # which routes exist: see routes.VERBS
    fields: tuple[Field, ...]
    embeds: tuple[Embed, ...] = ()
    tagged: bool = False  # takes `_embedded.tags`, tags_to_add, tags_to_delete
    envelope: Envelope = Envelope.PAGED
    key: str = ""  # of `_embedded`; the kind unless told otherwise
    self_path: Callable[[View, Row], str] | None = None  # where an item lives, if not below `path` by its row id
    parents: tuple[Parent, ...] = ()
    listed: Callable[[Account, Row], bool] | None = None  # whether lists show a row at all
    locate: Callable[[Account, Mapping[str, int]], Row | None] | None = None  # one row by the ids in the path
    filters: Mapping[str, Filter] = field(default_factory=dict)
    orders: tuple[str, ...] = ()
    default_order: tuple[str, ...] = ("id",)
    search: Callable[[Row], list[str]] | None = None  # texts that `query=` looks through
    trash: bool = False  # has is_deleted rows, which only `with=only_deleted` lists
    limit: int = 50
    limit_max: int = 250
    batch_max: int = 250
    missing: str | None = None  # detail of the 404 for an unknown id; None answers 204
    admin_only: bool = False
    links_repeat_query: bool = False  # item links in lists carry the list's query string
    rules: tuple[Callable[[Draft], None], ...] = ()  # cross-field checks
    settle: Callable[[Draft, dict[str, object]], None] | None = None  # last hand on a row before it is stored
    created_keys: tuple[str, ...] = ("id", "request_id")
    changed_keys: tuple[str, ...] = ("id", "updated_at", "request_id")

    @property
    def embedded_key(self) -> str:
        """Under which key of `_embedded` a list of these is printed."""
        return self.key or self.kind


def fresh_row(entity: Entity, number: int, author: Author, values: Mapping[str, object]) -> dict[str, object]:
    """A complete row: defaults of every stored field, then the values."""
    row: dict[str, object] = {"id": number}
    for item in entity.fields:
        if item.show is None and item.name != "id":
            row[item.name] = item.default(author)
    if entity.tagged:
        row["tags"] = ()
    for embed in entity.embeds:
        if embed.link is not None:
            row[embed.link.kind] = ()
            if embed.link.main is not None:
                row[embed.link.main] = None
    row.update(values)
    return row
