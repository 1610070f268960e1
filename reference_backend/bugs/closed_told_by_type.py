"""Won and lost are told by a stage's type, which amoCRM leaves at 0 for them; 142 and 143 are their ids."""

from reference_backend.pipelines import Stage
from reference_backend.seams import Seams

_BY_TYPE = {142: "CLOSED_WON", 143: "CLOSED_LOST", 1: "NEW", 0: "IN_PROGRESS"}


def install(seams: Seams) -> None:
    seams.lead_status = _by_type


def _by_type(_stage_id: int | None, stage: Stage | None, /) -> str:
    return "NEW" if stage is None else _BY_TYPE[stage.kind]
