"""Living documentation, a static site: the features, what came of them last, which bugs they are proved to catch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import ORDER
from harness.report.docs.messages import say
from harness.report.docs.names import page_names
from harness.report.docs.scenario import Caught, scenario_section
from harness.report.html.messages import say as say_report
from harness.report.html.parts import DRAWING, LOOKS, data, sources
from harness.report.html.rows import Feature, features, text
from harness.report.page import page
from harness.report.terminal import MARKS, last_line


@dataclass(frozen=True, slots=True)
class Known:
    """What no run tells by itself: what its files say of themselves, and which bugs each place is proved to catch."""

    descriptions: Mapping[str, str] = field(default_factory=dict)
    caught: Mapping[str, Sequence[Caught]] = field(default_factory=dict)
    proved: bool = False


def site(run: RunResult, known: Known) -> Mapping[str, str]:
    """The pages by their file names."""
    groups = features(run.scenarios)
    names = page_names([file for file, _ in groups])
    lang = run.language
    pages = {"index.html": _index(run, groups, names, known, lang)}
    for file, group in groups:
        pages[names[file]] = _feature(file, group, known, lang)
    return pages


def _index(run: RunResult, groups: Sequence[Feature], names: Mapping[str, str], known: Known, lang: str) -> str:
    words = say(lang)
    body = [f"<header><h1>{text(words['title'])}</h1>", f'<p class="verdict">{text(last_line(run, lang))}</p>']
    if run.started:
        body.append(f'<p class="soft small">{text(words["last_run"])}: {text(run.started)}</p>')
    if not known.proved:
        body.append(f'<p class="soft small">{text(words["not_proved"])}</p>')
    body += ["</header>", '<main id="main" tabindex="-1"><div class="scrolls" tabindex="0" role="region"']
    body.append(f' aria-label="{text(words["features"])}"><table><thead><tr>')
    body += [f'<th scope="col">{text(words[key])}</th>' for key in ("feature", "scenarios", "result", "catches")]
    body.append("</tr></thead><tbody>")
    body += [_line(file, group, names[file], known, lang) for file, group in groups]
    body.append("</tbody></table></div></main>")
    return page(title=words["title"], lang=lang, body="\n".join(body), style=sources(*LOOKS) + _style())


def _line(file: str, group: Sequence[ScenarioResult], name: str, known: Known, lang: str) -> str:
    statuses = say_report(lang)
    counts = {status: sum(scenario.verdict == status for scenario in group) for status in ORDER}
    result = ", ".join(
        f'<span class="mark {status}" aria-hidden="true">{MARKS[status]}</span> {text(statuses[status])} {count}'
        for status, count in counts.items()
        if count
    )
    bugs = {bug.id for scenario in group for bug in known.caught.get(scenario.place, ())}
    return (
        f'<tr><th scope="row"><a href="{name}"><bdi lang="{text(group[0].language)}">{text(group[0].feature)}</bdi></a>'
        f'<br><span class="soft small">{text(file)}</span></th><td>{len(group)}</td><td>{result}</td>'
        f"<td>{len(bugs) if known.proved else '–'}</td></tr>"
    )


def _feature(file: str, group: Sequence[ScenarioResult], known: Known, lang: str) -> str:
    title = group[0].feature
    return page(
        title=title,
        lang=lang,
        body="\n".join(_feature_body(file, group, known, lang)),
        style=sources(*LOOKS) + _style(),
        script='"use strict";\n' + sources(*DRAWING) + (files(__package__) / "docs.js").read_text(encoding="utf-8"),
    )


def _feature_body(file: str, group: Sequence[ScenarioResult], known: Known, lang: str) -> Iterator[str]:
    words, own = say(lang), text(group[0].language)
    yield f'<header><p class="screen"><a href="index.html">← {text(words["title"])}</a></p>'
    yield f'<h1><bdi lang="{own}">{text(group[0].feature)}</bdi></h1>'
    yield f'<p class="soft small">{text(file)}</p>'
    for paragraph in filter(None, known.descriptions.get(file, "").split("\n\n")):
        yield f'<p class="described" lang="{own}">{text(paragraph)}</p>'
    yield '</header><main id="main" tabindex="-1">'
    for number, scenario in enumerate(group):
        caught = known.caught.get(scenario.place, ()) if known.proved else None
        yield from scenario_section(scenario, number, caught, lang)
    yield "</main>"
    yield from data(group, lang)


def _style() -> str:
    return (files(__package__) / "docs.css").read_text(encoding="utf-8")
