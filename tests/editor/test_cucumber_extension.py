"""The published language server of the Cucumber extension knows our sentences, in this repository and in a project."""

import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from extension import Extension, Known, opened
from pytest_bdd.steps import step_function_context_registry

from harness.gherkin.editor import COPIES, prepare
from scenarios import steps

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("amocrm-e2e")
LANGUAGES = ("uk", "ru", "en")
DRAFT = {
    "uk": "# language: uk\nФункціонал: Чернетка\n  Сценарій: Чернетка\n    Нехай {}\n",
    "ru": "# language: ru\nФункция: Черновик\n  Сценарий: Черновик\n    Допустим {}\n",
    "en": "# language: en\nFeature: Draft\n  Scenario: Draft\n    Given {}\n",
}
STEP_LINE = 4
MISSPELT = {
    "uk": "Олена маэ порожній акаунт amoCRM",
    "ru": "Алёна имеет пустой акаунт amoCRM",
    "en": "Ann has an empty amoCRM acount",
}
WELL_SPELT = {
    "uk": "Олена має порожній акаунт amoCRM",
    "ru": "Алёна имеет пустой аккаунт amoCRM",
    "en": "Ann has an empty amoCRM account",
}


def sentences() -> list[str]:
    """Every sentence that a run knows, as pytest-bdd has them after importing the steps."""
    for name in steps.pytest_plugins:
        importlib.import_module(name)
    return sorted(
        context.parser.name
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith(f"{steps.__name__}.")
    )


