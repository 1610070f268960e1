"""`amocrm-e2e editor`: what it writes into somebody's project, and what it leaves alone."""

import difflib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.commands.messages import MESSAGES
from harness.gherkin.editor import EXTENSION, jsonc
from scenarios import steps

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("amocrm-e2e")
GLUE = {"cucumber.features": ["features/**/*.feature"], "cucumber.glue": [".vscode/amocrm-e2e/*.py"]}
RECOMMENDED = {"recommendations": [EXTENSION]}
STEP = 'from harness.gherkin.expressions import given\n\n\n@given("{0}")\ndef step() -> None:\n    """One."""\n'


@dataclass(frozen=True, slots=True)
class Project:
    """Somebody's folder."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def json(self, path: str) -> dict[str, object]:
        return jsonc.read(self.read(path))

    def editor(self, *arguments: str, path: Path | None = None) -> tuple[int, str]:
        env = os.environ | ({"PYTHONPATH": str(path)} if path else {})
        command = [COMMAND, "editor", *arguments]
        done = subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert bool(done.stderr) == (done.returncode == 2), done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr

    def files(self) -> dict[str, tuple[int, bytes]]:
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.write("harness.toml", "version = 1\n")
    return made


def test_one_command_sets_everything_up_and_the_next_one_changes_nothing(project: Project) -> None:
    code, said = project.editor()
    assert code == 0
    assert project.json(".vscode/settings.json") == GLUE
    assert project.json(".vscode/extensions.json") == RECOMMENDED
    copies = {path.name for path in (project.root / ".vscode/amocrm-e2e").iterdir()}
    assert copies == {f"{name}.py" for name in steps.pytest_plugins}
    assert said.splitlines() == [
        *(f"Written: .vscode/amocrm-e2e/{name}.py" for name in steps.pytest_plugins),
        "Written: .vscode/settings.json",
        "Written: .vscode/extensions.json",
        f"Install the extension Cucumber ({EXTENSION}) in VS Code and reload the window: Developer: Reload Window.",
    ]
    before = project.files()
    assert project.editor() == (0, "Everything is set up, nothing has changed.\n")
    assert project.editor("--check") == (0, "Everything is set up, nothing has changed.\n")
    assert project.files() == before


def test_check_writes_nothing_and_says_what_is_outdated(project: Project) -> None:
    before = project.files()
    code, said = project.editor("--check")
    assert code == 1
    assert "Outdated: .vscode/settings.json\n" in said
    assert said.endswith("Run it: amocrm-e2e editor\n")
    assert project.files() == before


def test_a_copy_says_where_it_is_from_and_is_read_only(project: Project) -> None:
    project.editor()
    name = steps.pytest_plugins[0]
    copy = project.root / ".vscode/amocrm-e2e" / f"{name}.py"
    first, _, rest = copy.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("# Made by “amocrm-e2e editor”")
    assert name in first
    assert not copy.stat().st_mode & 0o222
    original = Path(str(sys.modules[steps.__name__].__file__)).with_name(f"{name.rpartition('.')[2]}.py")
    changed = list(difflib.ndiff(original.read_text("utf-8").split("\n"), rest.split("\n")))
    assert [line for line in changed if line[0] in "+-" and not line.lstrip("+- ").startswith("@")] == []


def test_an_old_copy_is_mended_one_too_many_is_removed_and_a_strangers_file_stays(project: Project) -> None:
    project.editor()
    name = f".vscode/amocrm-e2e/{steps.pytest_plugins[0]}.py"
    good = project.read(name)
    (project.root / name).chmod(0o644)
    project.write(name, good.replace("@given", "@when"))
    project.write(".vscode/amocrm-e2e/gone.py", good)
    project.write(".vscode/amocrm-e2e/mine.py", "# mine\n")
    code, said = project.editor("--check")
    assert (code, said.count("Outdated: ")) == (1, 2)
    code, said = project.editor()
    assert code == 0
    assert said.splitlines()[:2] == [f"Written: {name}", "Removed: .vscode/amocrm-e2e/gone.py"]
    assert project.read(name) == good
    assert project.read(".vscode/amocrm-e2e/mine.py") == "# mine\n"
    assert project.editor("--check")[0] == 0


KEPT = {
    "plain": '{\n  "editor.tabSize": 3,\n  "files.exclude": {"**/a": true}\n}\n',
    "comments": '// ours\n{\n\t/* why */ "a": 1, // one\n\t"b": "// no, /* text */" // two\n\t// the end\n}\n',
    "last comma": '{\n    "a": [1, 2,],\n}',
    "crlf": '{\r\n    "a": 1 // one\r\n}\r\n',
    "one line": '{"a": 1}',
    "empty": "",
    "empty object": "{}",
    "only a comment": "// nothing yet",
    "comment inside": "{\n  // nothing yet\n}\n",
    "byte order mark": '\ufeff{\n  "a": 1\n}\n',
    "own glue": (
        '{\n  "cucumber.glue": [\n    "mine/*.py", // mine\n    "b/*.py" /* long\n comment */\n'
        '    // the end\n  ],\n  "a": 1\n}\n'
    ),
    "own glue in one line": '{"cucumber.glue": ["mine/*.py"], "a": {"b": ["c"]}}',
    "own glue, last comma": '{\n  "cucumber.glue": [\n    "mine/*.py",\n  ],\n}\n',
    "empty glue": '{\n  "cucumber.glue": [],\n  "z": "}"\n}\n',
    "glue twice": '{\n  "cucumber.glue": ["no"],\n  "cucumber.glue": [\n    "yes"\n  ]\n}\n',
    "own features": '{\n  "cucumber.features": ["e2e/*.feature"]\n}\n',
    "a deep key of that name": '{\n  "[x]": {\n    "cucumber.glue": [\n      "deep"\n    ]\n  }\n}\n',
    "escapes": '{\n  "a\\"b": "\\u0456 \\\\",\n  "c": "ї"\n}\n',
}


@pytest.mark.parametrize("name", KEPT)
def test_settings_are_added_to_and_nothing_else_in_them_changes(name: str, project: Project) -> None:
    before = KEPT[name]
    project.write(".vscode/settings.json", before)
    old = jsonc.read(before)
    code, _ = project.editor()
    after = project.read(".vscode/settings.json")
    assert code == 0
    # Letter by letter: whatever was there is still there, in its order.
    assert all(part[0] == "insert" for part in _differences(before, after))
    mine = old.get("cucumber.glue", [])
    assert isinstance(mine, list)
    assert jsonc.read(after) == GLUE | old | {"cucumber.glue": [*mine, *GLUE["cucumber.glue"]]}
    assert after.count("\r\n") in (0, after.count("\n"))
    assert project.editor("--check")[0] == 0


def _differences(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [part for part in matcher.get_opcodes() if part[0] != "equal"]


def test_what_is_added_looks_like_its_neighbours(project: Project) -> None:
    project.write(
        ".vscode/settings.json", '{\n  "a": 1, // one\n  "cucumber.glue": [\n    "mine/*.py" // mine\n  ]\n}\n'
    )
    project.editor()
    assert project.read(".vscode/settings.json") == (
        '{\n  "a": 1, // one\n  "cucumber.glue": [\n    "mine/*.py", // mine\n    ".vscode/amocrm-e2e/*.py"\n  ],\n'
        '  "cucumber.features": [\n    "features/**/*.feature"\n  ]\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{\n  "a": 1\n  "b": 2\n}\n', ".vscode/settings.json:3"),
        ("[1]\n", ".vscode/settings.json"),
        ('{\n  "a": 1,\n  "cucumber.glue": "all"\n}\n', ".vscode/settings.json:3"),
    ],
    ids=["broken", "a list", "glue is no list"],
)
def test_settings_that_cannot_be_added_to_stay_as_they_are_and_it_says_what_to_write(
    text: str, place: str, project: Project
) -> None:
    project.write(".vscode/settings.json", text)
    code, said = project.editor()
    assert code == 1
    assert project.read(".vscode/settings.json") == text
    assert project.json(".vscode/extensions.json") == RECOMMENDED
    told = said.partition(f"{place}: this file can't be added to, so it is left as it was; write into it:\n")[2]
    assert json.loads("{" + "\n".join(told.splitlines()[:2]) + "}") == GLUE
    assert project.editor("--check")[0] == 1


@pytest.mark.parametrize("key", ["recommendations", "unwantedRecommendations"])
def test_who_has_decided_on_the_extension_is_not_asked_again(key: str, project: Project) -> None:
    text = f'{{"{key}": ["cucumberopen.cucumber-official"]}}'
    project.write(".vscode/extensions.json", text)
    assert project.editor()[0] == 0
    assert project.read(".vscode/extensions.json") == text


def test_own_steps_are_used_where_they_are_and_never_run(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["mine", "ours.steps"]\n')
    project.write("mine.py", STEP.format("{word} is mine") + "\nraise SystemExit('this module was run')\n")
    project.write("ours/__init__.py", "raise SystemExit('this package was run')\n")
    project.write("ours/steps/__init__.py", 'pytest_plugins: tuple[str, ...] = ("ours.steps.a",)\n')
    project.write("ours/steps/a.py", 'pytest_plugins = "ours.more"\n' + STEP.format("a"))
    project.write("ours/more.py", STEP.format("more"))
    assert project.editor()[0] == 0
    assert project.json(".vscode/settings.json")["cucumber.glue"] == ["mine.py", "ours/*.py", "ours/steps/*.py"]
    assert not (project.root / ".vscode/amocrm-e2e").exists()


def test_steps_of_a_virtual_environment_in_the_project_are_copied(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["theirs"]\n')
    installed = project.write(".venv/lib/python3/site-packages/theirs.py", STEP.format("theirs"))
    assert project.editor(path=installed.parent)[0] == 0
    assert project.json(".vscode/settings.json")["cucumber.glue"] == [".vscode/amocrm-e2e/*.py"]
    assert project.read(".vscode/amocrm-e2e/theirs.py").partition("\n")[2] == STEP.format("theirs")


def test_features_elsewhere_are_found_where_there_is_no_features_folder(project: Project) -> None:
    for path in ("e2e/login/a.feature", "b.feature", "node_modules/c.feature", ".hidden/d.feature"):
        project.write(path, "Feature: One\n")
    project.editor()
    assert project.json(".vscode/settings.json")["cucumber.features"] == ["*.feature", "e2e/**/*.feature"]


def test_a_sentence_that_the_extension_does_not_know_is_told_with_its_place_and_what_to_write(project: Project) -> None:
    project.write("harness.toml", 'version = 1\nsteps = ["mine"]\n')
    project.write("mine.py", STEP.format("{int} lead(s)") + STEP.format("a\\x20b") + STEP.replace('"{0}"', "NAME"))
    code, said = project.editor()
    assert code == 0
    assert "mine.py:4: the extension doesn't know the sentence “{int} lead(s)”: to it ( ) is a regular expr" in said
    assert "mine.py:10: the extension doesn't know the sentence “a b”; write it as one plain string" in said
    assert "mine.py:16: the extension doesn't know the sentence NAME: it sees only strings" in said
    assert "mine.py:4: " in project.editor("--check")[1]


@pytest.mark.parametrize(
    ("steps_setting", "module", "told"),
    [
        ('["nowhere.steps"]', "", "harness.toml:2: there is no module “nowhere.steps”"),
        ('["mine.inner"]', "", "harness.toml:2: there is no module “mine.inner”"),
        ('["sys"]', "", "harness.toml:2: there is no module “sys”"),
        ('["mine"]', "def broken(:\n", "mine.py:1: invalid syntax"),
        ('"mine"', "", "harness.toml:2: “steps” must be a list"),
    ],
)
def test_steps_that_cannot_be_found_or_read_are_told_with_their_place(
    steps_setting: str, module: str, told: str, project: Project
) -> None:
    project.write("harness.toml", f"version = 1\nsteps = {steps_setting}\n")
    project.write("mine.py", module)
    before = project.files()
    code, said = project.editor()
    assert (code, said.count("\n")) == (2, 1)
    assert told in said
    assert project.files() == before


def test_it_works_without_settings_and_with_settings_elsewhere(project: Project) -> None:
    (project.root / "harness.toml").unlink()
    assert project.editor()[0] == 0
    project.write("conf/own.toml", 'version = 1\nsteps = ["mine"]\n')
    project.write("conf/mine.py", STEP.format("mine"))
    assert project.editor("--settings", "conf/own.toml")[0] == 0
    assert project.json(".vscode/settings.json")["cucumber.glue"] == [".vscode/amocrm-e2e/*.py", "conf/mine.py"]
    assert list((project.root / ".vscode/amocrm-e2e").iterdir()) == []


def test_it_speaks_the_language_of_the_settings_or_else_of_the_features(project: Project) -> None:
    project.write("features/a.feature", "# language: uk\nФункціонал: Один\n")
    assert "Записано .vscode/settings.json\n" in project.editor()[1]
    assert project.editor()[1] == "Усе налаштовано, змін немає.\n"
    project.write("harness.toml", 'version = 1\nlanguage = "ru"\n')
    assert "Записан .vscode/amocrm-e2e/scenarios.steps.app.py\n" in project.editor()[1]
    assert project.editor()[1] == "Всё настроено, изменений нет.\n"


def test_every_text_is_there_in_each_language_with_the_same_places() -> None:
    def places(text: str) -> set[str]:
        return {
            name for name in ("{place}", "{path}", "{text}", "{module}", "{characters}", "{extension}") if name in text
        }

    ours = {key for key in MESSAGES["en"] if key.startswith("editor_")}
    for language, texts in MESSAGES.items():
        assert {key for key in texts if key.startswith("editor_")} == ours, language
        assert {key: places(texts[key]) for key in ours} == {key: places(MESSAGES["en"][key]) for key in ours}


def test_the_page_shows_what_is_written(project: Project) -> None:
    page = (ROOT / "docs" / "editor.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- .vscode/settings.json -->\n```json\n")[2].partition("```")[0]
    project.editor()
    assert project.read(".vscode/settings.json") == shown
    assert EXTENSION in page


def test_this_repository_is_set_up() -> None:
    code, said = Project(ROOT).editor("--check")
    assert code == 0, said
