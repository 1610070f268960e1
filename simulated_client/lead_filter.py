"""Which leads the list shows: those of one status, of one pipeline or of one stage; what isn't chosen isn't asked."""

from dataclasses import dataclass, replace
from typing import Final

STATUSES: Final = ("NEW", "IN_PROGRESS", "CLOSED")
"""The statuses that the app offers beside «all»."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline; the closed ones have the same ids in every pipeline."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline with its stages, as the window of choice lists them."""

    id: int
    name: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """What a person has chosen; a stage brings its pipeline with it."""

    status: str | None = None
    pipeline: Pipeline | None = None
    stage: Stage | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Its part of the query's key: another choice is another list."""
        return tuple(f"{name}={value}" for name, value in values(self).items() if value is not None)

    def with_status(self, status: str | None) -> "LeadFilter":
        """Another status, or every one; a stage that was chosen stays."""
        return replace(self, status=status)

    def with_pipeline(self, pipeline: Pipeline) -> "LeadFilter":
        """Another pipeline, all stages of it."""
        return replace(self, pipeline=pipeline, stage=None)

    def with_stage(self, pipeline: Pipeline, stage: Stage) -> "LeadFilter":
        """One stage of one pipeline."""
        return replace(self, pipeline=pipeline, stage=stage)


def values(chosen: LeadFilter) -> dict[str, object]:
    """For the placeholders of the call; None goes out with its parameter."""
    return {
        "status": chosen.status,
        "pipeline_id": chosen.pipeline.id if chosen.pipeline else None,
        "stage_id": chosen.stage.id if chosen.stage else None,
    }


def kept(chosen: LeadFilter) -> LeadFilter:
    """What stays chosen when the window of choice has closed: what was picked in it."""
    return chosen
