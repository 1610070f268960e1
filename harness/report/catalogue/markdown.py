"""The catalogue as one Markdown file, for a wiki or a repository."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from harness.report.catalogue import wording
from harness.report.catalogue.entry import LANGUAGES, Catalogue, Entry
from harness.report.catalogue.messages import say
from harness.report.printable import printable

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#~|])")


def markdown(catalogue: Catalogue, *, lang: str, every: bool = False) -> str:
    """The catalogue in one language or in every one; `lang` is the reader's."""
    return "\n".join(_lines(catalogue, lang, every=every)) + "\n"


def _lines(catalogue: Catalogue, lang: str, *, every: bool) -> Iterator[str]:
    sections = list(catalogue.sections())
    yield from (f"# {say(lang, 'title')}", "", wording.counted(catalogue, lang))
    if legend := wording.legend(catalogue, lang):
        yield from ("", f"## {say(lang, 'legend')}", "")
        yield from (f"- {_code(sign)}: {_plain(meaning)}" for sign, meaning in legend)
    yield from ("", f"## {say(lang, 'contents')}", "")
    for keyword, topics in sections:
        yield f"- [{_plain(wording.heading(catalogue, keyword, lang, every=every))}](#{keyword})"
        for key, _ in topics:
            yield f"  - [{_plain(wording.topic(catalogue, key, lang, every=every))}](#{wording.anchor(keyword, key)})"
    columns = [say(lang, name) for name in ("sentence", "example", "notes")]
    for keyword, topics in sections:
        yield from ("", f'<a id="{keyword}"></a>', "")
        yield f"## {_plain(wording.heading(catalogue, keyword, lang, every=every))}"
        for key, entries in topics:
            yield from ("", f'<a id="{wording.anchor(keyword, key)}"></a>', "")
            yield from (f"### {_plain(wording.topic(catalogue, key, lang, every=every))}", "")
            yield from (_row(columns), _row(["---"] * len(columns)))
            yield from (_row(_cells(catalogue, entry, lang, every=every)) for entry in entries)


def _cells(catalogue: Catalogue, entry: Entry, lang: str, *, every: bool) -> list[str]:
    own = entry.language(lang)
    languages = [one for one in LANGUAGES if one in entry.texts] if every else [own]
    sentence = "<br>".join(_code(entry.texts[one]) for one in languages)
    example = wording.example(catalogue, entry, lang)
    notes = [
        entry.summary if lang == "en" or every else "",
        wording.below(entry, lang),
        wording.also_after(catalogue, entry, lang),
        wording.used(entry, lang),
    ]
    return [
        f'<a id="{escape(entry.anchor)}"></a>{sentence}',
        "<br>".join(map(_code, example.lines)) if example else "",
        "<br>".join(_plain(note) for note in notes if note),
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """A code span, also inside a table, also around backticks; what is in it stands as it is."""
    text = _one_line(text)
    if "\\|" in text:
        # No code span in a table can hold a backslash before a bar.
        return "<code>" + re.sub(r"[^\w\s]", lambda found: f"&#{ord(found[0])};", text) + "</code>"
    # In a table a bar ends its cell, even in code; this backslash is taken away again.
    text = text.replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def _plain(text: str) -> str:
    """Text that is no markup, whatever it looks like."""
    return _SPECIAL.sub(r"\\\1", escape(_one_line(text), quote=False))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", printable(text)).strip()
