"""Which rows a list consists of, in its order; remembered per revision, so that deep pages cost what first pages do."""

from collections.abc import Callable

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.filters import Test
from mock_amocrm.api_v4.query import Query
from mock_amocrm.state.account import Row


def select(call: Call, entity: Entity) -> list[Row]:
    """Rows that pass every filter and the search, sorted."""
    trashed = entity.trash and "only_deleted" in call.query.withs
    key = call.view().key(
        "selection", entity.path, tuple(call.ids.items()), trashed, call.query.under("filter", "query", "order")
    )
    found = call.memo.get(key)
    if isinstance(found, list):
        return found
    rows = _sorted(call, entity)
    tests = _filters(entity, call.query)
    if entity.trash:
        tests.append(lambda row: bool(row.get("is_deleted")) == trashed)
    search = _search(entity, call.query)
    if search is not None:
        tests.append(search)
    selected = [row for row in rows if all(test(row) for test in tests)] if tests else rows
    call.memo.put(key, selected, weight=len(selected) + 1)
    return selected


def _sorted(call: Call, entity: Entity) -> list[Row]:
    keys, descending = order_of(entity, call.query)
    key = call.view().key("sorted", entity.path, tuple(call.ids.items()), keys, descending)
    found = call.memo.get(key)
    if isinstance(found, list):
        return found
    rows = [row for row in call.account.rows(entity.kind) if _belongs(call, entity, row)]
    rows.sort(key=_sort_key(keys), reverse=descending)
    call.memo.put(key, rows, weight=len(rows) + 1)
    return rows


def _belongs(call: Call, entity: Entity, row: Row) -> bool:
    if entity.listed is not None and not entity.listed(call.account, row):
        return False
    return all(row.get(parent.key) == call.ids[parent.key] for parent in entity.parents)


def order_of(entity: Entity, query: Query) -> tuple[tuple[str, ...], bool]:
    """Sort keys and whether they run downwards: the first `order[…]` that the entity knows, else its default."""
    for name, direction in query.branch("order").items():
        if name in entity.orders and isinstance(direction, str):
            return (name, "id"), direction.lower() == "desc"
    return entity.default_order, False


def _sort_key(keys: tuple[str, ...]) -> Callable[[Row], tuple[int, ...]]:
    def key(row: Row) -> tuple[int, ...]:
        return tuple(value if isinstance(value := row.get(name), int) else 0 for name in keys)

    return key


def _filters(entity: Entity, query: Query) -> list[Test]:
    tests = [entity.filters[name](tree) for name, tree in query.branch("filter").items() if name in entity.filters]
    return [test for test in tests if test is not None]


def _search(entity: Entity, query: Query) -> Test | None:
    wanted = (query.scalar("query") or "").strip().casefold()
    texts = entity.search
    if not wanted or texts is None:
        return None
    digits = "".join(filter(str.isdigit, wanted))
    is_number = bool(digits) and not wanted.strip("+-() 0123456789")

    def matches(row: Row) -> bool:
        for text in texts(row):
            if wanted in text.casefold():
                return True
            if is_number and digits in "".join(filter(str.isdigit, text)):
                return True
        return False

    return matches