def set_up(folder: Path, *, exits: int = 0) -> str:
    done = subprocess.run([COMMAND, "editor"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == exits, done.stdout + done.stderr
    return done.stdout


def lacking(wanted: Sequence[str], known: Sequence[Known]) -> list[str]:
    """The sentences that the extension doesn't know, or knows only as something else."""
    names = {one.sentence for one in known}
    return [sentence for sentence in wanted if sentence not in names]


def language_of(sentence: str) -> str:
    """Told by its letters."""
    if not re.search(r"[а-я]", sentence):
        return "en"
    return "uk" if re.search(r"[іїєґ]", sentence) else "ru"


@pytest.fixture(scope="module")
def repository() -> Iterator[Extension]:
    """This repository, with the settings that are in it."""
    with opened(ROOT) as extension:
        yield extension


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's project: features and a harness.toml, the steps installed elsewhere, and one command."""
    folder = tmp_path_factory.mktemp("project").resolve()
    shutil.copytree(ROOT / "features", folder / "features")
    (folder / "harness.toml").write_text("version = 1\n")
    set_up(folder)
    return folder


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[Extension]:
    """VS Code in somebody's project."""
    with opened(project) as extension:
        yield extension


def test_every_sentence_is_known_in_somebodys_project(editor: Extension, project: Path) -> None:
    assert editor.errors == []
    assert lacking(sentences(), editor.known) == []
    assert sorted(one.sentence for one in editor.known) == sentences(), "each once"
    assert {one.path.parent for one in editor.known} == {project / COPIES}


def test_every_sentence_is_known_where_it_is_written_or_else_the_command_says_which_is_not(
    repository: Extension,
) -> None:
    told = prepare(ROOT, steps=[steps.__name__], beside=ROOT, header="").misread
    assert repository.errors == []
    assert lacking(sentences(), repository.known) == sorted(one.text for _, one in told)
    assert {one.path.parent for one in repository.known} == {ROOT / "scenarios" / "steps"}


def test_no_step_of_any_feature_is_marked(editor: Extension, project: Path) -> None:
    features = sorted((project / "features").rglob("*.feature"))
    marked = {str(path.relative_to(project)): editor.marks(path) for path in features}
    assert marked.keys() == {str(path.relative_to(ROOT)) for path in (ROOT / "features").rglob("*.feature")}
    assert {path: marks for path, marks in marked.items() if marks} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_step_is_marked_and_a_well_spelt_one_is_not(language: str, editor: Extension, project: Path) -> None:
    draft = project / "features" / f"misspelt_{language}.feature"
    [marked] = editor.marks(draft, DRAFT[language].format(MISSPELT[language]))
    assert (marked.line, marked.message) == (STEP_LINE, f"Undefined step: {MISSPELT[language]}")
    assert editor.marks(draft, DRAFT[language].format(WELL_SPELT[language])) == []


def test_the_words_of_a_sentence_are_completed_to_it(editor: Extension, project: Path) -> None:
    drafts = {language: project / "features" / f"completed_{language}.feature" for language in LANGUAGES}
    not_offered = []
    for sentence in sentences():
        language = language_of(sentence)
        # Of a choice, one word; of what may be missing, nothing.
        words = [re.sub(r"/.*|\(.*?\)", "", word) for word in sentence.split() if "{" not in word]
        editor.marks(drafts[language], DRAFT[language].format(" ".join(words)))
        if sentence not in editor.completions(drafts[language], STEP_LINE):
            not_offered.append(sentence)
    assert not_offered == []


@pytest.mark.parametrize(
    ("language", "typed", "offered"),
    [
        ("uk", "бачить лід", "{word} бачить {int} лід/ліди/лідів"),
        ("ru", "видит лид", "{word} видит {int} лид/лида/лидов"),
        ("en", "sees lead", "{word} sees the card of the lead {string}"),
        ("uk", "Соломія бачить лід", None),
    ],
)
def test_what_the_page_says_of_completion_is_so(
    language: str, typed: str, offered: str | None, editor: Extension, project: Path
) -> None:
    assert typed in (ROOT / "docs" / "editor.md").read_text(encoding="utf-8") or offered is None
    draft = project / "features" / f"typed_{language}.feature"
    editor.marks(draft, DRAFT[language].format(typed))
    offers = editor.completions(draft, STEP_LINE)
    assert offered in offers if offered else offers == []


def test_a_definition_is_where_its_sentence_is_written(editor: Extension, repository: Extension) -> None:
    for known in (*editor.known, *repository.known):
        assert f'"{known.sentence}")' in known.written, known


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_leads_to_its_definition(language: str, editor: Extension, repository: Extension, project: Path) -> None:
    led = {}
    for extension, folder in ((editor, project), (repository, ROOT)):
        draft = folder / "features" / f"led_{language}.feature"
        extension.marks(draft, DRAFT[language].format(WELL_SPELT[language]))
        [(path, line)] = extension.definitions(draft, STEP_LINE)
        assert WELL_SPELT[language].partition(" ")[2] in path.read_text(encoding="utf-8").splitlines()[line - 1]
        led[str(path.relative_to(folder))] = line
    line = led["scenarios/steps/accounts.py"]
    # One line further down: a copy begins with where it is from.
    assert led == {"scenarios/steps/accounts.py": line, f"{COPIES}/scenarios.steps.accounts.py": line + 1}


OWN = '''
from harness.gherkin.expressions import given, then, when

ENDING = "змінній"


@given("a plain one with {int} lead/leads")
@given('in "other" quotes')
@given("with {int} lead(s)")
@given("at amocrm.ru")
@given("either | or")
@given("times *")
@given("in two "
       "strings")
@given("joined " + 'by plus (s).')
@given("both ' and \\" quotes")
@given("an escaped \\\\{brace\\\\}")
@given(r"raw")
@given("""three quotes""")
@given(u"marked")
@given("\\u0434 by its number")
@given("речення в " + ENDING)
@given(f"речення з {ENDING}")
def stated() -> None:
    """One."""


class Steps:
    @when("what is ?P")
    def done(self) -> None:
        """Two."""
'''
COMPUTED = {"речення в змінній", "речення з змінній"}


def own() -> set[str]:
    """The sentences of that module as Python has them."""
    said: list[str] = []
    stand_in = "given = then = when = lambda sentence: said.append(sentence) or (lambda step: step)"
    exec(OWN.replace("from harness.gherkin.expressions import given, then, when", stand_in), {"said": said})
    return set(said)


def test_the_command_says_of_every_spelling_whether_the_extension_knows_it(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(OWN, encoding="utf-8")
    (tmp_path / "harness.toml").write_text('version = 1\nsteps = ["mine"]\n')
    set_up(tmp_path)
    misread = prepare(tmp_path, steps=["mine"], beside=tmp_path, header="").misread
    told = {one.text for _, one in misread if one.reason != "computed"} | COMPUTED
    with opened(tmp_path) as extension:
        known = {one.sentence for one in extension.known} & own()
    assert known == own() - told
    assert known == {"a plain one with {int} lead/leads", 'in "other" quotes', "joined by plus (s).", "marked"}
    assert [one.reason for _, one in misread].count("computed") == len(COMPUTED)


def test_in_a_copy_every_sentence_is_known_but_those_that_only_python_can_work_out(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "mine.py").write_text(OWN, encoding="utf-8")
    project = tmp_path / "project"
    found = prepare(project, steps=["mine"], beside=tmp_path / "theirs", header="of {module}")
    for change in found.changes:
        change.write()
    assert {one.reason for _, one in found.misread} == {"computed"}
    with opened(project) as extension:
        [error] = extension.errors
        assert "{ENDING}" in error
        known = {one.sentence: one for one in extension.known if one.sentence in own()}
    assert known.keys() == own() - COMPUTED
    copy = (project / COPIES / "mine.py").read_text(encoding="utf-8").splitlines()
    assert copy[0] == "# of mine"
    # Every line is one further down, however its sentence is spelled now.
    for line in ("def stated() -> None:", "class Steps:"):
        assert copy.index(line) == OWN.splitlines().index(line) + 1


def test_a_sentence_with_a_parameter_type_that_nobody_knows_is_reported(tmp_path: Path) -> None:
    good, bad = "{word} має гарний настрій", "{word} має {kolir} настрій"
    text = f'@given("{good}")\n@given("{bad}")\ndef mood() -> None: ...\n'
    (tmp_path / "moods.py").write_text(text, encoding="utf-8")
    (tmp_path / "harness.toml").write_text('version = 1\nsteps = ["moods"]\n')
    set_up(tmp_path)
    with opened(tmp_path) as extension:
        assert lacking([good, bad], extension.known) == [bad]
        [error] = extension.errors
    assert "Undefined parameter type 'kolir'" in error
