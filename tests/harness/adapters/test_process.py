"""A managed process keeps its output and is gone, with everything it started, when the harness is."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.adapters.process import LINES_KEPT, LINES_SHOWN, ManagedProcess, ProcessDied
from harness.adapters.waiting import WaitedTooLong, wait_for

Start = Callable[..., ManagedProcess]
Kill = Callable[[int, int], None]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a Python program under the supervisor; whatever happens, it is stopped."""
    started: list[ManagedProcess] = []

    def begin(program: str, *, env: dict[str, str] | None = None) -> ManagedProcess:
        command = [sys.executable, "-u", "-c", textwrap.dedent(program)]
        started.append(ManagedProcess(command, cwd=tmp_path, env=env or os.environ, name="the program"))
        return started[-1]

    yield begin
    for process in started:
        process.stop()


def printed(process: ManagedProcess, text: str) -> str:
    """The output once it holds the text."""
    return wait_for(
        lambda: process.output() if text in process.output() else None,
        what=f"{text!r} in the output",
        seconds=5,
        seen=process.output,
    )


def gone(pid: int) -> bool:
    """Whether nobody runs under this id any more; somebody dead whom init hasn't buried yet is gone, too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_gone(*pids: int, seconds: float = 8) -> None:
    wait_for(
        lambda: all(map(gone, pids)), what=f"the end of {pids}", seconds=seconds, seen=lambda: str([*map(gone, pids)])
    )


def number(process: ManagedProcess, name: str) -> int:
    """What the program printed as name=number."""
    shown = printed(process, f"{name}=")
    return int(shown.partition(f"{name}=")[2].split()[0])


SLEEPER = "import signal; print('up'); signal.pause()"
STUBBORN_GRANDCHILD = """
    import os, signal, subprocess, sys
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf=1'); signal.pause()"
    child = subprocess.Popen([sys.executable, "-u", "-c", stubborn])
    print(f"child={os.getpid()}")
    print(f"grandchild={child.pid}")
    signal.pause()
"""


def test_what_it_prints_is_kept_in_order_without_a_newline_and_in_any_encoding(start: Start) -> None:
    process = start("""
        import sys
        print("перший")
        print("second", file=sys.stderr)
        sys.stdout.buffer.write(b"\\xff broken")
    """)
    wait_for(process.dies, what="its end", seconds=5)
    process.stop()

    assert process.output() == "    перший\n    second\n    � broken"


def test_only_the_last_lines_are_kept_and_shown(start: Start) -> None:
    process = start(f"for number in range({LINES_KEPT + 100}): print('line', number)\nprint('end')")
    shown = printed(process, "end").splitlines()

    assert len(shown) == LINES_SHOWN
    assert shown[0] == f"    line {LINES_KEPT + 100 - LINES_SHOWN + 1}"


def test_silence_is_told_in_words(start: Start) -> None:
    assert start("pass").output() == "    (it printed nothing)"


def test_ready_is_waited_for(start: Start) -> None:
    process = start(SLEEPER)
    process.wait_ready(lambda: "up" in process.output(), seconds=5, seen=process.output, what="the program")

    assert not process.dies()


def test_a_death_at_the_start_is_told_at_once_with_the_last_output(start: Start) -> None:
    process = start("print('no database'); raise SystemExit(3)")
    with pytest.raises(ProcessDied) as died:
        process.wait_ready(lambda: False, seconds=60, seen=lambda: "nothing", what="the program")

    told = str(died.value)
    assert "the program ended with code 3 before it was ready" in told
    assert "no database" in told
    assert "command: " in told


def test_who_never_becomes_ready_is_stopped_and_told_with_what_was_seen(start: Start) -> None:
    process = start(SLEEPER)
    printed(process, "up")
    with pytest.raises(ProcessDied) as late:
        process.wait_ready(lambda: False, seconds=0.1, seen=lambda: "503 starting", what="the program at :1")

    assert "waited 0.1 s for the program at :1; seen last: 503 starting" in str(late.value)
    assert "up" in str(late.value)
    assert process.dies()


def test_a_question_that_fails_leaves_no_process_behind(start: Start) -> None:
    process = start(SLEEPER)

    def ask() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process.wait_ready(ask, seconds=5, seen=lambda: "", what="it")
    assert process.dies()


def test_a_command_that_does_not_exist_is_named(tmp_path: Path) -> None:
    process = ManagedProcess(["no-such-program"], cwd=tmp_path, env=os.environ, name="it")
    with pytest.raises(ProcessDied, match="code 127") as died:
        process.wait_ready(lambda: False, seconds=5, seen=lambda: "", what="it")
    assert "can't start 'no-such-program': No such file or directory" in str(died.value)


def test_stopping_asks_with_sigterm_first(start: Start) -> None:
    process = start("""
        import signal, sys
        def leave(*_): print("good bye"); sys.exit(0)
        signal.signal(signal.SIGTERM, leave)
        print("up")
        signal.pause()
    """)
    printed(process, "up")
    process.stop()

    assert "good bye" in process.output()


def test_stopping_ends_a_stubborn_grandchild_too(start: Start) -> None:
    process = start(STUBBORN_GRANDCHILD)
    child, grandchild = number(process, "child"), number(process, "grandchild")
    printed(process, "deaf=1")
    process.stop()

    wait_gone(child, grandchild)


def test_a_stubborn_child_is_killed_after_its_time_of_grace(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The supervisor is a script: a copy of it with less grace is the same script.
    source = (Path(__file__).parents[3] / "harness/adapters/supervisor.py").read_text(encoding="utf-8")
    impatient = tmp_path / "supervisor.py"
    assert "GRACE_SECONDS = 5.0" in source
    impatient.write_text(source.replace("GRACE_SECONDS = 5.0", "GRACE_SECONDS = 0.2"), encoding="utf-8")
    monkeypatch.setattr("harness.adapters.process.SUPERVISOR", impatient)
    process = start("""
        import os, signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print(f"pid={os.getpid()}")
        while True:
            signal.pause()
    """)
    pid = number(process, "pid")
    process.stop()

    assert gone(pid)


def test_a_child_that_ends_takes_its_own_children_with_it(start: Start) -> None:
    process = start("""
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
        print(f"grandchild={child.pid}")
    """)
    grandchild = number(process, "grandchild")

    wait_gone(grandchild)
    assert process.dies(within=5)


@pytest.mark.parametrize("kill", [os.kill, os.killpg], ids=["itself", "with its own group"])
def test_when_the_harness_is_killed_the_whole_process_group_goes(kill: Kill, tmp_path: Path) -> None:
    harness = f"""
