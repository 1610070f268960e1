"""`closest_task_at` of an entity: when the nearest of its open tasks is due, whatever becomes of them."""

from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

OPEN = Arrangement(("entity_type", "entity_id", "is_completed"), ("complete_till", "id"))
SCHEDULE = ("entity_type", "entity_id", "is_completed", "complete_till")


def keep_closest(account: Account, change: Change) -> None:
    """Bring the entities of a task up to date, where they are those of the change.

    It is no change of theirs: neither `updated_at` moves nor does anybody hear of it.
    """
    if change.kind != "tasks":
        return
    if change.before is not None and change.after is not None and not any(map(change.touches, SCHEDULE)):
        return
    for kind, number in {_entity(row) for row in (change.before, change.after) if row is not None}:
        entity = account.row(kind, number)
        if entity is not None:
            account.put(kind, [{**entity, "closest_task_at": _closest(account, kind, number)}])


def _entity(task: Row) -> tuple[str, int]:
    return str(task["entity_type"]), integer(task, "entity_id")


def _closest(account: Account, kind: str, number: int) -> int | None:
    open_tasks = account.index("tasks", OPEN).group(kind, number, False)
    return integer(open_tasks[0], "complete_till") if open_tasks else None
