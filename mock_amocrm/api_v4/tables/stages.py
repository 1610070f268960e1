"""Pipelines and their stages as rows: how they are found, and why the two system stages need made-up row ids.

142 (won) and 143 (lost) exist in every pipeline under the same id, but a row id is unique inside its table. A stage's
row id is therefore its own id, and for the two system stages the negative number `-(pipeline_id * 1000 + status_id)`,
which `next_id` never hands out. The id that the API prints stands in the row's `status_id`.
"""

from collections.abc import Sequence

from mock_amocrm.api_v4.view import integer
from mock_amocrm.languages import LANGUAGES
from mock_amocrm.state.account import Account, Row

WON = 142
LOST = 143
SYSTEM = (WON, LOST)
INCOMING = 1  # the type of the "unsorted" stage
UNSORTED_SORT, WON_SORT, LOST_SORT = 10, 10_000, 11_000
STEP = 10  # between neighbouring stages; the incoming one always stands first


def stage_row_id(pipeline_id: int, status_id: int) -> int:
    """The row id of a stage."""
    return -(pipeline_id * 1000 + status_id) if status_id in SYSTEM else status_id


def new_stages(account: Account, pipeline_id: int, own: Sequence[Row], *, won: str = "", lost: str = "") -> list[Row]:
    """The rows of a new pipeline's stages: its own, each with name and color, between the three that every one has."""
    language = LANGUAGES[account.lang]

    def row(status: int, name: object, sort: int, color: object, *, kind: int = 0, editable: bool = True) -> Row:
        return {
            "id": stage_row_id(pipeline_id, status),
            "status_id": status,
            "pipeline_id": pipeline_id,
            "name": name,
            "sort": sort,
            "is_editable": editable,
            "color": color,
            "type": kind,
        }

    incoming = account.next_id("statuses")
    rows = [row(incoming, language.incoming, UNSORTED_SORT, "#c1c1c1", kind=INCOMING, editable=False)]
    for number, item in enumerate(own, start=2):
        rows.append(row(account.next_id("statuses"), item["name"], STEP * number, item["color"]))
    rows.append(row(WON, won or language.won, WON_SORT, "#CCFF66", editable=False))
    rows.append(row(LOST, lost or language.lost, LOST_SORT, "#D5D8DB", editable=False))
    return rows


def stage(account: Account, pipeline_id: int, status_id: int) -> Row | None:
    """A stage of a pipeline by the id that the API prints."""
    row = account.row("statuses", stage_row_id(pipeline_id, status_id))
    return row if row is not None and row["pipeline_id"] == pipeline_id else None


def all_stages(account: Account, pipeline_id: int) -> list[Row]:
    """Every stage of a pipeline in its order."""
    rows = [row for row in account.rows("statuses") if row["pipeline_id"] == pipeline_id]
    return sorted(rows, key=lambda row: (integer(row, "sort"), integer(row, "status_id")))


def stages(account: Account, pipeline_id: int) -> list[Row]:
    """The stages of a pipeline in their order, without the incoming one where that is switched off."""
    pipeline = account.row("pipelines", pipeline_id)
    return [row for row in all_stages(account, pipeline_id) if is_shown(row, pipeline=pipeline)]


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


def incoming_stage(account: Account, pipeline_id: int) -> int | None:
    """The stage where leads wait to be accepted, hidden or not."""
    rows = all_stages(account, pipeline_id)
    return next((integer(row, "status_id") for row in rows if row["type"] == INCOMING), None)


def pipelines_of(account: Account, status_id: int) -> dict[int, Row]:
    """The pipelines that have a stage of this id: one, or all of them for the system stages."""
    return {integer(row, "pipeline_id"): row for row in account.rows("statuses") if row["status_id"] == status_id}
