"""`python -m simulated_client`: what it says of what it can't do, and that it serves and ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from simulated_client.cli import main
from simulated_client.web_host import host

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pages(tmp_path, monkeypatch):
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    monkeypatch.setitem(host.WebHost.__init__.__kwdefaults__, "pages", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--backend", "http://127.0.0.1:3000", "--bug", "seeed"], "did you mean"),
        (["--backend", "http://127.0.0.1:3000", "--port", "70000"], "--port 70000 can't be used"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(pages, capsys, words, said):
    assert main(["serve", *words]) == 2
    assert said in capsys.readouterr().err


def test_an_address_without_its_scheme_is_refused_at_once(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--backend", "127.0.0.1:3000"])
    assert "'127.0.0.1:3000' is no whole address" in capsys.readouterr().err


def test_without_pages_it_says_how_to_build_them(pages, capsys):
    (pages / "index.html").unlink()
    assert main(["serve", "--backend", "http://127.0.0.1:3000"]) == 2
    assert "make web" in capsys.readouterr().err


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_ended(ending, pages):
    code = (
        "import sys; from pathlib import Path; from simulated_client.cli import main; from simulated_client import "
        f"web_host; web_host.WebHost.__init__.__kwdefaults__['pages'] = Path({str(pages)!r}); sys.exit(main())"
    )
    words = [sys.executable, "-c", code, "serve", "--backend", "http://127.0.0.1:9", "--client-id", "c-1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        address = running.stdout.readline().removeprefix("the phone is at ").strip()
        told = requests.get(address + "settings.json", timeout=5).json()
        refused = requests.get(address + "backend/api", timeout=5)
        running.send_signal(ending)
        try:
            assert running.wait(timeout=10) == 0
        finally:
            running.kill()
    assert (told["client_id"], told["driven"]) == ("c-1", False)
    assert (refused.status_code, refused.headers["X-Phone-Network-Error"]) == (502, "Network Error")
