"""Reports are written where they were asked for, or refused before anything runs."""

from pathlib import Path

import pytest
from run_results import scenario

from harness.events.results import RunResult
from harness.run.reports import ReportImpossible, check_reports, write_reports

RED = RunResult([scenario(language="en", name="it \ud83d", error="broken")])


def test_each_report_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    wanted = [f"junit={tmp_path}/a/b/run.xml", f"allure={tmp_path}/allure"]
    check_reports(wanted)
    write_reports(RED, wanted, environment={})

    assert "<testsuites " in (tmp_path / "a" / "b" / "run.xml").read_text(encoding="utf-8")
    assert len(list((tmp_path / "allure").glob("*-result.json"))) == 1


def test_githubs_annotations_are_printed_and_its_summary_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "step.md").write_text("before\n", encoding="utf-8")
    write_reports(RED, ["github"], environment={"GITHUB_STEP_SUMMARY": str(tmp_path / "step.md")})

    assert capsys.readouterr().out.startswith("::error file=features/a.feature,line=3,title=broken::")
    assert (tmp_path / "step.md").read_text(encoding="utf-8").startswith("before\n## amocrm-e2e: The journey is broken")


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("harr=x.har", "unknown report “harr”; did you mean “har”?"),
        ("qqq=x", "unknown report “qqq”; there are html, junit, json"),
        ("har=", "--har: name a file"),
        ("allure=file", "--allure file: this is a file; name a folder"),
        ("har=folder", "--har folder: this is a folder; name a file"),
        ("har=file/run.har", "file is a file"),
    ],
)
def test_what_cannot_be_written_is_refused(
    wanted: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReportImpossible) as refused:
        check_reports([wanted])
    assert says in str(refused.value)


def test_a_place_that_turns_out_to_be_unwritable_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "allure").touch()
    with pytest.raises(ReportImpossible, match=r"allure.*: can't be written: "):
        write_reports(RED, [f"allure={tmp_path}/allure"], environment={})
