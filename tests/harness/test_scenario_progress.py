"""Progress: what is under way is read from event files; plain lines and heartbeats, or one living line."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import story

from harness.adapters.waiting import wait_for
from harness.events.file import EventFile
from harness.events.model import OnWire, RunEnded, ScenarioEnded, ScenarioStarted, StepBegun
from harness.run.progress import Progress, is_live
from harness.run.under_way import UnderWay
from harness.wire.exchange import Message

STARTED = ScenarioStarted("a", 'Олена "type": "verdict"', "F", "a.feature:3", "uk", ())


def begun(folder: Path, worker: str = "main", run: str = "r") -> EventFile:
    file = EventFile(folder / f"events-{worker}.ndjson", run=run, worker=worker)
    file.write(STARTED)
    file.write(StepBegun("Коли", "Олена входить", 4, 1))
    return file


def test_what_is_under_way_is_what_has_begun_and_not_ended(tmp_path: Path) -> None:
    under_way = UnderWay(tmp_path)
    assert under_way.look() == []
    first = begun(tmp_path, "gw0")
    (going,) = under_way.look()
    assert (going.name, going.step) == (STARTED.name, "Коли Олена входить")

    second = begun(tmp_path, "gw1")
    assert [each.since for each in under_way.look()] == sorted(each.since for each in under_way.look())
    first.write(ScenarioEnded("a", "passed", 1.0))
    assert len(under_way.look()) == 1
    second.close()
    second.path.unlink()
    assert under_way.look() == [] or not second.path.exists()
    first.write(RunEnded())
    first.close()


def test_a_run_of_any_name_is_followed_and_what_is_like_an_event_is_none(tmp_path: Path) -> None:
    file = begun(tmp_path, run="й" * 127)  # as long as a folder's name can be
    file.write(OnWire(replace(story.status(1, False), request=Message({"type": "verdict"}))))
    file.close()

    assert [each.step for each in UnderWay(tmp_path).look()] == ["Коли Олена входить"]


def test_half_a_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    file = begun(tmp_path)
    whole = file.path.read_bytes()
    file.close()
    under_way = UnderWay(tmp_path)
    for cut in range(0, len(whole), 7):
        file.path.write_bytes(whole[:cut])
        under_way.look()
    file.path.write_bytes(whole)

    assert [each.step for each in under_way.look()] == ["Коли Олена входить"]


def test_where_nobody_looks_there_are_plain_lines_and_a_heartbeat(tmp_path: Path) -> None:
    file, said = begun(tmp_path), io.StringIO()
    progress = Progress(said, UnderWay(tmp_path), live=False, heartbeat=0.0)
    progress.total = 2
    progress.begin()
    wait_for(said.getvalue, what="a heartbeat", seconds=20)
    file.write(ScenarioEnded("a", "passed", 1.0))
    progress.ended("✓ line", red=False)
    progress.end()
    file.close()

    beat, line = said.getvalue().splitlines()[0], said.getvalue().splitlines()[-1]
    assert beat.startswith(f"… досі триває: {STARTED.name}  (a.feature:3, ")
    assert beat.endswith(" s): Коли Олена входить")
    assert line == "[1/2] ✓ line"
    assert "\r" not in said.getvalue()


def test_a_short_scenario_has_no_heartbeat(tmp_path: Path) -> None:
    file, said = begun(tmp_path), io.StringIO()
    progress = Progress(said, UnderWay(tmp_path), live=False)
    progress._beat(progress._under_way.look())
    file.close()

    assert said.getvalue() == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_living_line_has_the_step_though_the_name_is_long(tmp_path: Path) -> None:
    file, said = begun(tmp_path), Terminal()
    progress = Progress(said, UnderWay(tmp_path), live=True)
    progress.total = 3
    progress.ended("✗ other", red=True)
    progress.begin()
    wait_for(lambda: "Олена входить" in said.getvalue(), what="the living line", seconds=20)
    progress.end()
    file.close()

    drawn = said.getvalue().split("\r\033[K")
    assert any(line.startswith("[1/3 ✗1] 0 s Олена") for line in drawn)
    assert drawn[-1] == ""


@pytest.mark.parametrize(
    ("environ", "live"), [({}, True), ({"CI": "true"}, False), ({"CI": "false"}, True), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_of_a_ci_server_is_none(environ: dict[str, str], live: bool) -> None:
    assert is_live(Terminal(), environ) is live
    assert not is_live(io.StringIO(), environ)
