"""The web phone's sources: the same bugs and texts as the headless one, small modules, packages from any registry."""

import json
import re
from pathlib import Path

from simulated_client import list_bugs
from simulated_client.messages import APP, LOCALES
from simulated_client.web import sources

SRC = sources.SOURCES / "src"
LONGEST = 300  # non-blank lines
USED_TEXT = re.compile(r"\b(text|localText)\(\s*\"([^\"]+)\"")


def code():
    return {path: path.read_text(encoding="utf-8") for path in SRC.rglob("*") if path.suffix in (".ts", ".tsx", ".css")}


def test_both_clients_know_the_same_bugs_in_the_same_order():
    table = (SRC / "bugs.ts").read_text(encoding="utf-8").partition("BUGS:")[2].partition("\n};")[0]
    assert re.findall(r'^  "([a-z0-9-]+)": \{', table, re.MULTILINE) == list_bugs()


def test_every_text_that_a_screen_shows_is_one_of_the_messages():
    used = [found for text in code().values() for found in USED_TEXT.findall(text)]
    assert len(used) > 40
    tables = {"text": APP, "localText": LOCALES["uk"]}
    assert [(table, key) for table, key in used if key not in tables[table]] == []


def test_no_screen_has_words_of_its_own():
    cyrillic = {
        str(path.relative_to(SRC)): re.findall("[а-яіїєґ]{2,}", text, re.IGNORECASE) for path, text in code().items()
    }
    assert {path: words for path, words in cyrillic.items() if words} == {}


def test_modules_stay_small():
    sizes = {str(path): sum(bool(line.strip()) for line in text.splitlines()) for path, text in code().items()}
    assert {path: size for path, size in sizes.items() if size > LONGEST} == {}


def test_its_packages_are_exact_and_come_from_wherever_npm_is_told_to_take_them():
    package = json.loads((sources.SOURCES / "package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    locked = json.loads((sources.SOURCES / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [path for path, package in locked.items() if path and not package.get("integrity")] == []
    assert [path for path, package in locked.items() if "resolved" in package] == []


def test_building_leaves_no_packages_in_the_checkout():
    assert not list(Path(sources.SOURCES).rglob("node_modules"))


def test_pages_of_other_sources_count_as_not_built(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "PAGES", tmp_path)
    assert not sources.is_built()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / sources.BUILT_FROM).write_text("of old")
    assert not sources.is_built()
    (tmp_path / sources.BUILT_FROM).write_text(sources.digest())
    assert sources.is_built()
