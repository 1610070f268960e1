"""Sentences about which leads the list is narrowed to."""

from harness.gherkin.expressions import given, when
from harness.ports import Stage
from scenarios.journeys import app


@given("{word} вибирає статус {string}")
@given("{word} выбирает статус {string}")
@given("{word} chooses the status {string}")
@when("{word} вибирає статус {string}")
@when("{word} выбирает статус {string}")
@when("{word} chooses the status {string}")
def chooses_status(name: str, status: str, stage: Stage) -> None:
    """NEW, IN_PROGRESS or CLOSED, as the app calls them; «Всі», «Все» or “All” is every one."""
    app.choose_status(stage, stage.person(name), status)


@given("{word} вибирає воронку {string}")
@given("{word} выбирает воронку {string}")
@given("{word} chooses the pipeline {string}")
@when("{word} вибирає воронку {string}")
@when("{word} выбирает воронку {string}")
@when("{word} chooses the pipeline {string}")
def chooses_pipeline(name: str, pipeline: str, stage: Stage) -> None:
    """By its name in amoCRM."""
    app.choose_pipeline(stage, stage.person(name), pipeline)


@given("{word} вибирає етап {string}")
@given("{word} выбирает этап {string}")
@given("{word} chooses the stage {string}")
@when("{word} вибирає етап {string}")
@when("{word} выбирает этап {string}")
@when("{word} chooses the stage {string}")
def chooses_stage(name: str, to_stage: str, stage: Stage) -> None:
    """By its name in amoCRM, of the chosen pipeline or of the first that has it."""
    app.choose_stage(stage, stage.person(name), to_stage)


@given("{word} скидає фільтр")
@given("{word} сбрасывает фильтр")
@given("{word} clears the filter")
@when("{word} скидає фільтр")
@when("{word} сбрасывает фильтр")
@when("{word} clears the filter")
def clears_filter(name: str, stage: Stage) -> None:
    """All leads are there again."""
    app.clear_filter(stage, stage.person(name))
