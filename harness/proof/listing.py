"""The catalogue of known bugs as a list: in the terminal, and as a page of the documentation."""

from collections.abc import Iterator
from typing import Final, get_args

from harness.proof.catalogue import BUGS, CATALOGUE, Bug, Home, Unswitched
from harness.report.proof.messages import say

HEAD: Final = """\
# Known bugs

What goes wrong in integrations with amoCRM: met in the history of one real system (D and F) or told by many who
integrate (M). Each bug has a switch, `--bug ID`; the scenarios named beside it go red with it, and its cause is named.
This page is made by `amocrm-e2e bugs --format markdown`.
"""


def terminal(lang: str) -> str:
    """Every bug in a line, by whose mistake it is; then those that can't be switched on, with the reason."""
    words, width = say(lang), max(map(len, BUGS))
    lines = []
    for home, bugs in _by_home():
        lines.append(f"{words[home]}:")
        for bug in bugs:
            lines.append(f"  {bug.id:<{width}}  {bug.title[lang]}")
            lines += [f"  {'':<{width}}    removes: {gone}" for gone in _removed(bug)]
        lines.append("")
    lines.append(f"{words['left']}:")
    for one in CATALOGUE.unswitched.values():
        lines += [f"  {one.id}: {one.title[lang]}", f"      {one.reason[lang]}"]
    return "\n".join(lines)


def markdown(lang: str = "en") -> str:
    """The same with switches, causes and scenarios."""
    words = say(lang)
    parts = [HEAD]
    for home, bugs in _by_home():
        title = words[home]
        parts.append(f"## {title[0].upper()}{title[1:]}\n")
        parts += [_told(bug, lang) for bug in bugs]
    parts.append(f"## {words['left']}\n")
    parts += [_left(one, lang) for one in CATALOGUE.unswitched.values()]
    return "\n".join(parts)


def _removed(bug: Bug) -> list[str]:
    """The moments at which the app no longer asks the backend again."""
    from simulated_client import BUGS as SWITCHES

    return sorted(gone.value for switch in SWITCHES if switch.id in bug.switches.client for gone in switch.removes)


def _by_home() -> Iterator[tuple[str, list[Bug]]]:
    for home in get_args(Home):
        if bugs := [bug for bug in BUGS.values() if bug.lives == home]:
            yield home, bugs


def _told(bug: Bug, lang: str) -> str:
    words = say(lang)
    causes = ", ".join(f"`{cause}`" for cause in sorted(bug.causes))
    scenarios = "; ".join(f"{name} (`{file}`)" for file, names in bug.fails.items() for name in names)
    rows = f" ({', '.join(bug.rows)})" if bug.rows else ""
    return (
        f"### {bug.id}\n\n{bug.title[lang]}{rows}\n\n"
        f"- {words['causes']}: {causes}\n- {words['caught_by']}: {scenarios}\n"
    )


def _left(one: Unswitched, lang: str) -> str:
    rows = f" ({', '.join(one.rows)})" if one.rows else ""
    return f"- **{one.title[lang]}**{rows}: {one.reason[lang]}"
