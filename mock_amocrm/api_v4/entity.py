"""The vocabulary in which an entity is declared: its fields, embeds, filters, orders, limits and special rules."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from mock_amocrm.api_v4.author import Author, Default, nothing
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.filters import Filter, Test
from mock_amocrm.api_v4.query import Tree
from mock_amocrm.api_v4.view import View
from mock_amocrm.state.account import Account, Row

if TYPE_CHECKING:
    from mock_amocrm.api_v4.call import Answer, Call

Show = Callable[[View, Row], object]
Choice = Callable[[Account, int], bool]
AccountFilter = Callable[[Account, Tree], Test | None]
JointFilter = Callable[[Mapping[str, Tree]], Test | None]  # gets everything inside `filter[…]`


class Type(Enum):
    """JSON types; `told` is how validation errors name them."""

    INT = "int"
    FLOAT = "float"  # a number with or without a fraction
    STRING = "string"
    BOOL = "bool"
    ARRAY = "array"
    OBJECT = "object"
    ANY = "any"

    @property
    def told(self) -> str:
        """PHP knows arrays only."""
        return "array" if self is Type.OBJECT else self.value


class Envelope(Enum):
    """How a list is wrapped."""

    PAGED = "paged"  # no totals
    PAGED_TOTALS = "paged with totals"
    TOTAL = "unpaged with a total"
    LINKS = "unpaged without a total"


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
    among: Collection[str] | None = None  # the texts that are allowed
    longest: int | None = None  # of a text, in characters
    fields: tuple["Field", ...] = ()  # of an object, or of each object of an array; only these are kept
    parse: Callable[[Draft, object, str], object] | None = None  # replaces the check of the type
    show: Show | None = None  # computed on reading; otherwise the stored value is printed
    asked: bool = False  # printed only when `with=` names it
    write_only: bool = False  # stored, never printed


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
    fields: tuple[Field, ...] = ()  # of the objects that creating takes here; the draft's `embedded` has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """An entity whose id stands in the path; children keep it under the same key."""

    kind: str
    key: str  # of the path's placeholder and of the child's row
    missing: str | None  # detail of the 404; None lets an unknown one have no children


class Takes(Enum):
    """What a request carries."""

    NOTHING = "nothing"
    ARRAY = "array"  # of objects
    OBJECT = "object"
    EITHER = "array or object"
    LEAVE = "object, or nothing at all"


Schema = Mapping[str, object]  # JSON Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """Something that entities can be asked to do: see verbs.py."""

    method: str
    rule: str  # below the entity's path
    handler: Callable[["Call", "Entity", "Verb"], "Answer"]
    status: int = 200
    admin_only: bool = False
    takes: Takes = Takes.NOTHING
    whole: bool = False  # a write answers whole models instead of a few keys
    envelope: Envelope | None = Envelope.LINKS  # of a write's answer; None is the bare item
    withs: frozenset[str] = frozenset()  # what a write's answer shows besides what is always shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """A method that is like no other: a named function, the fields that its body must have, and its answer."""

    method: str
    path: str  # below /api/v4/, unless it begins with a slash; {id} is a number, {uid:string} a text
    handler: Callable[["Call", list[Draft]], "Answer"]  # gets the checked items of the body
    status: int = 200
    admin_only: bool = False
    takes: Takes = Takes.NOTHING
    fields: tuple[Field, ...] = ()  # of each item
    like: "Entity | None" = None  # whose new items the body has, where the handler checks them itself
    batch_max: int = 250
    answers: Schema | None = None  # of its body; None has no body
    own_400: Schema | None = None  # of a 400 that is no problem document
    query: tuple[str, ...] = ()  # parameters that mean something here


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One resource of the API, whole."""

    kind: str  # of its rows in the account
    path: str  # below /api/v4/, with the ids of parents as {placeholders}
    verbs: tuple[Verb, ...]
    fields: tuple[Field, ...]
    embeds: tuple[Embed, ...] = ()
    withs: tuple[str, ...] = ()  # names for `with=` besides those of fields and embeds
    tagged: bool = False  # takes `_embedded.tags`, tags_to_add, tags_to_delete
    envelope: Envelope = Envelope.PAGED
    key: str = ""  # of `_embedded`; the kind unless told otherwise
    self_path: Callable[[View, Row], str] | None = None  # where an item lives, if not below `path` by its row id
    scope: Mapping[str, Hashable] = field(default_factory=dict)  # what tells its rows from others of the kind
    owner: str | None = None  # the column with the integration whose row it is; to others it is not there
    parents: tuple[Parent, ...] = ()
    hidden_by: str | None = None  # a column of every row: where it is true, lists do without the row
    listed: Callable[[Account, Row], bool] | None = None  # whether lists show a row at all, where a column can't tell
    locate: Callable[["Call"], Row | None] | None = None  # one row by what stands in the path
    filters: Mapping[str, Filter] = field(default_factory=dict)
    account_filters: Mapping[str, AccountFilter] = field(default_factory=dict)  # those that must know the account
    root_filters: Mapping[str, Filter] = field(default_factory=dict)  # without `filter[…]` around them
    joint_filters: Mapping[str, JointFilter] = field(default_factory=dict)  # those that mean something beside others
    descending: bool = False  # whether the default order runs downwards
    orders: tuple[str, ...] = ()
    default_order: tuple[str, ...] = ("id",)
    search: Callable[[Row], list[str]] | None = None  # texts that `query=` looks through
    trash: bool = False  # has is_deleted rows, which only `with=only_deleted` lists
    limit: int = 50
    limit_max: int = 250
    batch_max: int = 250
    missing: str | None = None  # detail of the 404 for an unknown id; None answers 204
    shows_empty: bool = False  # a list with nothing in it is 200 and empty; otherwise 204
    links_repeat_query: bool = False  # item links in lists carry the list's query string
    links_last: bool = False  # a page links to the last one
    opened: Callable[["Call"], None] | None = None  # raises what keeps the whole resource shut
    admit: Callable[["Call", int], None] | None = None  # raises the 422 when so many more don't fit into the account
    rules: tuple[Callable[[Draft], None], ...] = ()  # cross-field checks
    batch_rules: tuple[Callable[[list[Draft]], None], ...] = ()  # checks across the items of one write
    item_links: bool = True  # whether an item says where it lives
    twin: Callable[[Draft], Row | None] | None = None  # what creating finds in place already, and answers instead
    settle: Callable[[Draft, dict[str, object]], None] | None = None  # last hand on a row before it is stored
    stored: Callable[["Call", Draft, Row], None] | None = None  # what else changes with a row that was written
    mark: Callable[[Draft, int], object] | None = None  # what echoes an item's request_id, where that isn't its text
    created_keys: tuple[str, ...] = ("id", "request_id")
    changed_keys: tuple[str, ...] = ("id", "updated_at", "request_id")
    removable: Callable[["Call", Row], None] | None = None  # raises what forbids to delete a row
    removed: Callable[["Call", Row], None] | None = None  # what else goes with a row that was deleted

    @property
    def embedded_key(self) -> str:
        """Under which key of `_embedded` a list of these is printed."""
        return self.key or self.kind


def fresh_row(entity: Entity, number: int, author: Author, values: Mapping[str, object]) -> dict[str, object]:
    """A complete row: defaults of every stored field, then the values."""
    row: dict[str, object] = {"id": number, **entity.scope}
    for item in entity.fields:
        if item.show is None and item.name not in row:
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
