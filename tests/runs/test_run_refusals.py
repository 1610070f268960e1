"""What can't be run: one message that says what to do, exit code 2, no traceback, nothing left running."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from project_folder import Finished, Project, nothing_is_left

SOMEBODY_ELSES_BACKEND = (
    "[backend]",
    'url = "http://127.0.0.1:1"',
    'callback = "/callback"',
    'client_id = "a1"',
    'client_secret = "b2"',
)
ALONE_AND_IN_TWO = pytest.mark.parametrize("processes", ["0", "2"], ids=["alone", "n2"])


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def refused(done: Finished, *words: str) -> None:
    """One message on standard error, and nothing else anywhere."""
    assert done.code == 2, done.said
    assert done.out == ""
    assert done.err.startswith(("ERROR: ", "amocrm-e2e: ")), done.err
    assert done.err.count("ERROR: ") + done.err.count("amocrm-e2e: ") == 1, done.err
    for noise in ("Traceback", "_pytest", "xdist", "site-packages", "HTTPConnection", "crashed", "node down"):
        assert noise not in done.err
    for word in words:
        assert word in done.err, done.err
    assert not done.events, "a report would be made of these"
    nothing_is_left(done.mark)


@ALONE_AND_IN_TWO
def test_an_unknown_setting_is_named_with_its_line_and_the_nearest_one(project: Project, processes: str) -> None:
    project.settings("[backend]", 'redy = "/health"')
    refused(project.run("-n", processes), "harness.toml:3: ", "backend.redy", "did you mean “ready”?")


@ALONE_AND_IN_TWO
def test_an_unknown_placeholder_is_named_with_its_line_and_the_nearest_one(project: Project, processes: str) -> None:
    project.settings("[backend]", 'command = ["serve", "--port", "{prot}"]')
    refused(project.run("-n", processes), "harness.toml:3: ", "{prot}", "did you mean “port”?")


@ALONE_AND_IN_TWO
def test_settings_that_are_no_toml_are_told_with_their_line(project: Project, processes: str) -> None:
    project.write("harness.toml", "version = 1\nbackend = = 1\n")
    refused(project.run("-n", processes), "harness.toml:2: ", "not valid TOML")


def test_settings_that_are_not_there_are_told(project: Project) -> None:
    refused(project.run("--settings", "other.toml"), "other.toml")


@ALONE_AND_IN_TWO
def test_a_mistyped_bug_is_answered_with_the_nearest(project: Project, processes: str) -> None:
    refused(project.run("--bug", "sed", "-n", processes), "--bug sed", "did you mean “seed”?")


@ALONE_AND_IN_TWO
def test_an_unknown_profile_is_answered_with_the_nearest(project: Project, processes: str) -> None:
    refused(project.run("--profile", "strict", "-n", processes), "“strict”", "did you mean “strict403”?")


@ALONE_AND_IN_TWO
def test_a_path_that_leads_nowhere_is_answered_with_the_nearest(project: Project, processes: str) -> None:
    done = project.run("features/smal.feature", "-n", processes)
    refused(done, "no file or folder 'features/smal.feature'", "did you mean “features/small.feature”?")


@ALONE_AND_IN_TWO
def test_when_nothing_is_collected_it_says_from_where(project: Project, processes: str) -> None:
    refused(project.run("-k", "nobody", "-n", processes), "no scenario was collected from features")


def test_a_backend_url_where_nobody_listens_is_told(project: Project) -> None:
    project.settings(*SOMEBODY_ELSES_BACKEND)
    refused(project.run(), "http://127.0.0.1:1/health", "Connection refused", "Start it")


def test_a_command_that_does_not_exist_is_told(project: Project) -> None:
    project.settings("[backend]", 'command = ["no-such-program", "{port}"]')
    refused(project.run(), "no-such-program", "No such file or directory")


@ALONE_AND_IN_TWO
def test_of_a_backend_that_dies_at_start_the_last_words_are_shown(project: Project, processes: str) -> None:
    project.write("app.py", "import sys\nprint('cannot reach the\\ndatabase', sys.argv)\nsys.exit(3)\n")
    project.settings("[backend]", 'command = ["{python}", "app.py", "{client_secret}"]', 'client_secret = "Pl4nted"')
    done = project.run("-n", processes)
    refused(done, "code 3", "cannot reach the", "database", "app.py")
    assert "Pl4nted" not in done.said


def test_of_a_backend_that_never_gets_ready_it_says_what_was_seen_last(project: Project) -> None:
    project.write("app.py", "import threading\nprint('warming up', flush=True)\nthreading.Event().wait()\n")
    project.settings("[backend]", 'command = ["{python}", "app.py"]', "start_seconds = 0.5")
    done = project.run()
    refused(done, "0.5 s", "/health", "seen last: Connection refused", "warming up")


def test_of_a_backend_that_answers_with_errors_only_the_last_answer_is_shown(project: Project) -> None:
    project.write(
        "app.py",
        "import http.server, sys\n"
        "class Failing(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self): self.send_error(503, 'migrating')\n"
        "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Failing).serve_forever()\n",
    )
    project.settings("[backend]", 'command = ["{python}", "app.py", "{port}"]', "start_seconds = 1")
    refused(project.run(), "seen last: 503", "migrating")


def test_a_mock_port_in_use_is_told(project: Project, taken_port: int) -> None:
    project.settings("[mock]", f"port = {taken_port}")
    refused(project.run(), f"[mock] port = {taken_port}", "Address already in use")


def test_a_mock_url_where_nobody_listens_is_told(project: Project) -> None:
    project.settings("[mock]", 'url = "http://127.0.0.1:1"')
    refused(project.run(), "the mock at http://127.0.0.1:1", "Connection refused")


def test_a_browser_that_is_not_where_the_setting_says_is_told_before_anything_runs(project: Project) -> None:
    project.settings("[browser]", 'kind = "chromium"', 'chromium = "/no/such/chromium"')
    refused(project.run(), "[browser] chromium", "/no/such/chromium")


def test_a_browser_that_is_no_browser_is_told(project: Project) -> None:
    project.settings("[browser]", 'kind = "chromium"', 'chromium = "/bin/false"')
    done = project.run()
    assert done.code == 2
    assert done.err.startswith("amocrm-e2e: could not run: /bin/false doesn't start")
    nothing_is_left(done.mark)


def test_without_any_browser_the_line_to_type_is_shown(project: Project, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    project.environment |= {"PATH": str(nothing), "PLAYWRIGHT_BROWSERS_PATH": str(nothing)}
    refused(project.run("--browser", "chromium"), "no Chromium", "playwright install --only-shell chromium")


def test_a_bug_of_a_backend_that_somebody_else_started_is_refused(project: Project) -> None:
    project.settings(*SOMEBODY_ELSES_BACKEND)
    refused(project.run("--bug", "token-lost"), "token-lost", "http://127.0.0.1:1")


def test_a_malformed_world_is_refused_by_the_mock(project: Project) -> None:
    project.write("bad.toml", "users = = 1\n")
    done = project.command("mock-amocrm", "serve", "--port", "0", "--world", "bad.toml")
    assert (done.code, done.out) == (2, "")
    assert "bad.toml" in done.err
    assert "line 1" in done.err
    project.write("bad.toml", "[[users]]\nadmn = true\n")
    done = project.command("mock-amocrm", "serve", "--port", "0", "--world", "bad.toml")
    assert (done.code, done.out) == (2, "")
    assert "users[0].admn: unknown key; did you mean 'admin'?" in done.err
    assert "Traceback" not in done.err


def test_the_mock_says_that_its_port_is_in_use(project: Project, taken_port: int) -> None:
    done = project.command("mock-amocrm", "serve", "--port", str(taken_port))
    assert (done.code, done.out) == (2, "")
    assert f"127.0.0.1:{taken_port}: Address already in use" in done.err
    assert "Traceback" not in done.err


def test_where_nothing_can_be_written_it_says_so_before_anything_runs(project: Project) -> None:
    refused(project.run("--junit", "features"), "--junit features: this is a folder")
    refused(project.run("--json", "features/small.feature/x"), "small.feature is a file")
    project.write("runs", "a file")
    refused(project.run(), "runs is a file")
    refused(project.run("--run-folder", "/proc/runs"), "events can't be written to /proc/runs: No such file")


def test_a_browser_without_windows_has_nothing_to_show(project: Project) -> None:
    refused(project.run("--browser", "form", "--headed"), "--headed", "need Chromium")
    refused(project.run("--browser", "form", "--trace"), "a trace need Chromium")


@pytest.mark.parametrize("milliseconds", ["fast", "-1", "60001"])
def test_a_pause_that_is_no_number_of_milliseconds_is_told(project: Project, milliseconds: str) -> None:
    done = project.run(f"--slow-mo={milliseconds}")
    assert done.code == 2
    assert f"{milliseconds!r} is no number of milliseconds up to 60000" in done.err


def test_windows_without_a_display_are_told_before_anything_runs(project: Project) -> None:
    project.environment |= {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    refused(project.run("--headed"), "--headed: there is no display")
