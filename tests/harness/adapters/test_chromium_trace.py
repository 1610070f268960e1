"""A trace of a scenario: its steps as groups, without secrets, for its owner only, and none of what has ended."""

import functools
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import playwright
import pytest
from tiny_site import Page, Site, serving
from visitor import ChromiumVisitor

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_trace import ScenarioTrace
from harness.wire.redaction import Redactor


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
    (kept,) = trace.keep(Redactor())

    assert groups(kept) == {"Given Ann": ["a"], "When Ann goes on": ["b"]}
    assert kept.name.startswith("мій_feature_5-Ann-")


def test_only_its_owner_may_read_a_trace_and_git_does_not_see_it(ann: ChromiumVisitor, trace: ScenarioTrace) -> None:
    ann.open("/a")
    (kept,) = trace.keep(Redactor())

    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert (kept.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_each_person_has_a_trace_of_their_own(
    ann: ChromiumVisitor, process: ChromiumProcess, crm: Site, trace: ScenarioTrace
) -> None:
    bob = ChromiumVisitor(ann.site, process, crm_url=crm.url, trace=trace, person="Bob <x>")
    ann.open("/a")
    bob.open("/b")
    kept = {path.name.rpartition("-")[0]: groups(path) for path in trace.keep(Redactor())}
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

    assert trace.keep(Redactor()) == []


def test_what_has_ended_is_not_kept(ann: ChromiumVisitor, trace: ScenarioTrace, tmp_path: Path) -> None:
    ann.browser.block_scripts()
    assert len(trace.keep(Redactor())) == 1
    assert trace.keep(Redactor()) == []


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
FORM = """
<form method="post" action="/sent"><input name="email" value="ann@example.com">
<input type="hidden" name="csrf_token" value="Pl4nted-csrf"><input type="password" name="secret"></form>
<p id="told">the app says Pl4nted-code and {"password": "Pl4nted-inside"}</p><img src="/pixel.png">
<script>console.log("kept", document.cookie); document.title = "?code=Pl4nted-code"</script>
"""
PLANTED = ("Pl4nted-cookie", "Pl4nted-typed", "Pl4nted-csrf", "Pl4nted-code", "Pl4nted-state", "Pl4nted-inside")


def test_no_secret_is_kept_and_everything_else_is_as_it_was(ann: ChromiumVisitor, trace: ScenarioTrace) -> None:
    ann.site.page("/form", FORM, Set_Cookie="session=Pl4nted-cookie", Content_Type="text/html")
    ann.site.pages["/pixel.png"] = Page(PIXEL, headers={"Content-Type": "image/png"})
    ann.open("/form?code=Pl4nted-code&state=Pl4nted-state")
    # Typed into a field that no name gives away, and never sent.
    ann.browser._page.locator("[name=secret]").fill("Pl4nted-typed")
    ann.browser._page.evaluate("document.body.append('Pl4nted-typed')")
    (kept,) = trace.keep(Redactor())

    with zipfile.ZipFile(kept) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    found = [(name, secret) for name, content in members.items() for secret in PLANTED if secret.encode() in content]
    assert found == []
    assert PIXEL in members.values(), "a picture stays what it was"
    told_of = b"".join(members.values()).decode(errors="replace")
    assert "ann@example.com" in told_of
    assert "the app says #" in told_of


def test_playwrights_own_viewer_opens_what_is_kept(
    ann: ChromiumVisitor, process: ChromiumProcess, trace: ScenarioTrace
) -> None:
    ann.site.page("/form", FORM, Content_Type="text/html")
    ann.open("/form?code=Pl4nted-code")
    trace.step_ends()
    (kept,) = trace.keep(Redactor())
    viewer = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "vite" / "traceViewer"
    with serving_files(viewer) as address, serving_files(kept.parent) as beside:
        context = process.context(scripts=True)
        page = context.new_page()
        page.goto(f"{address}/index.html?trace={beside}/{kept.name}")
        page.get_by_text("Given Ann").first.wait_for()
        page.get_by_text("Given Ann").first.dblclick()
        page.get_by_text("/form?code=#").first.wait_for()
        context.close()


@contextmanager
def serving_files(folder: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
