"""Whose eyes an outcome looks through."""

from harness.ports import Person, Stage
from harness.ports.stage import named
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint


def witness(stage: Stage, name: str) -> Person:
    """Somebody who is in the scenario already: a mistyped name would be a new person, who sees nothing of anything."""
    person = named(stage.people, name)
    if person is None:
        known = ", ".join(stage.people)
        raise unmet(stage, "stranger", person=name, hint=hint(stage, name, stage.people), known=known or "–")
    return person
