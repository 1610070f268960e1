"""Looking over Chromium's shoulder: pauses between actions, traces of what failed."""

from project_folder import Project


def test_a_trace_is_kept_of_what_failed_and_the_report_says_where(journey: Project) -> None:
    done = journey.run("--trace", "--bug", "callback-script-throws", "features/connect/deep_link_en.feature")
    assert done.code == 1, done.said
    (scenario,) = done.run.scenarios
    (trace,) = scenario.traces

    assert (journey.root / trace).is_file()
    assert f"The browser's trace: playwright show-trace {trace}" in done.out
    assert not trace.startswith("runs/"), "what people publish"


def test_what_is_green_leaves_no_trace_and_may_be_slow(journey: Project) -> None:
    done = journey.run("--trace", "--slow-mo=50", "features/connect/deep_link_en.feature")
    assert done.code == 0, done.said
    (scenario,) = done.run.scenarios

    assert scenario.traces == []
    assert not (journey.root / "traces").exists()
