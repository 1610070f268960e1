"""What to tell somebody whose sentence nobody knows: the nearest one, where they differ, and what to write instead."""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

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
# Whoever mends a sentence must not turn it round.
_NOT: Final = frozenset(
    {"не", "ні", "жодного", "без", "ніхто", "ни", "нет", "никто"}
    | {"not", "no", "never", "without", "nobody", "doesn't", "don't", "isn't"}
)


@dataclass(frozen=True, slots=True)
class Near:
    """A known sentence, in the form that the text is closest to, with its parameters as they are: `{word}`, `{int}`."""

    definition: Definition
    form: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence is unknown: as much of it as could be found out.

    `write` is the text that would be known; where it `looks_the_same`, whoever mends files may put it in unasked.
    """

    other_keywords: tuple[str, ...] = ()
    quotes: str = ""
    near: Near | None = None
    letters: str = ""
    difference: str = ""
    write: str = ""
    looks_the_same: bool = False


def explain(step: Step, vocabulary: Vocabulary, *, language: str, lang: str) -> Explanation:
    """What is wrong with a sentence; `language` is the feature's, `lang` that of the words."""
    text = one_spaced(step.name)
    if others := _other_keywords(step, vocabulary, language):
        return Explanation(other_keywords=tuple(others))
    straight = _QUOTED.sub(r'"\1"', text)
    if straight != text and vocabulary.meanings(step.type, straight):
        quotes = ", ".join(dict.fromkeys(found[0] for found in _QUOTED.finditer(text)))
        return Explanation(quotes=quotes, write=straight, looks_the_same=True)
    near = nearest_sentence(text, vocabulary, keyword=step.type, language=language)
    if near is None:
        return Explanation()
    write = _filled(text, near) if language in vocabulary.languages_of(near.definition) else ""
    if write and not vocabulary.meanings(step.type, write):
        write = ""
    # Only a text that looks the same all through may be taken for the sentence; where words differ, too, they are told.
    same = bool(write) and skeleton(write) == skeleton(text)
    return Explanation(
        near=near,
        letters=look_alikes(text, near.form),
        difference="" if same else _difference(text, near.form, lang),
        write=write,
        looks_the_same=same,
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
    said = skeleton(_bare(_VALUE.sub("", text)))
    for only in (language, ""):
        known = _known(vocabulary, keyword, only)
        if said not in known.found:
            known.found[said] = _closest(said, known.forms)
        if near := known.found[said]:
            return near
    return None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to say a sentence: what the eye sees of it without its values, and the words of that."""

    seen: str
    words: frozenset[str]
    near: Near


@dataclass(frozen=True, slots=True)
class _Known:
    """All forms of the sentences of a keyword and a language, and what has been looked up among them."""

    forms: tuple[_Form, ...]
    found: dict[str, Near | None] = field(default_factory=dict)


# Several hundred sentences have a few thousand forms: they are made once for each vocabulary.
_KNOWN: WeakKeyDictionary[Vocabulary, dict[tuple[str, str], _Known]] = WeakKeyDictionary()


def _known(vocabulary: Vocabulary, keyword: str, language: str) -> _Known:
    known = _KNOWN.setdefault(vocabulary, {})
    if (keyword, language) not in known:
        forms: dict[str, _Form] = {}
        # Of a sentence that may follow several keywords the fitting one is told of.
        for definition in sorted(vocabulary.definitions, key=lambda one: one.may_follow(keyword)):
            mine = not language or language in vocabulary.languages_of(definition)
            if mine and isinstance(definition.context.parser, Sentence):
                for form in _forms(definition.text):
                    seen = skeleton(_bare(form))
                    forms[seen] = _Form(seen, frozenset(seen.split()), Near(definition, form))
        known[keyword, language] = _Known(tuple(forms.values()))
    return known[keyword, language]


def _closest(said: str, forms: Sequence[_Form]) -> Near | None:
    words = frozenset(said.split())
    # A sentence about somebody begins with a name, which is like no other name.
    rest = said.partition(" ")[2]
    # difflib is slow; words in common tell which forms are worth its time.
    worth = sorted(forms, key=lambda form: -len(words & form.words) / (1 + len(form.words)))[:60]

    def likeness(form: _Form) -> float:
        mine = rest if form.near.form.startswith("{word}") else said
        return difflib.SequenceMatcher(a=mine, b=form.seen, autojunk=False).ratio()

    ratio, best = max(((likeness(form), form) for form in worth), key=lambda pair: pair[0], default=(0.0, None))
    return best.near if best and ratio >= _LIKE else None


def snippet(step: Step) -> list[str]:
    """Python that defines this very sentence, its values made parameters; whoever says it is pending until then."""
    words = one_spaced(step.name)
    names = [
        ("text: str", "{string}") if value[0] in "\"'" else ("number: int", "{int}") for value in _VALUE.findall(words)
    ]
    between = [re.sub(r"[{}()/\\]", r"\\\g<0>", text) for text in _VALUE.split(words)]
    expression = "".join(map("".join, itertools.zip_longest(between, (kind for _, kind in names), fillvalue="")))
    parameters = [name.replace(":", f"_{number}:") if number else name for number, (name, _) in enumerate(names)]
    parameters += ["datatable: list[list[str]]"] if step.datatable else []
    parameters += ["docstring: str"] if step.docstring is not None else []
    quote = "'" if '"' in expression else '"'
    raw = "r" if "\\" in expression else ""
    return [
        f"from harness.gherkin.expressions import {', '.join(sorted(('pending', step.type)))}",
        "",
        f"@{step.type}({raw}{quote}{expression}{quote})",
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


def _bare(text: str) -> str:
    return one_spaced(_PARAMETER.sub("", text))


def _forms(expression: str) -> Iterator[str]:
    """Every way to say a sentence, its parameters as they are: “код/коди” is two, “lead(s)” is two."""
    choices = [
        [word.replace("(", "").replace(")", ""), _OPTIONAL.sub("", word)] if "(" in word else word.split("/")
        for word in expression.split(" ")
    ]
    return (" ".join(words) for words in itertools.product(*choices))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text and what stands in its place in the form."""

    kind: str  # equal, replace, delete, insert
    said: tuple[str, ...]
    wanted: tuple[str, ...]


def _aligned(text: str, form: str) -> list[_Part]:
    said, wanted = _words(text), _words(form)
    have = ["{}" if _VALUE.fullmatch(word) else skeleton(word) for word in said]
    need = [_PARAMETER.sub("{}", skeleton(word)) for word in wanted]
    # A name is a value, too, but only its place shows it.
    if wanted and said and wanted[0] == "{word}":
        have[0] = "{}"
    matcher = difflib.SequenceMatcher(a=have, b=need, autojunk=False)
    return [_Part(kind, tuple(said[a:b]), tuple(wanted[c:d])) for kind, a, b, c, d in matcher.get_opcodes()]


def _difference(text: str, form: str, lang: str) -> str:
    kinds = {"{int}": say(lang, "kind_int"), "{string}": say(lang, "kind_string"), "{word}": say(lang, "kind_word")}
    told = []
    for part in _aligned(text, form):
        if part.kind == "equal" or _fits(part):
            continue
        wanted = _PARAMETER.sub(lambda found: kinds.get(found[0], found[0]), " ".join(part.wanted))
        told.append(say(lang, "pair", said=" ".join(part.said) or "–", wanted=wanted or "–"))
    return ", ".join(told)


def _fits(part: _Part) -> bool:
    """Whether this stretch is nothing but a name in the place of a name."""
    return len(part.said) == len(part.wanted) == 1 and "{word}" in part.wanted[0]


def _filled(text: str, near: Near) -> str:
    """The near sentence with the text's own values; nothing where one of them, or a “not”, would be lost."""
    words: list[str] = []
    for part in _aligned(text, near.form):
        if part.kind == "equal" or len(part.said) == len(part.wanted):
            pairs = list(zip(part.said, part.wanted, strict=True))
            if not all(_may_stand(said, wanted) for said, wanted in pairs):
                return ""
            words += [said if "{" in wanted else wanted for said, wanted in pairs]
        elif any("{" in word for word in part.wanted) or any(_VALUE.fullmatch(word) for word in part.said):
            return ""
        else:
            words += part.wanted
        if part.kind != "equal" and _NOT.intersection(map(str.lower, (*part.said, *part.wanted))):
            return ""
        # A name that isn't where names stand: nobody can tell who is meant.
        if part.kind == "delete" and any(word[0].isupper() for word in part.said):
            return ""
    return " ".join(words)


def _may_stand(said: str, wanted: str) -> bool:
    """Whether a word may be what a word of the form is, or be put in its place."""
    if wanted == "{int}":
        return said.lstrip("-").isdecimal()
    if wanted == "{string}":
        return said[0] in "\"'" and _VALUE.fullmatch(said) is not None
    if wanted == "{word}":
        return said[0].isupper()
    return "{" in wanted or not _VALUE.fullmatch(said)


def _words(text: str) -> list[str]:
    """Words, a quoted value being one."""
    return re.findall(rf"(?:{_VALUE.pattern})|\S+", text)
