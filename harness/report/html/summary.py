"""The head of the page: the run in plain words, what it was broken by, and the filters."""

from collections.abc import Iterator, Mapping

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import ORDER
from harness.report.headline import headline
from harness.report.html.messages import say
from harness.report.html.rows import features, short, text
from harness.report.terminal import MARKS, last_line

MOST_CAUSES = 20
MOST_LINKS = 12


def summary(run: RunResult, lang: str) -> Iterator[str]:
    """What has become of the run."""
    words = say(lang)
    mood, mark = ("good", "✓") if run.green else ("bad", "✗") if run.broken else ("soft", "–")
    yield f'<p class="verdict {mood}"><span aria-hidden="true">{mark}</span> {text(last_line(run, lang))}</p>'
    facts = {words["profile"]: run.profile, words["backend"]: run.backend, words["bugs"]: ", ".join(run.bugs)}
    told = " · ".join(f"{text(name)}: <code>{text(fact)}</code>" for name, fact in facts.items() if fact)
    yield f'<p class="soft small">{told}</p>' if told else ""
    yield from _listed(words["unreadable"], run.unreadable)
    yield from _listed(words["outside"], run.outside)
    yield from _causes(run, words)
    if run.notes:
        notes = "".join(f"<li>{text(note)}</li>" for note in run.notes)
        yield f"<details><summary>{text(words['noted'])} ({len(run.notes)})</summary><ul>{notes}</ul></details>"
    if run.unattributed:
        stray = ", ".join(f"{request} ×{count}" for request, count in sorted(run.unattributed.items())[:MOST_LINKS])
        yield f'<p class="small">{text(words["unattributed"])}: <code>{text(stray)}</code></p>'


def filters(run: RunResult, words: Mapping[str, str]) -> Iterator[str]:
    """Text, status and tag; of no use on paper."""
    counts = run.counts
    tags = sorted({tag for scenario in run.scenarios for tag in scenario.tags})
    yield f'<form class="filters screen" role="search" aria-label="{text(words["filter"])}">'
    yield f'<label>{text(words["text"])} <input type="search" id="text" autocomplete="off"></label>'
    yield f'<fieldset><legend class="unseen">{text(words["status"])}</legend>'
    for status in ORDER:
        if counts[status]:
            yield (
                f'<label><input type="checkbox" name="status" value="{status}" checked> '
                f'<span class="mark {status}" aria-hidden="true">{MARKS[status]}</span> '
                f"{text(words[status])} <b>{counts[status]}</b></label>"
            )
    yield "</fieldset>"
    if tags:
        options = "".join(f'<option value="{text(tag)}">@{text(tag)}</option>' for tag in tags)
        yield f'<label>{text(words["tag"])} <select id="tag"><option value="">–</option>{options}</select></label>'
    yield f'<output id="shown" class="soft small" data-text="{text(words["shown"])}"></output></form>'


def _listed(title: str, told: Mapping[str, str]) -> Iterator[str]:
    if told:
        yield f'<section class="bad-news"><h2>{text(title)}: {len(told)}</h2>'
        for name, message in told.items():
            yield f"<h3><bdi>{text(name)}</bdi></h3><pre>{text(message)}</pre>"
        yield "</section>"


def _causes(run: RunResult, words: Mapping[str, str]) -> Iterator[str]:
    ordered = [scenario for _, group in features(run.scenarios) for scenario in group]
    groups: dict[tuple[bool, str], list[tuple[int, ScenarioResult]]] = {}
    for number, scenario in enumerate(ordered):
        if scenario.red:
            # Without a cause what the step saw is all that tells one failure from another.
            cause = (True, str(scenario.findings[0]["cause"])) if scenario.findings else (False, headline(scenario))
            groups.setdefault(cause, []).append((number, scenario))
    if not groups:
        return
    yield f'<section aria-labelledby="causes"><h2 id="causes">{text(words["causes"])}</h2><ul class="causes">'
    # What has a known cause is read first, and what is common before what is rare.
    ranked = sorted(groups.items(), key=lambda group: (not group[0][0], -len(group[1])))
    for (known, _), met in ranked[:MOST_CAUSES]:
        first = met[0][1]
        title = str(first.findings[0]["title"]) if known else short(headline(first))
        unknown = "" if known else f"{text(words['no_cause'])}: "
        links = ", ".join(
            f'<a href="#s{number}">{text(scenario.place.rpartition("/")[2])}</a>'
            for number, scenario in met[:MOST_LINKS]
        )
        more = f" +{len(met) - MOST_LINKS}" if len(met) > MOST_LINKS else ""
        told = f'<b lang="{text(first.language)}"><bdi>{text(title)}</bdi></b>'
        yield f'<li>{unknown}{told} <span class="small">{links}{more}</span></li>'
    left = len(ranked) - MOST_CAUSES
    yield f"<li>+{left}</li>" if left > 0 else ""
    yield "</ul></section>"