import os, signal, sys
from pathlib import Path
from harness.adapters.process import ManagedProcess
command = [sys.executable, "-u", "-c", {textwrap.dedent(STUBBORN_GRANDCHILD)!r}]
process = ManagedProcess(command, cwd=Path({str(tmp_path)!r}), env=os.environ, name="x")
while "deaf=1" not in process.output() or "grandchild=" not in process.output():
    signal.sigtimedwait([], 0.01)
print("supervisor", process.pid, process.output().replace("=", " "), flush=True)
signal.pause()
"""
    command = [sys.executable, "-c", harness]
    killed = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert killed.stdout is not None
    words = "".join(killed.stdout.readline() for _ in range(3)).split()
    pids = {name: int(words[words.index(name) + 1]) for name in ("supervisor", "child", "grandchild")}
    assert not any(map(gone, pids.values()))

    kill(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stdout.close()

    wait_gone(*pids.values())


def test_who_leaves_the_group_with_the_pipe_in_hand_does_not_hold_the_harness_up(start: Start) -> None:
    process = start("""
        import signal, subprocess, sys
        waits = "import signal; signal.alarm(20); signal.pause()"
        away = subprocess.Popen([sys.executable, "-c", waits], start_new_session=True)
        print(f"away={away.pid}")
        signal.pause()
    """)
    away = number(process, "away")
    stopping = threading.Thread(target=process.stop)
    stopping.start()
    stopping.join(6)

    assert not stopping.is_alive()
    os.kill(away, signal.SIGKILL)


def test_nothing_is_left_after_a_stop(start: Start) -> None:
    before, descriptors = threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        process = start(SLEEPER)
        supervisor = process.pid
        printed(process, "up")
        process.stop()
        process.stop()
        assert not Path(f"/proc/{supervisor}").exists(), "a zombie"

    # What earlier tests left may end meanwhile, so there may be fewer.
    assert threading.active_count() <= before
    assert len(list(Path("/proc/self/fd").iterdir())) <= descriptors


def test_ctrl_c_at_the_terminal_leaves_the_end_to_the_harness(start: Start) -> None:
    process = start("import os, signal; print(f'pid={os.getpid()} session={os.getsid(0)}'); signal.pause()")
    pid, session = number(process, "pid"), number(process, "session")
    os.kill(process.pid, signal.SIGINT)

    assert session == pid, "a session of its own: the terminal's signals don't reach it"
    assert not process.dies()
    process.stop()
    assert gone(pid)


def test_waiting_answers_what_was_found_and_says_what_was_seen() -> None:
    answers = iter([None, "", "there"])

    assert wait_for(lambda: next(answers), what="it", seconds=5) == "there"
    with pytest.raises(WaitedTooLong, match=r"waited 0 s for the moon; seen last: clouds\. Hint: look up"):
        wait_for(lambda: None, what="the moon", seconds=0, seen=lambda: "clouds", hint="look up")
