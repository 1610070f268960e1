"""How to see a scenario again: one command line, or its requests one by one as curl."""

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from harness.events.results import ScenarioResult
from harness.report.printable import printable
from harness.wire.exchange import Exchange
from harness.wire.redaction import BODY_LIMIT

# What the recorded side adds by itself, or what would contradict a body that curl measures anew.
_LEFT_OUT: Final = frozenset({"host", "content-length", "connection", "accept-encoding", "transfer-encoding"})
_PRINT: Final = re.compile(r"#[0-9a-f]{6}\b")
_NO_VARIABLE: Final = re.compile("[^A-Za-z_]")
_SPACES: Final = re.compile(r"\s+")
_METHODS_WITHOUT_BODY: Final = ("GET", "HEAD")


def command(result: ScenarioResult) -> str:
    """The command line that plays the scenario as it was played."""
    try:
        switches = shlex.split(result.switches)
    except ValueError:  # a quote that nothing closes: no harness has written this
        switches = [result.switches]
    return printable(shlex.join(("amocrm-e2e", "run", *switches, result.place)))


def curl_chain(exchanges: Sequence[Exchange]) -> str:
    """A shell script of what the phone, the browser and amoCRM sent; the backend's own requests are comments in it.

    Secrets are fingerprints in the record, and variables to be filled in here.
    """
    if not exchanges:
        return ""
    secrets = _secrets(exchanges)
    backends = list(dict.fromkeys(_base(each) for each in exchanges if each.callee == "backend"))
    variables = {base: f"backend{number or ''}" for number, base in enumerate(backends)}
    head = [f"{name}={shlex.quote(printable(base))}" for base, name in variables.items()]
    if any(each.callee == "amocrm" and each.caller != "backend" for each in exchanges):
        head.append("mock='http://127.0.0.1:8080'  # python -m mock_amocrm serve")
    head += [f"{name}=''  # {mark}" for mark, name in secrets.items()]
    parts = ["\n".join(head)]
    parts += [_told(each, variables, secrets) for each in exchanges]
    return "\n\n".join(parts) + "\n"


def _told(exchange: Exchange, variables: Mapping[str, str], secrets: Mapping[str, str]) -> str:
    title = _line(
        f"# №{exchange.number} {exchange.caller} → {exchange.callee} {exchange.role} → {exchange.status or '–'}"
    )
    if exchange.caller == "backend":
        return f"{title}\n{_line(f'#   {exchange.method} {exchange.url}')}"
    if len(exchange.request.body) > BODY_LIMIT:
        # Only shortened bodies are longer, and half of one would be another request.
        return f"{title}\n{_line(f'#   {exchange.method} {exchange.url}: its body was too long to be kept')}"
    base = _base(exchange)
    if exchange.callee == "backend":
        address = f'"${variables[base]}"' + _quoted(exchange.url.removeprefix(base), secrets)
    else:
        address = _quoted(exchange.url, secrets)
    # Only ever through the fake: its hosts are those of the real service.
    # Square brackets and braces in an address are no ranges of curl's: filter[id]=1 is sent as it is.
    words = ["curl -i -g" + (' -x "$mock"' if exchange.callee == "amocrm" else "")]
    if exchange.method not in _METHODS_WITHOUT_BODY or exchange.request.body:
        words.append(f"-X {_quoted(exchange.method, {})}")
    words += [
        f"-H {_quoted(f'{name}: {value}', secrets)}"
        for name, value in exchange.request.headers.items()
        if name.lower() not in _LEFT_OUT
    ]
    if exchange.request.body:
        words.append(f"--data-raw {_quoted(exchange.request.body, secrets)}")
    return title + "\n" + " \\\n  ".join([*words, address])


def _secrets(exchanges: Iterable[Exchange]) -> dict[str, str]:
    """The shell variable for each fingerprint, in the order in which they appear."""
    found: dict[str, str] = {}
    for exchange in exchanges:
        if exchange.caller == "backend":
            continue
        kinds = {mark: kind for kind, mark in exchange.fingerprints.items()}
        carried = [value for name, value in exchange.request.headers.items() if "token" in name.lower()]
        carried += [value for name, value in exchange.request.headers.items() if name.lower() == "authorization"]
        marks = [*kinds, *(mark for value in carried for mark in _PRINT.findall(value))]
        sent = " ".join((exchange.url, exchange.request.body, *carried))
        for mark in marks:
            if _PRINT.fullmatch(mark) and mark in sent:
                kind = _NO_VARIABLE.sub("_", kinds.get(mark, "token"))
                found.setdefault(mark, f"{kind}_{mark[1:]}")
    return found


def _quoted(text: str, secrets: Mapping[str, str]) -> str:
    """One shell word: nothing in it means anything to a shell but the variables of the secrets."""
    made, end = "", 0
    for match in _PRINT.finditer(text):
        if match[0] in secrets:
            made += _plain(text[end : match.start()]) + f'"${secrets[match[0]]}"'
            end = match.end()
    return made + _plain(text[end:]) if made else _plain(text) or "''"


def _plain(text: str) -> str:
    return shlex.quote(printable(text)) if text else ""


def _line(comment: str) -> str:
    return printable(_SPACES.sub(" ", comment))


def _base(exchange: Exchange) -> str:
    return f"{exchange.address.scheme}://{exchange.address.netloc}"
