"""What a proof prints while it runs: a line for each bug once all its scenarios are over."""

from pathlib import Path

import pytest

from harness.proof.progress import ProofLines
from harness.run.copies import WITH
from harness.run.lines import LINE


def report(nodeid: str, *, failed: bool) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid=nodeid,
        location=("a.feature", 1, "x"),
        keywords={},
        outcome="failed" if failed else "passed",
        longrepr="",
        when="call",
        user_properties=[(LINE, "a line")],
    )


def test_a_bug_is_told_when_its_last_scenario_is_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ProofLines(tmp_path)
    ids = ["a.feature::A", f"a.feature::A{WITH}one", f"a.feature::B{WITH}one", f"a.feature::B{WITH}one+two"]
    lines.pytest_xdist_node_collection_finished(ids)
    told = []
    for nodeid, failed in ((ids[1], True), (ids[0], False), (ids[3], True), (ids[2], False)):
        lines.pytest_runtest_logreport(report(nodeid, failed=failed))
        told.append(capsys.readouterr().err)

    assert told == [
        "",
        "[1/3] the correct pair: 0 of 1 red\n",
        "[2/3] one+two: 1 of 1 red\n",
        "[3/3] one: 1 of 2 red\n",
    ]
