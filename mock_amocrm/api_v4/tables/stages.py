"""Pipelines and their stages as rows: how they are found, and why the two system stages need made-up row ids.

142 (won) and 143 (lost) exist in every pipeline under the same id, but a row id is unique inside its table. A stage's
row id is therefore its own id, and for the two system stages the negative number `-(pipeline_id * 1000 + status_id)`,
which `next_id` never hands out. The id that the API prints stands in the row's `status_id`.
"""

from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row

WON = 142
LOST = 143
INCOMING = 1  # the type of the "unsorted" stage
UNSORTED_SORT, WON_SORT, LOST_SORT = 10, 10_000, 11_000


def stage_row_id(pipeline_id: int, status_id: int) -> int:
    """The row id of a stage."""
    return -(pipeline_id * 1000 + status_id) if status_id in (WON, LOST) else status_id


def stage(account: Account, pipeline_id: int, status_id: int) -> Row | None:
    """A stage of a pipeline by the id that the API prints."""
    row = account.row("statuses", stage_row_id(pipeline_id, status_id))
    return row if row is not None and row["pipeline_id"] == pipeline_id else None


def stages(account: Account, pipeline_id: int) -> list[Row]:
    """The stages of a pipeline in their order, without the incoming one where that is switched off."""
    pipeline = account.row("pipelines", pipeline_id)
    shown = [
        row
        for row in account.rows("statuses")
        if row["pipeline_id"] == pipeline_id and is_shown(row, pipeline=pipeline)
    ]
    return sorted(shown, key=lambda row: (integer(row, "sort"), integer(row, "status_id")))


def is_shown(row: Row, *, pipeline: Row | None) -> bool:
    """Whether lists have a stage: the incoming one disappears with `is_unsorted_on`."""
    return row["type"] != INCOMING or (pipeline is not None and pipeline["is_unsorted_on"] is True)


def main_pipeline(account: Account) -> int | None:
    """Where leads go when nobody says where."""
    rows = sorted(account.rows("pipelines"), key=lambda row: (row["is_main"] is not True, integer(row, "sort")))
    return integer(rows[0], "id") if rows else None


def entrance(account: Account, pipeline_id: int) -> int | None:
    """The first stage of a pipeline that is not the incoming one."""
    return next((integer(row, "status_id") for row in stages(account, pipeline_id) if row["type"] != INCOMING), None)


def pipelines_of(account: Account, status_id: int) -> dict[int, Row]:
    """The pipelines that have a stage of this id: one, or all of them for the system stages."""
    return {integer(row, "pipeline_id"): row for row in account.rows("statuses") if row["status_id"] == status_id}
