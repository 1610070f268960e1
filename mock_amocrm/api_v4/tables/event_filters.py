"""Filters of events: lists in every spelling that clients use, and values from before and after."""

from collections.abc import Callable, Mapping
from itertools import product

from mock_amocrm.api_v4.entity import JointFilter
from mock_amocrm.api_v4.filters import Among, Between, OneOf, Test, between
from mock_amocrm.api_v4.query import Tree, numbers, values
from mock_amocrm.events.types import FIELD, field_of
from mock_amocrm.events.ulid import number_of
from mock_amocrm.state.account import Row

MOST = 10  # entities, users; that whatever is beyond does not count is a guess
VALUED = ("nps_rate_added", "sale_field_changed", "name_field_changed", "ltv_field_changed")


def by_ulid(tree: Tree) -> Test | None:
    """Events by what they print as their ids."""
    wanted = values(tree)
    if not wanted:
        return None
    return OneOf("id", frozenset(number for number in map(number_of, wanted) if number is not None))


def by_time(tree: Tree) -> Test | None:
    """`=from`, `=from,to` as the SDK writes a range, `[from]=…&[to]=…`."""
    if isinstance(tree, Mapping):
        return between("created_at")(tree)
    ends = numbers(tree)
    return Between("created_at", ends[0], ends[1] if len(ends) > 1 else None) if ends else None


def by_user(tree: Tree) -> Test | None:
    """Events that some users caused."""
    users = numbers(tree)[:MOST]
    return OneOf("created_by", frozenset(users)) if users else None


def by_type(tree: Tree) -> Test | None:
    """Events of some types; that of any custom field is each custom field's."""
    wanted = frozenset(values(tree))
    if not wanted:
        return None
    if FIELD in wanted:
        return lambda row: row["type"] in wanted or field_of(str(row["type"])) is not None
    return lambda row: row["type"] in wanted


def by_entity(sent: Mapping[str, Tree]) -> Test | None:
    """Ids of entities, which need exactly one type beside them; that they don't count otherwise is a guess."""
    nouns, ids = values(sent.get("entity", "")), numbers(sent.get("entity_id", ""))[:MOST]
    if len(nouns) != 1 or not ids:
        return None
    return Among(("entity_type", "entity_id"), frozenset(product(nouns, ids)))


def by_value(column: str) -> JointFilter:
    """What was before, or is after; each kind of value is of some types of events and of no others."""

    def read(sent: Mapping[str, Tree]) -> Test | None:
        asked = sent.get(column)
        if not isinstance(asked, Mapping):
            return None
        tests = [test for name, make in VALUES.items() if name in asked and (test := make(column, asked[name], sent))]
        return (lambda row: all(test(row) for test in tests)) if tests else None

    return read


def _lead_statuses(column: str, tree: Tree, _: Mapping[str, Tree]) -> Test | None:
    pairs = frozenset(
        (pipeline, status)
        for each in (tree.values() if isinstance(tree, Mapping) else ())
        if isinstance(each, Mapping)
        for pipeline in numbers(each.get("pipeline_id", ""))
        for status in numbers(each.get("status_id", ""))
    )
    return _has(column, "lead_status_changed", pairs.__contains__) if pairs else None


def _customer_statuses(column: str, tree: Tree, _: Mapping[str, Tree]) -> Test | None:
    wanted = frozenset(
        status
        for each in (tree.values() if isinstance(tree, Mapping) else ())
        if isinstance(each, Mapping)
        for status in numbers(each.get("status_id", ""))
    )
    return _has(column, "customer_status_changed", wanted.__contains__) if wanted else None


def _responsible(column: str, tree: Tree, _: Mapping[str, Tree]) -> Test | None:
    wanted = frozenset(numbers(tree))
    return _has(column, "entity_responsible_changed", wanted.__contains__) if wanted else None


def _enums(column: str, tree: Tree, sent: Mapping[str, Tree]) -> Test | None:
    """Enum ids: only beside the one type of one custom field."""
    types, wanted = values(sent.get("type", "")), frozenset(numbers(tree))
    if len(types) != 1 or field_of(types[0]) is None or not wanted:
        return None
    return _has(column, types[0], lambda element: element[2] in wanted)


def _value(column: str, tree: Tree, _: Mapping[str, Tree]) -> Test | None:
    if not isinstance(tree, str) or not tree:
        return None

    def has(row: Row) -> bool:
        kind, elements = str(row["type"]), row[column]
        assert isinstance(elements, tuple)  # whatever records events sees to it
        if field_of(kind) is not None:
            return any(element[3] == tree for element in elements)
        return kind in VALUED and any(str(element) == tree for element in elements)

    return has


def _has(column: str, kind: str, fits: Callable[..., bool]) -> Test:
    def has(row: Row) -> bool:
        elements = row[column]
        assert isinstance(elements, tuple)  # whatever records events sees to it
        return row["type"] == kind and any(fits(element) for element in elements)

    return has


VALUES: Mapping[str, Callable[[str, Tree, Mapping[str, Tree]], Test | None]] = {
    "leads_statuses": _lead_statuses,
    "customers_statuses": _customer_statuses,
    "responsible_user_id": _responsible,
    "custom_field_values": _enums,
    "value": _value,
}
