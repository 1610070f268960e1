"""A small catalogue with everything that can make one hard to render."""

from collections.abc import Mapping

from harness.report.catalogue import Argument, Catalogue, Column, Entry, Example, Keyword, Use

WORDS: Mapping[str, Mapping[Keyword, str]] = {
    "uk": {"given": "Нехай", "when": "Коли", "then": "Тоді"},
    "ru": {"given": "Допустим", "when": "Когда", "then": "Тогда"},
    "en": {"given": "Given", "when": "When", "then": "Then"},
}
TOPICS = {
    "shop.leads": {"uk": "Ліди", "ru": "Лиды", "en": "Leads"},
    "shop.own": {"en": "My own <b>steps</b> | and more"},
}
LANGUAGES = ("uk", "ru", "en")


def entry(
    name: str,
    *texts: str,
    keywords: tuple[Keyword, ...] = ("then",),
    topic: str = "shop.leads",
    examples: Mapping[str, Example] | None = None,
    summary: str = "",
    takes: Argument = "nothing",
    columns: tuple[Column, ...] = (),
    uses: tuple[Use, ...] = (),
) -> Entry:
    by_lang = dict(zip(LANGUAGES, texts, strict=False))
    return Entry(name, keywords, topic, by_lang, examples or {}, summary, takes, columns, uses)


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue(entries, TOPICS, WORDS)


SEES = entry(
    "leads.sees",
    "{word} бачить {int} лід/ліди/лідів",
    "{word} видит {int} лид/лида/лидов",
    "{word} sees {int} lead(s)",
    examples={
        "uk": Example(("Тоді Олена бачить 3 ліди",), "features/a.feature:7"),
        "ru": Example(("Тогда Елена видит 3 лида",)),
        "en": Example(("Then Ann sees 3 leads",)),
    },
    summary="Counts them.",
    uses=(Use("features/z.feature:3", "en"), *(Use(f"features/a.feature:{line}", "uk") for line in (5, 7, 9))),
)
HAS = entry(
    "leads.has",
    "{word} має ліди:",
    "{word} имеет лиды:",
    "{word} has the leads:",
    keywords=("when", "given"),
    examples={"uk": Example(("Коли Олена має ліди:", r"  | назва \| сума |", r"  | Дім \\ двір |"))},
    takes="table",
    columns=(
        Column({"uk": "назва", "ru": "название", "en": "name"}, required=True),
        Column({"uk": "бюджет", "ru": "бюджет", "en": "price"}, required=False),
    ),
)
DOCSTRING = entry("leads.note", "примітка", "примечание", "a note", takes="text", keywords=("given",))
SCRIPT = entry(
    "own.evil",
    'скажи `<script>alert("1")</script>` | & [лінк](x) *так* \x1b[31m',
    topic="shop.own",
    examples={"uk": Example(("Тоді </script><script>alert(2)</script>", r"  | \| |"))},
    summary="</p><script>alert(3)</script> | _x_",
    uses=(Use("features/<img src=x>.feature:1", "uk"),),
)
EVERYTHING = catalogue(SEES, HAS, DOCSTRING, SCRIPT)
