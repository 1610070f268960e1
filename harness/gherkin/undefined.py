"""What to tell somebody whose sentence nobody knows: the nearest one, where they differ, and what to write instead."""

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pytest_bdd.parser import Step

from harness.gherkin.expressions import Sentence, one_spaced
from harness.gherkin.look_alikes import look_alikes, skeleton
from harness.gherkin.messages import say
from harness.gherkin.source import dialect_of
from harness.gherkin.vocabulary import Definition, Vocabulary

_VALUE: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?<![\w.])-?\d+(?![\w.])")
_QUOTED: Final = re.compile(r"[«“„]([^«»“”„\"]*)[»”“]")
_PARAMETER: Final = re.compile(r"\{\w*\}")
_OPTIONAL: Final = re.compile(r"\(\w+\)")
# Below this two sentences have nothing to do with each other.
_LIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Near:
    """A known sentence, in the form that the text is closest to, with its parameters as they are: `{word}`, `{int}`."""

    definition: Definition
    form: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence is unknown: as much of it as could be found out.

    `write` is the text that would be known; with `letters` or `quotes` it looks the same or nearly so, and whoever
    mends files may put it in unasked.
    """

    other_keywords: tuple[str, ...] = ()
    quotes: str = ""
    near: Near | None = None
    letters: str = ""
    difference: str = ""
    write: str = ""


def explain(step: Step, vocabulary: Vocabulary, *, language: str, lang: str) -> Explanation:
    """What is wrong with a sentence; `language` is the feature's, `lang` that of the words."""
    text = one_spaced(step.name)
    if others := _other_keywords(step, vocabulary, language):
        return Explanation(other_keywords=tuple(others))
    straight = _QUOTED.sub(r'"\1"', text)
    if straight != text and vocabulary.meanings(step.type, straight):
        quotes = ", ".join(dict.fromkeys(found[0] for found in _QUOTED.finditer(text)))
        return Explanation(quotes=quotes, write=straight)
    near = nearest_sentence(text, vocabulary, keyword=step.type, language=language)
    if near is None:
        return Explanation()
    letters = look_alikes(text, near.form)
    difference = "" if letters else _difference(text, near.form, lang)
    return Explanation(
        near=near, letters=letters, difference=difference, write=_filled(text, near, vocabulary, step.type)
    )


def undefined_step(step: Step, vocabulary: Vocabulary, *, file: str, lang: str, language: str) -> str:
    """A few lines with file:line: `lang` is the language of the message, `language` the feature's."""
    why = explain(step, vocabulary, language=language, lang=lang)
    told = [
        ("other_keyword", {"known": ", ".join(why.other_keywords)}) if why.other_keywords else None,
        ("quotes", {"quotes": why.quotes}) if why.quotes else None,
        ("nearest", {"near": why.near.definition.text}) if why.near else None,
        ("look_alikes", {"letters": why.letters}) if why.letters else None,
        ("difference", {"words": why.difference}) if why.difference else None,
        ("write", {"line": f"{step.keyword.strip()} {why.write}"}) if why.write else None,
    ]
    lines = [f"{file}:{step.line_number}: " + say(lang, "undefined", step=one_spaced(step.name))]
    lines += ["  " + say(lang, key, **values) for key, values in filter(None, told)]
    if not (why.write or why.other_keywords):
        lines += ["  " + say(lang, "or_snippet" if why.near else "snippet")]
        lines += [f"    {line}".rstrip() for line in snippet(step)]
    return "\n".join(lines)


def ambiguous_step(step: Step, meanings: Sequence[Definition], *, file: str, lang: str, language: str) -> str:  # noqa: ARG001 - the same for every problem
    """The candidates of a sentence that several step functions claim."""
    lines = [f"{file}:{step.line_number}: " + say(lang, "ambiguous", step=one_spaced(step.name))]
    lines += [f"    {meaning.place}  {meaning.text}" for meaning in meanings]
    return "\n".join(lines)


def nearest_sentence(text: str, vocabulary: Vocabulary, *, keyword: str, language: str) -> Near | None:
    """The sentence that this text resembles most, whatever stands in its parameters; one of the language if it can."""
    mine = [one for one in vocabulary.definitions if language in one.languages]
    for definitions in (mine, vocabulary.definitions):
        forms = {
            (form.startswith("{word}"), skeleton(_bare(form))): Near(definition, form)
            # Of a sentence that may follow several keywords the fitting one is told of.
            for definition in sorted(definitions, key=lambda one: one.may_follow(keyword))
            if isinstance(definition.context.parser, Sentence)
            for form in _forms(definition.text)
        }
        said = skeleton(_bare(_VALUE.sub("", text)))
        # A sentence about somebody begins with a name, which is like no other name.
        said_of = {False: said, True: said.partition(" ")[2]}
        if best := _closest(said_of, list(forms)):
            return forms[best]
    return None


