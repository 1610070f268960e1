"""A trace of a scenario: its steps as groups, for its owner only, and none of what has ended."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import Site, serving
from visitor import ChromiumVisitor

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_trace import ScenarioTrace


def told(path: Path) -> list[dict[str, object]]:
    with zipfile.ZipFile(path) as file:
        return [json.loads(line) for line in file.read("trace.trace").decode().splitlines()]


def groups(path: Path) -> dict[str, list[str]]:
    """The addresses opened in each group, by the group's title."""
    begun = [event for event in told(path) if event["type"] == "before"]
    titles = {event["callId"]: str(event["title"]) for event in begun if event.get("method") == "tracingGroup"}
    opened: dict[str, list[str]] = {title: [] for title in titles.values()}
    for event in begun:
        params = event["params"]
        assert isinstance(params, dict)
        if "url" in params and event.get("parentId") in titles:
            opened[titles[event["parentId"]]].append(str(params["url"]).rpartition("/")[2])
    return opened


@pytest.fixture
def trace(tmp_path: Path) -> ScenarioTrace:
    return ScenarioTrace(tmp_path / "traces" / "run", name="мій.feature:5")


@pytest.fixture
def ann(process: ChromiumProcess, crm: Site, trace: ScenarioTrace) -> Iterator[ChromiumVisitor]:
    with serving() as site:
        site.page("/a", "a")
        site.page("/b", "b")
        trace.step_begins("Given Ann")
        visitor = ChromiumVisitor(site, process, crm_url=crm.url, trace=trace)
        yield visitor
        visitor.browser.close()


def test_each_step_is_a_group_also_the_one_in_which_the_browser_was_opened(
    ann: ChromiumVisitor, trace: ScenarioTrace
) -> None:
    ann.open("/a")
    trace.step_ends()
    trace.step_begins("When Ann goes on")
    ann.open("/b")
    trace.step_ends()
    (kept,) = trace.keep()

    assert groups(kept) == {"Given Ann": ["a"], "When Ann goes on": ["b"]}
    assert kept.name.startswith("мій_feature_5-Ann-")


def test_only_its_owner_may_read_a_trace_and_git_does_not_see_it(ann: ChromiumVisitor, trace: ScenarioTrace) -> None:
    ann.open("/a")
    (kept,) = trace.keep()

    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert (kept.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_each_person_has_a_trace_of_their_own(
    ann: ChromiumVisitor, process: ChromiumProcess, crm: Site, trace: ScenarioTrace
) -> None:
    bob = ChromiumVisitor(ann.site, process, crm_url=crm.url, trace=trace, person="Bob <x>")
    ann.open("/a")
    bob.open("/b")
    kept = {path.name.rpartition("-")[0]: groups(path) for path in trace.keep()}
    bob.browser.close()

    assert kept == {
        "мій_feature_5-Ann": {"Given Ann": ["a"]},
        "мій_feature_5-Bob_x_": {"Given Ann": ["b"]},
    }


def test_a_browser_that_is_gone_leaves_no_trace_and_stops_nobody(ann: ChromiumVisitor, trace: ScenarioTrace) -> None:
    ann.open("/a")
    ann.browser._context.close()
    trace.step_ends()
    trace.step_begins("When Ann goes on")

    assert trace.keep() == []


def test_what_has_ended_is_not_kept(ann: ChromiumVisitor, trace: ScenarioTrace, tmp_path: Path) -> None:
    ann.browser.block_scripts()
    assert len(trace.keep()) == 1
    assert trace.keep() == []
