"""What a parser lets pass in silence although its author can't have meant it: the line and message of each."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any, Final

from gherkin.dialect import Dialect

from harness.gherkin.messages import nearest, say
from harness.gherkin.source import Mistake, Source, dialect_of, headers, quoted, step_words
from harness.gherkin.tables import columns_of, table_mistakes
from harness.gherkin.tags import unknown_tag
from harness.gherkin.vocabulary import Definition, Vocabulary

_HOLE: Final = re.compile(r"<([^<>]+)>")
_HEADER: Final = re.compile(r"\s*([^\W\d_][\w ]*?)\s*:")
_HTML: Final = frozenset({"a", "b", "br", "div", "h1", "html", "i", "img", "li", "p", "script", "span", "td", "tr"})
_BULLETS: Final = "-–—•*+"
Node = dict[str, Any]


def mistakes(source: Source, vocabulary: Vocabulary, *, tags: Collection[str] = ()) -> list[Mistake]:
    """Everything wrong with the file as a whole; a step that nobody knows concerns its scenario only.

    `tags` are those that the project has declared; none means that any tag will do.
    """
    found = [
        *_swallowed(source, vocabulary),
        *_empty(source),
        *_twice(source),
        *(one for scenario in scenarios_of(source.feature) for one in _scenario(scenario, source)),
        *_tags(source, tags),
        *_first_words(source),
    ]
    return sorted(found)


def step_mistakes(step: Node, definition: Definition, lang: str) -> Iterator[Mistake]:
    """What is wrong with the table or text below a step whose meaning is known."""
    line = step["location"]["line"]
    for argument, node in (("table", "dataTable"), ("docstring", "docString")):
        parameter = "datatable" if argument == "table" else argument
        if node in step and not definition.takes(parameter):
            yield step[node]["location"]["line"], say(lang, f"takes_no_{argument}")
        elif node not in step and definition.needs(parameter):
            yield line, say(lang, f"needs_{argument}")
    columns = columns_of(definition.function)
    if columns is not None and "dataTable" in step:
        rows = step["dataTable"]["rows"]
        for row, message in table_mistakes([_cells(row) for row in rows], columns, lang=lang):
            yield rows[row]["location"]["line"], message


def steps(source: Source) -> Iterator[Node]:
    """Every step as it is written, once."""
    for node in _nodes(source.feature):
        yield from node.get("steps", ())


def _swallowed(source: Source, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """Lines that the parser takes for a description because their keyword is mistyped: nobody would miss them."""
    lang, dialect, silent = source.lang, dialect_of(source.language), True
    for node in (*_nodes(source.feature), *_examples(source)):
        after = node["location"]["line"]
        for text in node.get("description", "").splitlines():
            lines = enumerate(source.lines[after:], after + 1)
            line = next((number for number, it in lines if it.strip() == text.strip()), after)
            header = _HEADER.match(text)
            near = get_close_matches(header[1], headers(dialect), n=1, cutoff=0.75) if header else []
            keyword, sentence = _split(text)
            if near:
                silent = False
                yield line, say(lang, "no_header", text=text.strip(), near=near[0])
                break
            # Where the parser has left a step's own keyword, it was a bullet, a tab or a capital that hid it.
            hidden = "steps" in node and _begins_a_step(keyword, text, dialect)
            if hidden or (sentence and vocabulary.every(sentence)):
                silent = False
                hint = nearest(lang, keyword, step_words(dialect))
                yield line, say(lang, "no_step_word", keyword=keyword, text=text.strip(), hint=hint)
                break
    if silent and not any(True for _ in scenarios_of(source.feature)):
        yield source.feature["location"]["line"], say(lang, "no_scenario")


def _split(text: str) -> tuple[str, str]:
    """A line's first word, whatever bullet stands before it, and the rest."""
    keyword, _, rest = re.sub(r"\s+", " ", text.strip().lstrip(_BULLETS).strip()).partition(" ")
    return keyword, rest


def _begins_a_step(keyword: str, text: str, dialect: Dialect) -> bool:
    words, bare = step_words(dialect, first=True), text.strip()
    if keyword in step_words(dialect) and (bare[0] in _BULLETS or "\t" in bare or bare == keyword):
        return True
    return keyword not in words and keyword.casefold() in map(str.casefold, words)


