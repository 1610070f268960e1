"""Which files a list of the drive asks for."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.query import Tree, leaves, numbers
from mock_amocrm.api_v4.stored_files import FILES, extension
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Row

Test = Callable[[Row], bool]
UNITS = {"b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
PRESETS = {"day": 1, "today": 1, "yesterday": 2, "week": 7, "month": 31, "quarter": 92, "year": 366}  # days back


def wanted_files(call: Call) -> list[Row]:
    """The files that pass every filter; those in the trash only if they are asked for."""
    asked = call.query.branch("filter")
    tests = [test(asked[name], call) for name, test in FILTERS.items() if name in asked]
    trashed = "1" in leaves(asked.get("deleted", "")) or "true" in leaves(asked.get("deleted", ""))
    rows = call.account.rows(FILES)
    return [row for row in rows if row["is_trashed"] is trashed and all(test(row) for test in tests)]


def _uuid(tree: Tree, _: Call) -> Test:
    wanted = {part for leaf in leaves(tree) for part in leaf.split(",")}
    return lambda row: row["uuid"] in wanted


def _part_of_name(tree: Tree, _: Call) -> Test:
    wanted = [leaf.casefold() for leaf in leaves(tree)]
    return lambda row: any(part in text(row, "name").casefold() for part in wanted)


def _extensions(tree: Tree, _: Call) -> Test:
    wanted = {leaf.lower().lstrip(".") for leaf in leaves(tree)}
    return lambda row: extension(row) in wanted


def _size(tree: Tree, _: Call) -> Test:
    branch = tree if isinstance(tree, Mapping) else {}
    unit = UNITS.get(str(branch.get("unit", "b")).lower(), 1)
    low, high = (_bound(branch.get(end)) for end in ("from", "to"))
    return lambda row: _within(integer(row, "size") / unit, low, high)


def _date(tree: Tree, call: Call) -> Test:
    branch = tree if isinstance(tree, Mapping) else {}
    column = "updated_at" if branch.get("type") in ("updated_at", "update", "updated") else "created_at"
    low, high = (_bound(branch.get(end)) for end in ("from", "to"))
    days = PRESETS.get(str(branch.get("date_preset", "")))
    if days is not None:
        now = datetime.fromtimestamp(call.account.clock.now(), UTC)
        low = (now - timedelta(days=days)).timestamp()
    return lambda row: _within(integer(row, column), low, high)


def _by(column: str) -> Callable[[Tree, Call], Test]:
    def make(tree: Tree, _: Call) -> Test:
        wanted = set(numbers(tree))
        return lambda row: row[column] in wanted

    return make


def _bound(tree: Tree | None) -> float | None:
    try:
        return float(tree) if isinstance(tree, str) else None
    except ValueError:
        return None


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _nothing(_: Tree, __: Call) -> Test:
    return lambda _: False  # no file of the fake comes from a source


FILTERS: Mapping[str, Callable[[Tree, Call], Test]] = {
    "uuid": _uuid,
    "name": _part_of_name,
    "term": _part_of_name,
    "extensions": _extensions,
    "size": _size,
    "date": _date,
    "created_by": _by("created_by"),
    "updated_by": _by("updated_by"),
    "source_id": _nothing,
}
