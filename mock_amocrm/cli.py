"""The command `mock-amocrm`: serve the fake, list its worlds, tell what it imitates."""

import argparse
import re
import secrets
import string
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from mock_amocrm.flavour import DOMAINS, flavour_of
from mock_amocrm.journal import CAPACITY
from mock_amocrm.messages import LANGS
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.profile import DEFAULT_PROFILE, PROFILES, UnknownProfile, profile
from mock_amocrm.serving import CannotServe, Serving, free_port, serve

COMMANDS = ("serve", "worlds", "coverage")
HOST = re.compile(r"[\w-]+(\.[\w-]+)*|[0-9a-fA-F:]+", re.ASCII)  # or an address; no scheme, no port, no path
REDIRECT_URI = "http://127.0.0.1:3000/callback"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; bad input is one line on stderr and exit code 2."""
    parser = _parser()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        parser.error(f"there is no command {arguments[0]!r}: {did_you_mean(arguments[0], COMMANDS)}")
    options = parser.parse_args(arguments)
    try:
        if options.command == "serve":
            serve(_serving(options))
        elif options.command == "worlds":
            _print_worlds()
        elif options.command == "coverage":
            _print_coverage(options)
        else:
            parser.print_help()
    except (CannotServe, UnknownProfile) as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        return 130
    return 0


def _serving(options: argparse.Namespace) -> Serving:
    from mock_amocrm.worlds import MANY_LEADS, MalformedWorld, check_world

    _check(options)
    source = _world(options.world)
    try:
        count = check_world(source, lang=options.lang or flavour_of(options.domain).lang, leads=options.leads)
    except MalformedWorld as error:
        raise CannotServe(str(error)) from None
    if count >= MANY_LEADS:
        sys.stderr.write(f"making {count:,} leads …\n")
    alphabet = string.ascii_letters + string.digits
    return Serving(
        host=options.host,
        port=options.port or free_port(options.host),
        profile=profile(options.profile).name,
        world=source,
        domain=options.domain,
        lang=options.lang,
        seed=options.seed,
        leads=options.leads,
        journal=options.journal,
        client_id=options.client_id or str(uuid.uuid4()),
        client_secret=options.client_secret or "".join(secrets.choice(alphabet) for _ in range(64)),
        redirect_uri=options.redirect_uri,
        tls=options.tls,
        ca_file=options.ca_file,
        deliver_to=tuple(host.lower() for host in options.deliver_to),
        strict=options.strict,
        limits=options.limits,
    )


def _check(options: argparse.Namespace) -> None:
    from mock_amocrm.control.integrations import wrong_redirect_uri

    complaint = wrong_redirect_uri(options.redirect_uri)
    if complaint:
        raise CannotServe(f"--redirect-uri {complaint}")
    if options.domain not in DOMAINS:
        raise CannotServe(f"--domain {options.domain!r}: {did_you_mean(options.domain, DOMAINS)}")
    if options.lang is not None and options.lang not in LANGS:
        raise CannotServe(f"--lang {options.lang!r}: {did_you_mean(options.lang, LANGS)}")
    if options.ca_file is not None and not options.tls:
        raise CannotServe("--ca-file goes with --tls: without it there is no authority to write down")
    for host in options.deliver_to:
        if not HOST.fullmatch(host):
            raise CannotServe(f"--deliver-to takes the name of a host, such as backend.test, not {host!r}")
    if not 0 <= options.port <= 65535:
        raise CannotServe("--port must be from 0 to 65535")
    if options.journal < 1:
        raise CannotServe("--journal must be at least 1")
    if options.workers != 1:
        raise CannotServe("--workers must be 1: the state is one process's memory, a second would refuse valid codes")


def _world(name: str) -> str | Path:
    return Path(name) if name.endswith(".toml") or "/" in name else name


def _print_worlds() -> None:
    from mock_amocrm.worlds import world_names

    sys.stdout.write("".join(f"{name}\n" for name in world_names()))


def _print_coverage(options: argparse.Namespace) -> None:
    from mock_amocrm.app import create_app
    from mock_amocrm.coverage.rows import rows
    from mock_amocrm.coverage.text import FORMATS, markdown, printed
    from mock_amocrm.extension import Extension
    from mock_amocrm.state.store import Store

    for name, given, known in (("format", options.format, FORMATS), ("lang", options.lang, LANGS)):
        if given not in known:
            raise CannotServe(f"--{name} {given!r}: {did_you_mean(given, known)}")
    fake = Extension(store=Store(), profile=profile(DEFAULT_PROFILE))
    create_app(fake)
    tell = markdown if options.format == "markdown" else printed
    sys.stdout.write(tell(rows(fake.endpoints), lang=options.lang))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mock-amocrm", description="A stateful, strict fake of amoCRM and Kommo.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", metavar="command")
    run = commands.add_parser("serve", help="serve a fake with a demo account and an integration", allow_abbrev=False)
    run.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    run.add_argument("--port", type=int, default=8080, help="port, 0 for a free one (default: %(default)s)")
    profiles = ", ".join(PROFILES)
    run.add_argument("--profile", default=DEFAULT_PROFILE, help=f"one of {profiles} (default: %(default)s)")
    run.add_argument("--world", default="demo", metavar="NAME|FILE", help="world of the account (default: %(default)s)")
    domains = ", ".join(DOMAINS)
    run.add_argument("--domain", default=DOMAINS[0], help=f"of the account: one of {domains} (default: %(default)s)")
    run.add_argument("--lang", help=f"of the account: one of {', '.join(LANGS)} (default: ru, en on Kommo's domains)")
    run.add_argument("--seed", type=int, default=0, help="another seed, other people and leads (default: %(default)s)")
    run.add_argument("--leads", type=int, metavar="N", help="how many (default: as many as the world says)")
    run.add_argument("--client-id", help="of the integration (default: made)")
    run.add_argument("--client-secret", help="of the integration (default: made)")
    run.add_argument("--redirect-uri", default=REDIRECT_URI, help="of the integration (default: %(default)s)")
    run.add_argument("--tls", action="store_true", help="serve HTTPS, for amoCRM's own host names as well")
    run.add_argument("--ca-file", type=Path, metavar="FILE", help="write what clients have to trust here (PEM)")
    run.add_argument(
        "--deliver-to",
        action="append",
        default=[],
        metavar="HOST",
        help="amoCRM's own requests (webhooks, secrets) may go to this host too, not only to this machine; repeatable",
    )
    run.add_argument("--limits", action="store_true", help="refuse more than 7 requests a second, as amoCRM does")
    run.add_argument("--journal", type=int, default=CAPACITY, metavar="N", help="entries kept (default: %(default)s)")
    run.add_argument("--strict", action="store_true", help="refuse query parameters that would have no effect")
    run.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)  # here to say why there is only one
    commands.add_parser("worlds", help="list the built-in worlds")
    told = commands.add_parser("coverage", help="which of amoCRM's endpoints are imitated", allow_abbrev=False)
    told.add_argument("--format", default="text", help="text or markdown (default: %(default)s)")
    told.add_argument("--lang", default="en", help=f"one of {', '.join(LANGS)} (default: %(default)s)")
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, not argparse's page of usage."""
        self.exit(2, f"{self.prog}: {message}\n")
