"""Which rows a list consists of, in its order: cut from an index, so that deep pages cost what first pages do."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping, Sequence
from operator import itemgetter
from typing import overload

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.filters import Among, Between, OneOf, Test
from mock_amocrm.api_v4.query import Query
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement

Place = Mapping[str, Hashable]  # the columns that tell a list's rows from others of the kind, and their values


def select(call: Call, entity: Entity) -> Sequence[Row]:
    """Rows that pass every filter and the search, sorted; look at them under the account's lock, and change nothing."""
    keys, descending = order_of(entity, call.query)
    tests = (*_listed(call, entity), *_filters(call.account, entity, call.query), *_search(entity, call.query))
    may_view = call.rights.test(entity.kind) if call.rights is not None else None
    viewer = 0 if may_view is None else call.user_id
    if may_view is not None:
        tests += (may_view,)
    place = _place(call, entity)
    if tests:
        rows = _tested(call, entity, place, keys, tests, viewer=viewer)
    else:
        rows = _whole(call.account, entity, place, keys)
    return Descending(rows) if descending else rows


def arrangement(entity: Entity, keys: tuple[str, ...]) -> Arrangement:
    """What the lists of an entity are cut from in one of its orders: a group for each list."""
    columns = [*entity.scope]
    if entity.owner is not None:
        columns.append(entity.owner)
    if entity.trash:
        columns.append("is_deleted")
    if entity.hidden_by is not None:
        columns.append(entity.hidden_by)
    return Arrangement((*columns, *(parent.key for parent in entity.parents)), keys)


def _whole(account: Account, entity: Entity, place: Place, keys: tuple[str, ...]) -> Sequence[Row]:
    whole = arrangement(entity, keys)
    return account.index(entity.kind, whole).group(*(place[column] for column in whole.groups))


def _tested(
    call: Call, entity: Entity, place: Place, keys: tuple[str, ...], tests: tuple[Test, ...], *, viewer: int
) -> Sequence[Row]:
    """What passes, remembered until a row of a kind that it depends on changes: every page is cut from one list."""
    account = call.account
    asked = call.query.under("filter", "query", "order", *entity.root_filters)
    key = call.view().key("selection", entity.path, tuple(place.values()), asked, viewer)
    informed = any(name in entity.account_filters for name in call.query.branch("filter"))
    own = entity.listed is None and not viewer and not informed
    version = account.revision_of(entity.kind) if own else account.revision
    found = call.memo.get(key, version=version)
    if isinstance(found, list):
        return found
    rows = _candidates(account, entity, place, keys, tests)
    for test in tests:
        rows = [row for row in rows if test(row)]
    call.memo.put(key, rows, weight=len(rows) + 1, version=version)
    return rows


def _candidates(
    account: Account, entity: Entity, place: Place, keys: tuple[str, ...], tests: tuple[Test, ...]
) -> Sequence[Row]:
    """Rows of a list, in its order, without most of those that a known id or a known range leaves out."""
    for test in tests:
        if isinstance(test, OneOf) and test.key == "id":
            known = [row for number in test.numbers if (row := account.row(entity.kind, number)) is not None]
            here = [row for row in known if all(row[column] == value for column, value in place.items())]
            return sorted(here, key=itemgetter(*keys))
        if isinstance(test, Among):
            index = account.index(entity.kind, Arrangement((*place, *test.columns), keys))
            found = [row for values in test.values for row in index.group(*place.values(), *values)]
            return sorted(found, key=itemgetter(*keys))
    rows = _whole(account, entity, place, keys)
    for test in tests:
        if isinstance(test, Between) and test.key == keys[0]:
            sort_key = itemgetter(test.key)
            first = 0 if test.low is None else bisect_left(rows, test.low, key=sort_key)
            last = len(rows) if test.high is None else bisect_right(rows, test.high, key=sort_key)
            return rows[first:last]
    return rows


def _place(call: Call, entity: Entity) -> Place:
    place: dict[str, Hashable] = {**entity.scope}
    if entity.owner is not None:
        place[entity.owner] = call.client_id
    if entity.trash:
        place["is_deleted"] = "only_deleted" in call.query.withs
    if entity.hidden_by is not None:
        place[entity.hidden_by] = False
    return place | {parent.key: call.ids[parent.key] for parent in entity.parents}


def _listed(call: Call, entity: Entity) -> list[Test]:
    listed = entity.listed
    return [] if listed is None else [lambda row: listed(call.account, row)]


def order_of(entity: Entity, query: Query) -> tuple[tuple[str, ...], bool]:
    """Sort keys and whether they run downwards: the first `order[…]` that the entity knows, else its default."""
    for name, direction in query.branch("order").items():
        if name in entity.orders and isinstance(direction, str):
            return (name, "id"), direction.lower() == "desc"
    return entity.default_order, entity.descending


def _filters(account: Account, entity: Entity, query: Query) -> list[Test]:
    sent, informed = query.branch("filter"), entity.account_filters
    tests = [entity.filters[name](tree) for name, tree in sent.items() if name in entity.filters]
    tests += [informed[name](account, tree) for name, tree in sent.items() if name in informed]
    tests += [entity.joint_filters[name](sent) for name in sent if name in entity.joint_filters]
    tests += [entity.root_filters[name](tree) for name, tree in query.tree.items() if name in entity.root_filters]
    return [test for test in tests if test is not None]


def _search(entity: Entity, query: Query) -> list[Test]:
    wanted = (query.scalar("query") or "").strip().casefold()
    texts = entity.search
    if not wanted or texts is None:
        return []
    digits = "".join(filter(str.isdigit, wanted))
    is_number = bool(digits) and not wanted.strip("+-() 0123456789")

    def matches(row: Row) -> bool:
        for text in texts(row):
            if wanted in text.casefold():
                return True
            if is_number and digits in "".join(filter(str.isdigit, text)):
                return True
        return False

    return [matches]


class Descending(Sequence[Row]):
    """Sorted rows from their end: pages are turned round, not the list."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        count = len(self._rows)
        if isinstance(at, int):
            return self._rows[~at]
        start, stop, _ = at.indices(count)
        return self._rows[max(0, count - stop) : count - start][::-1]

    def __len__(self) -> int:
        return len(self._rows)
