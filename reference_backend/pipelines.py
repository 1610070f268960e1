"""Pipelines and their stages, as amoCRM has them and as the app shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reference_backend.database import Database
from reference_backend.json_values import JsonObject, as_integer, as_object, as_objects, as_text
from reference_backend.reading import AccountReader

LEAD_STATUSES = ("NEW", "IN_PROGRESS", "QUALIFIED", "CLOSED_WON", "CLOSED_LOST")
# The app offers one "closed" where the table knows two.
_STATUSES_BY_NAME = {status: (status, status) for status in LEAD_STATUSES} | {"CLOSED": ("CLOSED_WON", "CLOSED_LOST")}
STATUS_NAMES = tuple(_STATUSES_BY_NAME)
# The same two ids in every pipeline, and of type 0 like any other stage: only the id tells.
_CLOSED = {142: "CLOSED_WON", 143: "CLOSED_LOST"}
_INCOMING = 1
_QUALIFIED_NAMES = ("qualif", "квалиф", "кваліф")


@dataclass(frozen=True, slots=True)
class Stage:
    pipeline_id: int
    stage_id: int
    name: str
    kind: int


def read_pipelines(reader: AccountReader) -> list[JsonObject]:
    answer = reader.read("leads/pipelines") or {}
    return as_objects(as_object(answer.get("_embedded")).get("pipelines"))


def stages_of(pipelines: Sequence[JsonObject]) -> list[Stage]:
    return [
        Stage(
            pipeline_id=as_integer(pipeline.get("id")) or 0,
            stage_id=as_integer(status.get("id")) or 0,
            name=as_text(status.get("name")) or "",
            kind=as_integer(status.get("type")) or 0,
        )
        for pipeline in pipelines
        for status in _statuses(pipeline)
    ]


def store_stages(database: Database, *, account_id: int, stages: Sequence[Stage]) -> None:
    with database.transaction():
        database.execute("DELETE FROM stages WHERE account_id = ?", account_id)
        database.execute_many(
            "INSERT INTO stages (account_id, pipeline_id, stage_id, name, kind) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [(account_id, stage.pipeline_id, stage.stage_id, stage.name, stage.kind) for stage in stages],
        )


def stored_stages(database: Database, account_id: int) -> list[Stage]:
    return database.all(Stage, "SELECT pipeline_id, stage_id, name, kind FROM stages WHERE account_id = ?", account_id)


def lead_status(stage_id: int | None, stage: Stage | None) -> str:
    """What the app calls the stage."""
    if stage_id in _CLOSED:
        return _CLOSED[stage_id]
    if stage is None or stage.kind == _INCOMING:
        return "NEW"
    qualified = any(part in stage.name.lower() for part in _QUALIFIED_NAMES)
    return "QUALIFIED" if qualified else "IN_PROGRESS"


def statuses_called(name: str) -> tuple[str, str] | None:
    """The statuses of the table that the app means by one of its words."""
    return _STATUSES_BY_NAME.get(name)


def pipeline_shape(pipeline: JsonObject) -> dict[str, object]:
    return {
        "id": pipeline.get("id"),
        "name": pipeline.get("name"),
        "sort": pipeline.get("sort"),
        "isMain": pipeline.get("is_main") is True,
        "stages": [
            {
                "id": status.get("id"),
                "pipelineId": pipeline.get("id"),
                "name": status.get("name"),
                "sort": status.get("sort"),
                "color": status.get("color"),
                "type": status.get("type"),
            }
            for status in _statuses(pipeline)
        ],
    }


def stage_shape(stage: Stage, *, status: str) -> dict[str, object]:
    return {
        "id": stage.stage_id,
        "pipelineId": stage.pipeline_id,
        "name": stage.name,
        "mappedStatus": status,
        "statusType": stage.kind,
    }


def _statuses(pipeline: JsonObject) -> list[JsonObject]:
    return as_objects(as_object(pipeline.get("_embedded")).get("statuses"))
