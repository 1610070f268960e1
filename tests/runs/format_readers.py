"""What each format tells of every scenario, read back: by its place, or by its name where a format knows no places."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path

from harness.report.formats import BY_NAME
from tests.prerequisites import ROOT, node, node_modules

MODULES = node_modules("formats")
SCRIPT = ROOT / "tests" / "formats" / "readers.cjs"
# From the best to the worst, as Cucumber has them.
WORSE = ("UNKNOWN", "PASSED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "FAILED")

Told = dict[str, str]


def asked(reader: str, *files: object) -> dict[str, object]:
    """What a program of somebody else's has understood."""
    program = node()
    assert program is not None
    done = subprocess.run(
        [program, SCRIPT, MODULES, reader, *map(str, files)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told: dict[str, object] = json.loads(done.stdout)
    return told


def envelopes(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from json.loads(line).items()


def _junit(path: Path) -> Told:
    cases = ET.parse(path).getroot().iter("testcase")
    return {f"{case.get('file')}:{case.get('line')}": "/".join(_outcome(case)) for case in cases}


def _outcome(case: ET.Element) -> Iterator[str]:
    for kind in ("error", "failure", "skipped"):
        if (found := case.find(kind)) is not None:
            yield f"{kind} {found.get('type')}"


def _json(path: Path) -> Told:
    document = json.loads(path.read_text(encoding="utf-8"))
    return {scenario["place"]: scenario["verdict"] for scenario in document["scenarios"]}


def _messages(path: Path) -> Told:
    pickles, cases, worst, started = {}, {}, {}, {}
    for kind, told in envelopes(path):
        if kind == "pickle":
            pickles[told["id"]] = f"{told['uri']} {told['name']}"
        elif kind == "testCase":
            cases[told["id"]] = pickles[told["pickleId"]]
        elif kind == "testCaseStarted":
            started[told["id"]] = cases[told["testCaseId"]]
        elif kind == "testStepFinished":
            result = told["testStepResult"]
            assert isinstance(result, dict)
            worst.setdefault(started[told["testCaseStartedId"]], []).append(result["status"])
    return {name: max(statuses, key=WORSE.index) for name, statuses in worst.items()}


def _legacy(path: Path) -> Told:
    return {
        f"{feature['uri']}:{element['line']}": max(
            (step["result"]["status"].upper() for step in (*element["steps"], *element["after"])), key=WORSE.index
        )
        for feature in json.loads(path.read_text(encoding="utf-8"))
        for element in feature["elements"]
    }


def _har(path: Path) -> Told:
    log = json.loads(path.read_text(encoding="utf-8"))["log"]
    entries = [entry["pageref"] for entry in log["entries"]]
    return {page["_place"]: f"{page['_verdict']}, {entries.count(page['id']) > 0}" for page in log["pages"]}


def _mermaid(path: Path) -> Told:
    found = re.findall(r"^## (\S) .*\n\n`(.+)`: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {place: f"{mark} {verdict}" for mark, place, verdict in found}


def _github(path: Path) -> Told:
    found = re.findall(r"^::(\w+) file=(.+?),line=(\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {f"{file}:{line}": kind for kind, file, line in found}


def _summary(path: Path) -> Told:
    rows = re.findall(r"^\| (\S) \| .*`(.+)` \|", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {place: mark for mark, place in rows}


def _allure(path: Path) -> Told:
    results = [json.loads(file.read_text(encoding="utf-8")) for file in path.glob("*-result.json")]
    return {result["fullName"]: f"{result['status']} {result['statusDetails'].get('flaky', '')}" for result in results}


def _html(path: Path) -> Told:
    rows = r'<details class="scenario" id="\w+" data-status="(\w+)".*?<bdi class="name" lang="\w+">(.*?)</bdi>'
    return {unescape(name): verdict for verdict, name in re.findall(rows, path.read_text(encoding="utf-8"))}


READ: Mapping[str, Callable[[Path], Told]] = {
    "html": _html,
    "junit": _junit,
    "json": _json,
    "cucumber-messages": _messages,
    "cucumber-json": _legacy,
    "har": _har,
    "mermaid": _mermaid,
    "github": _github,
    "summary": _summary,
    "allure": _allure,
}


def everything(folder: Path) -> tuple[str, ...]:
    """The options that write every format into a folder; the screen's goes where its output is put."""
    return tuple(
        word
        for each in BY_NAME.values()
        for word in ((each.option, str(folder / f"{each.name}{each.suffix}")) if each.place else (each.option,))
    )


def told_by(folder: Path, screen: str) -> dict[str, Told]:
    """What each format has told."""
    (folder / "github").write_text(screen, encoding="utf-8")
    return {name: read(folder / f"{name}{BY_NAME[name].suffix}") for name, read in READ.items()}
