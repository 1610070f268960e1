"""The link that leads from the browser back to the app."""

from harness.ports import Stage
from harness.wire.exchange import DeepLink
from scenarios.messages import unmet
from scenarios.outcomes.likeness import alike, hint


def without_code(stage: Stage) -> None:
    """No link of the scenario carried an authorization code, under whatever name."""
    for link in _links(stage):
        if "code" in link.fingerprints or "code" in link.parameters:
            raise unmet(stage, "code_in_link", url=link.url)


def parameter(stage: Stage, name: str, value: str) -> None:
    """The latest link has this parameter with this value."""
    link = _links(stage)[-1]
    if name not in link.parameters:
        raise unmet(stage, "no_parameter", name=name, url=link.url, hint=hint(stage, name, link.parameters))
    if link.parameters[name] != value:
        why = hint(stage, value, [link.parameters[name]])
        raise unmet(stage, "other_parameter", name=name, value=link.parameters[name], wanted=value, hint=why)


def without_parameter(stage: Stage, name: str) -> None:
    """No link of the scenario had this parameter, nor one that could be taken for it."""
    for link in _links(stage):
        if near := next((known for known in link.parameters if alike(known, name)), None):
            why = "" if near == name else hint(stage, name, [near])
            raise unmet(stage, "parameter_there", name=name, url=link.url, hint=why)


def _links(stage: Stage) -> list[DeepLink]:
    links = stage.timeline().every(DeepLink)
    if not links:
        raise unmet(stage, "no_link")
    return links
