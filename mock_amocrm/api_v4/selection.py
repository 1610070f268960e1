"""Which rows a list consists of, in its order; remembered per revision, so that deep pages cost what first pages do."""

from operator import itemgetter

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.filters import Test
from mock_amocrm.api_v4.query import Query
from mock_amocrm.state.account import Row


def select(call: Call, entity: Entity) -> list[Row]:
    """Rows that pass every filter and the search, sorted."""
    trashed = entity.trash and "only_deleted" in call.query.withs
    place = (entity.path, tuple(call.ids.items()), trashed)
    key = call.view().key("selection", *place, call.query.under("filter", "query", "order", *entity.root_filters))
    found = call.memo.get(key, version=call.account.revision)
    if isinstance(found, list):
        return found
    selected = _sorted(call, entity, place)
    for test in (*_filters(entity, call.query), *_search(entity, call.query)):
        selected = [row for row in selected if test(row)]
    call.memo.put(key, selected, weight=len(selected) + 1, version=call.account.revision)
    return selected


def _sorted(call: Call, entity: Entity, place: tuple[str, tuple[tuple[str, int], ...], bool]) -> list[Row]:
    keys, descending = order_of(entity, call.query)
    key = call.view().key("sorted", *place, keys, descending)
    found = call.memo.get(key, version=call.account.revision)
    if isinstance(found, list):
        return found
    rows = _listed(call, entity, trashed=place[-1])
    rows.sort(key=itemgetter(*keys), reverse=descending)
    call.memo.put(key, rows, weight=len(rows) + 1, version=call.account.revision)
    return rows


def _listed(call: Call, entity: Entity, *, trashed: bool) -> list[Row]:
    rows = call.account.rows(entity.kind)
    if entity.trash:
        rows = [row for row in rows if row["is_deleted"] is trashed]
    for name, value in entity.scope.items():
        rows = [row for row in rows if row[name] == value]
    for parent in entity.parents:
        rows = [row for row in rows if row[parent.key] == call.ids[parent.key]]
    if entity.listed is not None:
        rows = [row for row in rows if entity.listed(call.account, row)]
    return rows


def order_of(entity: Entity, query: Query) -> tuple[tuple[str, ...], bool]:
    """Sort keys and whether they run downwards: the first `order[…]` that the entity knows, else its default."""
    for name, direction in query.branch("order").items():
        if name in entity.orders and isinstance(direction, str):
            return (name, "id"), direction.lower() == "desc"
    return entity.default_order, entity.descending


def _filters(entity: Entity, query: Query) -> list[Test]:
    tests = [entity.filters[name](tree) for name, tree in query.branch("filter").items() if name in entity.filters]
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
