"""Why a scenario isn't simply passed, in one line."""

from harness.events.results import ScenarioResult
from harness.events.status import PASSED, PASSED_ON_RETRY
from harness.report.messages import say


def headline(result: ScenarioResult) -> str:
    """Its flakiness, its first cause, the first line of its error, or else the name of its verdict."""
    words = say(result.language)
    if result.verdict == PASSED:
        return ""
    step = result.failed_step
    told = [
        flakiness(result),
        *(str(finding["title"]) for finding in result.findings[:1]),
        (result.error or "").partition("\n")[0],
        str((step and step["error"]) or "").partition("\n")[0],
        words[result.verdict],
    ]
    return next(filter(None, told))


def flakiness(result: ScenarioResult) -> str:
    """That it failed in one run and passed in a later one, and in which; empty of any other scenario."""
    if result.verdict != PASSED_ON_RETRY:
        return ""
    words = say(result.language)
    attempts = " → ".join(f"{words[attempt.verdict]} ({attempt.run})" for attempt in result.attempts)
    return words["flaky"].format(attempts=attempts)
