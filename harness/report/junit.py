"""JUnit XML of a run: one test case for each scenario, its causes first in the failure's text."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import groupby

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import PASSED
from harness.report.headline import headline
from harness.report.messages import say
from harness.report.moments import moment_of
from harness.report.printable import printable
from harness.report.terminal import MARKS, failure_text


def junit_xml(run: RunResult) -> str:
    """The document, features as suites."""
    broken = len(run.unreadable) + len(run.outside)
    root = ET.Element("testsuites", _counted(run.scenarios, others=broken), name="amocrm-e2e", errors=str(broken))
    ordered = sorted(run.scenarios, key=lambda result: result.file)
    for file, group in groupby(ordered, key=lambda result: result.file):
        results = list(group)
        suite = ET.SubElement(
            root,
            "testsuite",
            _counted(results),
            name=printable(results[0].feature),
            file=printable(file),
            # Its schema knows no time zones.
            timestamp=f"{min(moment_of(result, 0) for result in results):%Y-%m-%dT%H:%M:%S}",
            errors="0",
        )
        for result in results:
            _case(suite, result)
    for path, message in (*run.unreadable.items(), *run.outside.items()):
        file = printable(path)
        suite = ET.SubElement(root, "testsuite", name=file, file=file, tests="1", errors="1")
        case = ET.SubElement(suite, "testcase", classname=file, name=file, file=file)
        error = ET.SubElement(
            case,
            "error",
            type="unreadable" if path in run.unreadable else "outside",
            message=printable(message.partition("\n")[0]),
        )
        error.text = printable(message)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counted(results: Sequence[ScenarioResult], *, others: int = 0) -> dict[str, str]:
    red = sum(result.red for result in results)
    passed = sum(result.verdict == PASSED for result in results)
    return {
        "tests": str(len(results) + others),
        "failures": str(red),
        "skipped": str(len(results) - red - passed),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }


def _properties(result: ScenarioResult) -> Iterator[tuple[str, str]]:
    yield "verdict", result.verdict
    if result.browser:
        yield "browser", result.browser
    if result.client:
        yield "client", result.client
    yield from (("tag", tag) for tag in result.tags)
    yield from (("bug", bug) for bug in result.bugs)
    yield from (("cause", str(finding["cause"])) for finding in result.findings)
    yield from (("attempt", f"{attempt.run}: {attempt.verdict}") for attempt in result.attempts)


def _case(suite: ET.Element, result: ScenarioResult) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=printable(result.feature),
        name=printable(result.name),
        file=printable(result.file),
        line=str(result.line),
        time=f"{result.seconds:.3f}",
    )
    # JUnit knows failures and skips; which kind of either it was is their type.
    properties = ET.SubElement(case, "properties")
    for name, value in _properties(result):
        ET.SubElement(properties, "property", name=name, value=printable(value))
    if not result.red and result.verdict != PASSED:
        reason = printable(result.error or say(result.language)[result.verdict])
        ET.SubElement(case, "skipped", type=result.verdict, message=reason)
    elif result.red:
        failure = ET.SubElement(case, "failure", type=result.verdict, message=printable(headline(result)))
        failure.text = printable(failure_text(result, width=100))
    if result.steps and result.verdict != PASSED:
        lines = (f"{MARKS[str(step['status'])]} {step['keyword']} {step['text']}" for step in result.steps)
        ET.SubElement(case, "system-out").text = printable("\n".join(lines))
