"""`amocrm-e2e new`: writes a first scenario by asking."""

import argparse
import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from harness.commands.messages import say

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.commands.first_scenario import Outcome
    from harness.commands.interview import Interview

Choice = TypeVar("Choice", bound=str)

COULD_NOT_RUN: Final = 2
MOST_LEADS: Final = 1000
SETTINGS: Final = Path("harness.toml")
_LANGUAGES: Final = {"1": "uk", "2": "ru", "3": "en", "українська": "uk", "русский": "ru", "english": "en"}
_OUTCOMES: Final[Mapping[str, "Outcome"]] = {"1": "allow", "2": "deny", "3": "late"}
_YES: Final = ("так", "т", "да", "д", "yes", "y", "+")
_NO: Final = ("ні", "н", "нет", "no", "n", "-")
_NAME: Final = re.compile(r"[^\W\d_][\w'’ʼ-]*")


def add(commands: "Commands") -> None:
    """Declare it."""
    new = commands.add_parser(
        "new",
        help="write a first scenario by asking",
        epilog="What is given here isn't asked for; with --yes nothing is, and the defaults fill in the rest.",
    )
    new.add_argument("--language", metavar="LANG", help="uk, ru or en (default: that of the terminal)")
    new.add_argument("--title", help="the feature's title")
    new.add_argument("--name", help="whose story it is")
    new.add_argument("--leads", metavar="NUMBER", help="how many leads the account has; 0: an empty account")
    new.add_argument("--outcome", metavar="WHAT", help="allow, deny or late")
    new.add_argument("--browser", action=argparse.BooleanOptionalAction, help="a real browser or not")
    new.add_argument("--file", help="the file to write; a bare name goes into features/")
    new.add_argument("--toml", action=argparse.BooleanOptionalAction, help="write harness.toml where there is none")
    new.add_argument("--yes", action="store_true", help="ask nothing")
    new.set_defaults(command=_new)


def _new(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.interview import Interview, Misunderstood, NoAnswer
    from harness.commands.language import terminal_language

    lang = terminal_language()
    interview = Interview(unattended=options.yes)
    try:
        lang = interview.answer(
            say(lang, "new_language"),
            read=lambda answer: _one_of(answer, _LANGUAGES, lang),
            default=next(number for number, language in _LANGUAGES.items() if language == lang),
            given=options.language,
        )
        return _write(options, interview, lang)
    except (Misunderstood, OSError) as error:
        return _failed(f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error))
    except NoAnswer as end:
        return _failed(say(lang, end.key))


def _write(options: argparse.Namespace, interview: "Interview", lang: str) -> int:
    from harness.commands.first_scenario import TEXTS, Answers, file_name, scenario_text

    words = TEXTS[lang]
    answers = Answers(
        language=lang,
        title=interview.answer(
            say(lang, "new_title"), read=lambda said: _text(said, lang), default=words["title"], given=options.title
        ),
        name=interview.answer(
            say(lang, "new_name"), read=lambda said: _name(said, lang), default=words["name"], given=options.name
        ),
        leads=interview.answer(
            say(lang, "new_leads"), read=lambda said: _number(said, lang), default="3", given=options.leads
        ),
        outcome=interview.answer(
            say(lang, "new_outcome"),
            read=lambda said: _one_of(said, _OUTCOMES, lang),
            default="1",
            given=options.outcome,
        ),
        browser=_yes(interview, lang, "new_browser", default=False, given=options.browser),
    )
    file = interview.answer(
        say(lang, "new_file"),
        read=lambda said: _file(said, lang),
        default=str(_free(Path("features", file_name(answers.title)))),
        given=options.file,
    )
    settings = False
    if not SETTINGS.exists():
        settings = _yes(interview, lang, "new_toml", default=True, given=options.toml)
        if not settings:
            sys.stdout.write(say(lang, "new_no_toml") + "\n")
    text = scenario_text(answers)
    _create({file: text} | ({SETTINGS: f'version = 1\nlanguage = "{lang}"\n'} if settings else {}))
    command = f"amocrm-e2e run {shlex.quote(str(file))}"
    written = [say(lang, "new_written", path=path) for path in ([SETTINGS] if settings else []) + [file]]
    sys.stdout.write("\n".join([*written, "", text, say(lang, "new_run", command=command)]) + "\n")
    return 0


def _create(files: Mapping[Path, str]) -> None:
    """All of them or none, and never over something that is there."""
    made: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except BaseException:
        for path in made:
            path.unlink()
        raise


def _text(answer: str, lang: str) -> str:
    from harness.commands.interview import Misunderstood

    if not answer:
        raise Misunderstood(say(lang, "new_empty"))
    if not answer.isprintable():
        raise Misunderstood(say(lang, "new_unprintable"))
    return answer


def _name(answer: str, lang: str) -> str:
    from harness.commands.interview import Misunderstood

    if not _NAME.fullmatch(_text(answer, lang)):
        raise Misunderstood(say(lang, "new_bad_name", answer=answer))
    return answer


def _number(answer: str, lang: str) -> int:
    from harness.commands.interview import Misunderstood

    if not re.fullmatch(r"[0-9]{1,9}", _text(answer, lang)) or int(answer) > MOST_LEADS:
        raise Misunderstood(say(lang, "new_bad_number", answer=answer, most=MOST_LEADS))
    return int(answer)


def _one_of(answer: str, choices: Mapping[str, Choice], lang: str) -> Choice:
    from harness.commands.interview import Misunderstood

    meant = _text(answer, lang).lower()
    for key, choice in choices.items():
        if meant in (key, choice):
            return choice
    known = ", ".join(f"{number} ({choice})" for number, choice in choices.items() if number.isdigit())
    raise Misunderstood(say(lang, "new_one_of", known=known))


def _yes(interview: "Interview", lang: str, key: str, *, default: bool, given: bool | None) -> bool:
    from harness.commands.interview import Misunderstood

    def read(answer: str) -> bool:
        if answer.lower() in (*_YES, *_NO):
            return answer.lower() in _YES
        raise Misunderstood(say(lang, "new_one_of", known=f"{say(lang, 'new_yes')}, {say(lang, 'new_no')}"))

    words = {True: say(lang, "new_yes"), False: say(lang, "new_no")}
    return interview.answer(
        say(lang, key), read=read, default=words[default], given=None if given is None else words[given]
    )


def _file(answer: str, lang: str) -> Path:
    """A bare name is one in features/; a folder that isn't there yet will be made."""
    from harness.commands.interview import Misunderstood

    path = Path(_text(answer, lang))
    if answer.endswith(("/", os.sep)) or path.is_dir():
        raise Misunderstood(say(lang, "new_is_folder", path=answer))
    path = path if path.suffix == ".feature" else path.with_name(path.name + ".feature")
    path = Path("features") / path if path.name == str(path) else path
    if os.path.lexists(path):
        raise Misunderstood(say(lang, "new_exists", path=path))
    above = next(folder for folder in path.absolute().parents if os.path.lexists(folder))
    if not (above.is_dir() and os.access(above, os.W_OK)):
        raise Misunderstood(say(lang, "new_no_folder", path=above))
    return path


def _free(path: Path) -> Path:
    """The first of name.feature, name_2.feature, … that isn't there."""
    number, free = 1, path.with_name(f"{path.name}.feature")
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name}_{number}.feature")
    return free


def _failed(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return COULD_NOT_RUN