def snippet(step: Step) -> list[str]:
    """Python that defines this very sentence, its values made parameters; whoever says it is pending until then."""
    words = one_spaced(step.name)
    names = [
        ("text: str", "{string}") if value[0] in "\"'" else ("number: int", "{int}") for value in _VALUE.findall(words)
    ]
    kinds = iter(kind for _, kind in names)
    expression = _VALUE.sub(lambda _: next(kinds), re.sub(r"[{}()/\\]", r"\\\g<0>", words))
    parameters = [name.replace(":", f"_{number}:") if number else name for number, (name, _) in enumerate(names)]
    parameters += ["datatable: list[list[str]]"] if step.datatable else []
    parameters += ["docstring: str"] if step.docstring is not None else []
    quote = "'" if '"' in expression else '"'
    return [
        f"from harness.gherkin.expressions import {', '.join(sorted(('pending', step.type)))}",
        "",
        f"@{step.type}({quote}{expression}{quote})",
        f"def step({', '.join(parameters)}) -> None:",
        "    pending()",
    ]


def _other_keywords(step: Step, vocabulary: Vocabulary, language: str) -> list[str]:
    """The keywords, in the feature's language, after which this very sentence is known."""
    dialect = dialect_of(language)
    words = {"given": dialect.given_keywords, "when": dialect.when_keywords, "then": dialect.then_keywords}
    kinds = {definition.keyword for definition in vocabulary.every(step.name)}
    known = [word.strip() for kind in ("given", "when", "then") if kind in kinds for word in words[kind]]
    # “Припустимо, що” is “Припустимо” once more.
    return [word for word in known if word != "*" and "," not in word]


def _closest(said_of: Mapping[bool, str], forms: Sequence[tuple[bool, str]]) -> tuple[bool, str] | None:
    # difflib is slow on hundreds of sentences; words in common tell which ones are worth its time.
    said = set(said_of[False].split())
    shared = sorted(forms, key=lambda form: -len(said & set(form[1].split())) / (1 + len(form[1].split())))
    ratios = {
        form: difflib.SequenceMatcher(a=said_of[form[0]], b=form[1], autojunk=False).ratio() for form in shared[:60]
    }
    best = max(ratios, key=lambda form: ratios[form], default=None)
    return best if best and ratios[best] >= _LIKE else None


def _bare(text: str) -> str:
    return one_spaced(_PARAMETER.sub("", text))


def _forms(expression: str) -> Iterator[str]:
    """Every way to say a sentence, its parameters as they are: “код/коди” is two, “lead(s)” is two."""
    choices = [
        [word.replace("(", "").replace(")", ""), _OPTIONAL.sub("", word)] if "(" in word else word.split("/")
        for word in expression.split(" ")
    ]
    return (" ".join(words) for words in itertools.product(*choices))


def _aligned(text: str, form: str) -> Iterator[tuple[str, str]]:
    """Parts of the text that differ, and the parts of the form that stand in their place."""
    said, wanted = _words(text), _words(form)
    blank = [_PARAMETER.sub("{}", word) for word in wanted]
    have = [skeleton(word) if not _VALUE.fullmatch(word) else "{}" for word in said]
    # A name is a value, too, but only its place shows it.
    for number, word in enumerate(blank):
        if word == "{}" and number < len(have) and "{word}" in wanted[number]:
            have[number] = "{}"
    matcher = difflib.SequenceMatcher(a=have, b=[skeleton(word) for word in blank], autojunk=False)
    for kind, from_said, to_said, from_wanted, to_wanted in matcher.get_opcodes():
        if kind != "equal":
            yield " ".join(said[from_said:to_said]), " ".join(wanted[from_wanted:to_wanted])


def _difference(text: str, form: str, lang: str) -> str:
    kinds = {"{int}": say(lang, "kind_int"), "{string}": say(lang, "kind_string"), "{word}": say(lang, "kind_word")}
    return ", ".join(
        f"«{said or '–'}» → «{_PARAMETER.sub(lambda found: kinds.get(found[0], found[0]), wanted) or '–'}»"
        for said, wanted in _aligned(text, form)
        if _bare(said) != _bare(wanted) and not ("{word}" in wanted and len(said.split()) == len(wanted.split()))
    )


def _filled(text: str, near: Near, vocabulary: Vocabulary, keyword: str) -> str:
    """The near sentence with the text's own values, if that makes it one that is known; else nothing."""
    said, wanted = _words(text), _words(near.form)
    values = iter(_VALUE.findall(text))
    words = []
    for number, word in enumerate(wanted):
        if "{word}" in word and number < len(said):
            words.append(word.replace("{word}", said[number]))
        elif "{" in word:
            words.append(_PARAMETER.sub(lambda _: next(values, ""), word))
        else:
            words.append(word)
    made = " ".join(words)
    return made if vocabulary.meanings(keyword, made) else ""


def _words(text: str) -> list[str]:
    """Words, a quoted value being one."""
    return re.findall(rf"(?:{_VALUE.pattern})|\S+", text)
