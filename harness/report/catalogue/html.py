"""The catalogue as one HTML file: all languages in it, a search, examples to copy; complete without JavaScript, too."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from typing import Final

from harness.report.catalogue import wording
from harness.report.catalogue.entry import LANGUAGES, Catalogue, Entry, Keyword
from harness.report.catalogue.messages import LANGUAGE_NAMES, say
from harness.report.catalogue.search import APOSTROPHES, ENDINGS, entry_words, stem
from harness.report.page import page
from harness.report.printable import printable

ALL: Final = "all"
COMMAND: Final = "amocrm-e2e steps --format html"
_PARAMETER: Final = re.compile(r"\{\w*\}")


def html(catalogue: Catalogue, *, lang: str, every: bool = False) -> str:
    """The page; `lang` is the language that it opens in, `every` opens it in all of them."""
    return page(
        title=say(lang, "title"),
        lang=lang,
        body="\n".join(_body(catalogue, lang, every=every)),
        style=_text("catalogue.css"),
        script=_script(),
    )


def _body(catalogue: Catalogue, lang: str, *, every: bool) -> Iterator[str]:
    yield f"<header><h1>{_ui(lambda one: say(one, 'title'))}</h1>"
    yield f'<p class="soft">{_ui(lambda one: wording.counted(catalogue, one))}</p>'
    yield f'<div class="tools screen">{_languages(lang, every=every)}{_search()}</div>'
    yield from _legend(catalogue)
    yield "</header>"
    yield '<div class="columns">'
    yield from _contents(catalogue)
    yield '<main id="main" tabindex="-1">'
    for keyword, topics in catalogue.sections():
        yield f'<section aria-labelledby="{keyword}"><h2 id="{keyword}">{_title(catalogue, keyword)}</h2>'
        for key, entries in topics:
            name = wording.anchor(keyword, key)
            yield f'<section aria-labelledby="{name}"><h3 id="{name}">{_topic(catalogue, key)}</h3>'
            for entry in entries:
                yield from _entry(catalogue, entry)
            yield "</section>"
        yield "</section>"
    yield "</main></div>"
    made_by = _ui(lambda one: say(one, "made_by", command=COMMAND))
    yield f'<footer class="soft small"><p>{made_by}</p></footer>'


def _languages(lang: str, *, every: bool) -> str:
    chosen = ALL if every else lang
    names = {
        **{one: f'<span lang="{one}">{name}</span>' for one, name in LANGUAGE_NAMES.items()},
        ALL: _ui(_said("all")),
    }
    radios = []
    for value, name in names.items():
        checked = " checked" if value == chosen else ""
        radios.append(f'<label><input type="radio" name="in" id="in-{value}" value="{value}"{checked}> {name}</label>')
    legend = f'<legend class="unseen">{_ui(_said("language"))}</legend>'
    return f'<fieldset class="languages">{legend}{"".join(radios)}</fieldset>'


def _search() -> str:
    return (
        f'<search class="search" hidden><label for="search">{_ui(_said("search"))}</label>'
        '<input type="search" id="search" autocomplete="off" spellcheck="false"> <output for="search">'
        f"{_ui(lambda one: say(one, 'shown', count='<b></b>'), markup=True)}</output></search>"
    )


def _legend(catalogue: Catalogue) -> Iterator[str]:
    yield f'<details class="legend small"><summary>{_ui(_said("legend"))}</summary>'
    for lang in LANGUAGES:
        rows = "".join(
            f"<dt>{_sentence(sign)}</dt><dd>{_e(told)}</dd>" for sign, told in wording.legend(catalogue, lang)
        )
        yield f'<dl data-ui="{lang}" lang="{lang}">{rows}</dl>'
    yield "</details>"


def _contents(catalogue: Catalogue) -> Iterator[str]:
    yield f'<nav class="screen" aria-labelledby="contents"><h2 id="contents">{_ui(_said("contents"))}</h2><ul>'
    for keyword, topics in catalogue.sections():
        yield f'<li><a href="#{keyword}">{_title(catalogue, keyword)}</a><ul>'
        for key, entries in topics:
            link = f'<a href="#{wording.anchor(keyword, key)}">{_topic(catalogue, key)}</a>'
            yield f'<li>{link}&nbsp;<span class="soft">{len(entries)}</span></li>'
        yield "</ul></li>"
    yield "</ul></nav>"


def _entry(catalogue: Catalogue, entry: Entry) -> Iterator[str]:
    # Stems only: whoever writes a longer form has the same one.
    words = " ".join(dict.fromkeys((*entry_words(entry), *map(stem, entry_words(entry)))))
    yield f'<article class="entry" id="{_e(entry.anchor)}" data-words="{_e(words)}">'
    yield f'<h4><span class="said">{_each(entry, lambda one: _sentence(entry.texts[one]))}</span>'
    link = f'#<span class="unseen">{_ui(_said("link"))}</span>'
    yield f'<a class="anchor screen" href="#{_e(entry.anchor)}">{link}</a></h4>'
    for lang in LANGUAGES:
        yield _example(entry, lang)
    if entry.summary:
        yield f'<p class="summary soft" lang="en" data-in="en">{_e(entry.summary)}</p>'
    facts = (wording.below, lambda one, lang: wording.also_after(catalogue, one, lang), wording.used)
    for lang in LANGUAGES:
        told = "".join(f"<li>{_e(text)}</li>" for fact in facts if (text := fact(entry, lang)))
        yield f'<ul class="facts soft small" data-ui="{lang}" lang="{lang}">{told}</ul>'
    yield "</article>"


def _example(entry: Entry, lang: str) -> str:
    own = entry.language(lang)
    if own not in entry.examples:
        return ""
    lines = entry.examples[own].lines
    words = f'<span class="do">{_ui(_said("copy"))}</span><span class="done">{_ui(_said("copied"))}</span>'
    copy = f'<button type="button" class="copy screen small" hidden>{words}</button>'
    # A table keeps its shape and scrolls, by the keyboard too; one line wraps where a phone ends.
    shape = ' tabindex="0"' if len(lines) > 1 else ' class="line"'
    text = _e("\n".join(lines))
    return f'<div class="example" {_shown_in(lang, own)}><pre{shape}>{text}</pre>{copy}</div>'


def _shown_in(lang: str, own: str) -> str:
    """Attributes of what is shown to readers of one language, and is written in that or, for want of it, in another."""
    other = "" if own == lang else " data-other"
    return f'lang="{own}" data-in="{lang}"{other}'


def _each(entry: Entry, render: Callable[[str], str]) -> str:
    """What there is in each language; where a language has nothing, the one that is there stands for it."""
    own = {lang: entry.language(lang) for lang in LANGUAGES}
    return "".join(f"<span {_shown_in(lang, other)}>{render(other)}</span>" for lang, other in own.items())


def _ui(render: Callable[[str], str], *, markup: bool = False) -> str:
    """A text of the page itself, in the language that is switched on."""
    texts = {lang: render(lang) for lang in LANGUAGES}
    return "".join(
        f'<span data-ui="{lang}" lang="{lang}">{text if markup else _e(text)}</span>' for lang, text in texts.items()
    )


def _said(key: str) -> Callable[[str], str]:
    return lambda lang: say(lang, key)


def _title(catalogue: Catalogue, keyword: Keyword) -> str:
    return _ui(lambda lang: wording.heading(catalogue, keyword, lang, every=False))


def _topic(catalogue: Catalogue, key: str) -> str:
    return _ui(lambda lang: catalogue.topic(key, lang))


def _sentence(text: str) -> str:
    """An expression with its parameters standing out."""
    parts, end = [], 0
    for found in _PARAMETER.finditer(text):
        parts += [_e(text[end : found.start()]), f'<code class="value">{_e(found[0])}</code>']
        end = found.end()
    return "".join((*parts, _e(text[end:])))


def _script() -> str:
    constants = {"endings": ENDINGS, "apostrophes": APOSTROPHES}
    return f"const rules = {json.dumps(constants)};\n{_text('catalogue.js')}"


def _e(text: str) -> str:
    return escape(printable(text))


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
