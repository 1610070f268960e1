"""Scenario results as the event file tells them."""

from collections.abc import Mapping, Sequence

from harness.events.results import ScenarioResult

Told = Mapping[str, object]


def scenario(
    *,
    name: str = "Сценарій",
    feature: str = "Функціонал",
    place: str = "features/a.feature:3",
    language: str = "uk",
    verdict: str = "failed",
    error: str | None = None,
    browser: str = "form",
    findings: Sequence[Told] = (),
    steps: Sequence[Told] = (),
    wire: Sequence[Told] = (),
) -> ScenarioResult:
    result = ScenarioResult(
        place, name, feature, place, language, verdict=verdict, seconds=1.5, error=error, browser=browser
    )
    result.findings, result.steps, result.wire = list(findings), list(steps), list(wire)
    result.written_by = [len(wire)] * len(steps)
    return result


def finding(cause: str, *, happened: str = "Сталося", evidence: Sequence[int] = ()) -> Told:
    told = {"title": f"Назва {cause}", "happened": happened, "why": "Бо", "change": "Змініть"}
    return {"cause": cause, "evidence": list(evidence), **told}


def step(status: str, *, error: str | None = None) -> Told:
    return {"keyword": "Тоді", "text": "Олена бачить ліди", "line": 7, "status": status, "seconds": 0.5, "error": error}


def exchange(number: int, *, status: int = 200, url: str = "http://127.0.0.1:3000/status?x=1") -> Told:
    told = {"type": "exchange", "caller": "client", "callee": "backend", "method": "GET"}
    return {"number": number, "status": status, "url": url, **told}


def deep_link(by: str, *, url: str = "foryoure://x") -> Told:
    return {"type": "deep_link", "url": url, "by": by}


def page_error(text: str, *, uncaught: bool) -> Told:
    return {"type": "page_error", "text": text, "url": "http://127.0.0.1:3000/cb", "uncaught": uncaught}
