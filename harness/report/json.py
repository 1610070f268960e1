"""A run as JSON, for other programs: what each scenario came to, its steps, its causes."""

import json

from harness.events.results import RunResult, ScenarioResult


def as_json(run: RunResult) -> str:
    """`v` is the version of this document; fields are added without a new one."""
    document = {
        "v": 1,
        "run": run.id,
        "started": run.started,
        "profile": run.profile,
        "backend": run.backend,
        "bugs": list(run.bugs),
        "green": run.green,
        "counts": dict(run.counts),
        "scenarios": [_scenario(scenario) for scenario in run.scenarios],
        "unreadable": run.unreadable,
        "outside": run.outside,
        "unattributed": run.unattributed,
        "notes": run.notes,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _scenario(scenario: ScenarioResult) -> dict[str, object]:
    return {
        "id": scenario.id,
        "name": scenario.name,
        "feature": scenario.feature,
        "place": scenario.place,
        "language": scenario.language,
        "tags": list(scenario.tags),
        "bugs": list(scenario.bugs),
        "browser": scenario.browser,
        "client": scenario.client,
        "verdict": scenario.verdict,
        "seconds": scenario.seconds,
        "error": scenario.error,
        "attempts": [{"run": attempt.run, "verdict": attempt.verdict} for attempt in scenario.attempts],
        "causes": [
            {name: finding[name] for name in ("cause", "title", "happened", "why", "change", "evidence")}
            for finding in scenario.findings
        ],
        "steps": [
            {name: step.get(name) for name in ("keyword", "text", "line", "status", "seconds", "error")}
            for step in scenario.steps
        ],
        "traces": scenario.traces,
    }