def _empty(source: Source) -> Iterator[Mistake]:
    """A background without steps, or a rule without scenarios, has lost them."""
    for child in _children(source.feature):
        if "background" in child and not child["background"]["steps"]:
            yield child["background"]["location"]["line"], say(source.lang, "empty_background")
        if "rule" in child and not any("scenario" in inner for inner in child["rule"]["children"]):
            yield child["rule"]["location"]["line"], say(source.lang, "empty_rule")


def _twice(source: Source) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for scenario in scenarios_of(source.feature):
        name, line = scenario["name"], scenario["location"]["line"]
        if first.setdefault(name, line) != line:
            yield line, say(source.lang, "twice", name=name, first=first[name])


def _scenario(scenario: Node, source: Source) -> Iterator[Mistake]:
    lang, name, line = source.lang, scenario["name"], scenario["location"]["line"]
    if not scenario["steps"]:
        yield line, say(lang, "no_steps", name=name)
    outlines = dialect_of(source.language).scenario_outline_keywords
    tables = [examples for examples in scenario["examples"] if "tableHeader" in examples]
    if not tables and scenario["keyword"] in outlines:
        yield line, say(lang, "no_examples", name=name)
    holes = _holes(scenario)
    for examples in scenario["examples"]:
        at = examples["location"]["line"]
        columns = _cells(examples["tableHeader"]) if "tableHeader" in examples else []
        if not examples.get("tableBody"):
            # Without even a header the outline has been told of already, unless another table hides it.
            if columns or tables:
                yield at, say(lang, "no_rows")
            continue
        for column, count in Counter(columns).items():
            if count > 1:
                yield examples["tableHeader"]["location"]["line"], say(lang, "double_column", column=column)
        for hole in sorted(holes - set(columns)):
            yield at, say(lang, "no_column", column=hole, hint=nearest(lang, hole, columns))


def _tags(source: Source, declared: Collection[str]) -> Iterator[Mistake]:
    for node in (*_nodes(source.feature), *_examples(source)):
        for tag in node.get("tags", ()):
            if message := unknown_tag(tag["name"].lstrip("@"), declared=declared, lang=source.lang):
                yield tag["location"]["line"], message


def _first_words(source: Source) -> Iterator[Mistake]:
    """A scenario that begins with “And” continues nothing: what it stands for can only be guessed."""
    for node in _nodes(source.feature):
        first = next(iter(node.get("steps", ())), None)
        if first is not None and first["keywordType"] in ("Conjunction", "Unknown"):
            words = quoted(step_words(dialect_of(source.language), first=True), source.lang)
            line, keyword = first["location"]["line"], first["keyword"].strip()
            yield line, say(source.lang, "first_step", keyword=keyword, words=words)


def _holes(scenario: Node) -> set[str]:
    texts = [scenario["name"]]
    for step in scenario["steps"]:
        # Not in doc strings: those hold HTML and XML, whose tags are no columns.
        texts.append(step["text"])
        texts += [cell for row in step.get("dataTable", {}).get("rows", ()) for cell in _cells(row)]
    return {hole for text in texts for hole in _HOLE.findall(text) if not _is_markup(hole)}


def _is_markup(hole: str) -> bool:
    """HTML between angle brackets, or a comparison: whoever writes a lead's name so means no column."""
    return bool(re.search(r"[/=\"'&]", hole)) or hole != hole.strip() or hole.lower() in _HTML


def _cells(row: Node) -> list[str]:
    return [cell["value"] for cell in row["cells"]]


def scenarios_of(feature: Node) -> Iterator[Node]:
    """Every scenario, those of rules included."""
    return (child["scenario"] for child in _children(feature) if "scenario" in child)


def _examples(source: Source) -> Iterator[Node]:
    return (examples for scenario in scenarios_of(source.feature) for examples in scenario["examples"])


def _children(feature: Node) -> Iterator[Node]:
    for child in feature["children"]:
        yield child
        yield from child.get("rule", {}).get("children", ())


def _nodes(feature: Node) -> Iterator[Node]:
    yield feature
    for child in _children(feature):
        yield from child.values()
