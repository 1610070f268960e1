"""Which files start a backend anew, and what ends an endless round of starts."""

import shutil
from pathlib import Path
from queue import Empty, SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

from harness.commands import kept_up
from harness.commands.sources import Sources


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    (tmp_path / "own-venv").mkdir()
    (tmp_path / "own-venv/pyvenv.cfg").touch()
    return Sources(tmp_path, settings=tmp_path / "harness.toml", tell=lambda _: None)


@pytest.mark.parametrize(
    "name",
    [
        "main.py",
        "src/server.ts",
        "go.mod",
        ".env",
        ".env.local",
        "views/page.html",
        "src/cache/redis.js",
        "harness.toml",
    ],
)
def test_sources_start_it_anew(sources: Sources, tmp_path: Path, name: str) -> None:
    assert sources.matters(tmp_path.resolve() / name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "dev.db",
            "dev.sqlite3-wal",
            "data/kept.SQLITE",
            "app.log",
            "server.pid",
            "main.pyc",
            "main.py~",
            ".main.py.swp",
        ),
        *("node_modules/x/index.js", "src/node_modules/x.js", ".venv/x.py", "own-venv/x.py", "src/__pycache__/x.py"),
        *(".git/HEAD", "runs/1/x.json", "traces/x.zip", "cache/x.json", "uploads/x.png", "../elsewhere.py"),
    ],
)
def test_what_the_backend_writes_itself_does_not(sources: Sources, tmp_path: Path, name: str) -> None:
    assert not sources.matters((tmp_path / name).resolve())


def test_a_file_that_says_the_same_is_no_news(sources: Sources, tmp_path: Path) -> None:
    file = tmp_path.resolve() / "main.py"
    news = []
    for text in ("a", "a", "b", None, None):
        file.unlink(missing_ok=True) if text is None else file.write_text(text)
        news.append(sources._is_news(file))
    assert news == [True, False, True, True, False]
    assert not sources._is_news(tmp_path.resolve() / "4913"), "what an editor makes for a moment"


def test_of_a_folder_that_is_put_there_its_sources_are_heard(tmp_path: Path) -> None:
    new, folder = tmp_path / "new", tmp_path / "project"
    for name in ("main.py", "node_modules/x.js", "deep/er.ts", "kept.db"):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text("x", encoding="utf-8")
    (folder / "uploads").mkdir(parents=True)
    told: SimpleQueue[object] = SimpleQueue()
    with Sources(folder, settings=None, tell=told.put):
        shutil.copytree(new, folder / "uploads/new")
        new.rename(folder / "new")
        assert told.get(timeout=20) == (folder / "new/deep/er.ts", folder / "new/main.py")
    assert told.empty()


def test_a_file_that_each_start_writes_is_watched_no_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only two starts come of one change, and a change of another file is heard nevertheless."""
    saved: kept_up.Saved = SimpleQueue()
    built, main = tmp_path / "built.json", tmp_path / "main.py"
    starts = 0

    def start() -> None:
        nonlocal starts
        starts += 1
        saved.put((built,))

    systems: Any = SimpleNamespace(
        lang="en",
        settings=SimpleNamespace(path=None),
        stop_backend=lambda: None,
        start_backend=start,
        recall_user=lambda: False,
    )
    keeper = kept_up._Keeper(systems, saved, tmp_path)

    def until_quiet() -> None:
        def quiet() -> None:
            raise Empty

        monkeypatch.setattr(keeper, "_look", quiet)
        with pytest.raises(Empty):
            keeper.keep()

    monkeypatch.setattr(kept_up, "LOOK_SECONDS", 0.01)
    saved.put((main,))
    until_quiet()
    assert starts == 2
    saved.put((main, built))
    until_quiet()
    assert starts == 3
    told = capsys.readouterr().err
    assert told.count("so they aren't watched any more: built.json") == 1
    assert [line.partition(".")[0] for line in told.splitlines() if line.startswith("Changed")] == [
        *("Changed: main", "Changed: built", "Changed: main")
    ]
