"""The command line: the list of the app's bugs, and the web phone by itself, for a person's own browser."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from simulated_client.bugs import list_bugs
from simulated_client.messages import LOCALES
from simulated_client.phone_settings import DEFAULTS, PhoneSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer the exit code; argparse itself leaves with 2 on what it doesn't know."""
    parser = argparse.ArgumentParser(prog="python -m simulated_client", description=__doc__)
    parser.add_argument("--list-bugs", action="store_true", help="print the id of every known bug and stop")
    commands = parser.add_subparsers(title="commands")
    serve = commands.add_parser("serve", help="serve the phone to a browser of this machine until Ctrl-C")
    serve.add_argument("--backend", required=True, type=_address, metavar="URL", help="where the app's backend is")
    serve.add_argument("--port", type=int, default=0, help="default: a free one")
    serve.add_argument("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    serve.add_argument("--scheme", default=DEFAULTS.scheme, help="of links that wake the app; default: %(default)s")
    serve.add_argument("--language", choices=sorted(LOCALES), default=DEFAULTS.language, help="default: %(default)s")
    serve.add_argument("--client-id", default=DEFAULTS.client_id, help="for a backend without a call that connects")
    serve.add_argument("--authorize-url", default=DEFAULTS.authorize_url, help="likewise; default: %(default)s")
    serve.set_defaults(command=_serve)
    options = parser.parse_args(arguments)
    if "command" in options:
        return int(options.command(options))
    if not options.list_bugs:
        parser.print_usage(sys.stderr)
        return 2
    sys.stdout.write("".join(f"{bug}\n" for bug in list_bugs()))
    return 0


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole address, as http://127.0.0.1:3000 is")
    return text


def _serve(options: argparse.Namespace) -> int:
    from simulated_client.transport import requests_send
    from simulated_client.web_host import HostedPhone, PagesMissing, WebHost

    settings = PhoneSettings(
        bugs=tuple(options.bug),
        scheme=options.scheme,
        authorize_url=options.authorize_url,
        client_id=options.client_id,
        language=options.language,
    )
    try:
        with WebHost(port=options.port) as host:
            # Started in a shell's background it would ignore Ctrl-C, which then ended nothing.
            for ending in (signal.SIGINT, signal.SIGTERM):
                signal.signal(ending, signal.default_int_handler)
            address = host.add(HostedPhone(requests_send(options.backend), settings))
            sys.stdout.write(f"the phone is at {address}\n")
            sys.stdout.flush()
            threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    except (PagesMissing, ValueError) as error:
        sys.stderr.write(f"{error}\n")
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"--port {options.port} can't be used: {error}\n")
    return 2
