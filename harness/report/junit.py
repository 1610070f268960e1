"""JUnit XML of a run: one test case for each scenario, its causes first in the failure's text."""

import xml.etree.ElementTree as ET
from itertools import groupby

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import PASSED
from harness.report.headline import headline
from harness.report.messages import say
from harness.report.printable import printable
from harness.report.terminal import MARKS, failure_text


def junit_xml(run: RunResult) -> str:
    """The document, features as suites."""
    root = ET.Element("testsuites", name="amocrm-e2e")
    ordered = sorted(run.scenarios, key=lambda result: result.place.rpartition(":")[0])
    for file, group in groupby(ordered, key=lambda result: result.place.rpartition(":")[0]):
        results = list(group)
        skipped = sum(not result.red and result.verdict != PASSED for result in results)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=printable(results[0].feature),
            file=printable(file),
            tests=str(len(results)),
            failures=str(sum(result.red for result in results)),
            skipped=str(skipped),
            time=f"{sum(result.seconds for result in results):.3f}",
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


def _case(suite: ET.Element, result: ScenarioResult) -> None:
    file, _, line = result.place.rpartition(":")
    case = ET.SubElement(
        suite,
        "testcase",
        classname=printable(result.feature),
        name=printable(result.name),
        file=printable(file),
        line=line,
        time=f"{result.seconds:.3f}",
    )
    # JUnit knows failures and skips; which kind of either it was is their type.
    properties = ET.SubElement(case, "properties")
    ET.SubElement(properties, "property", name="verdict", value=result.verdict)
    if not result.red and result.verdict != PASSED:
        reason = printable(result.error or say(result.language)[result.verdict])
        ET.SubElement(case, "skipped", type=result.verdict, message=reason)
    elif result.red:
        failure = ET.SubElement(case, "failure", type=result.verdict, message=printable(headline(result)))
        failure.text = printable(failure_text(result, width=100))
    if result.steps and result.verdict != PASSED:
        lines = (f"{MARKS[str(step['status'])]} {step['keyword']} {step['text']}" for step in result.steps)
        ET.SubElement(case, "system-out").text = printable("\n".join(lines))
