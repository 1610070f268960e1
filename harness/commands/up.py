"""`amocrm-e2e up`: fake amoCRM, backend, phone and dashboard for a developer's own browser, until Ctrl-C."""

import argparse
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.commands.language import terminal_language
from harness.commands.messages import say

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.run.by_hand import ByHand, Ports
    from harness.settings import Settings

PORT: Final = 8900
STEP: Final = 10
COULD_NOT_RUN: Final = 2


def add(commands: "Commands") -> None:
    """Declare it."""
    up = commands.add_parser("up", help="mock amoCRM, backend, phone and dashboard for your own browser")
    up.add_argument(
        "--port",
        type=int,
        default=PORT,
        help="of the phone; the next two are the backend's and amoCRM's (default: %(default)s)",
    )
    up.add_argument("--world", metavar="NAME|FILE", help="what the account is born with (default: demo)")
    up.add_argument("--profile", help="the mock's profile: strict403 (default) or amocrm")
    up.add_argument("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    up.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
    up.add_argument("--lang", choices=("uk", "ru", "en"), help="of texts and people (default: the settings', or yours)")
    up.add_argument("--no-open", dest="opens", action="store_false", help="don't open the phone in the browser")
    up.set_defaults(command=_up)


def _up(options: argparse.Namespace, _: list[str]) -> int:
    from harness.adapters.backend import BackendUnusable
    from harness.adapters.crm import CrmUnavailable
    from harness.commands.kept_up import keep_up, tell
    from harness.proof.catalogue import switches
    from harness.run.by_hand import ByHand
    from harness.run.endings import INTERRUPTED, ended_by_signals, undisturbed
    from harness.run.options import check_profile
    from harness.settings import SettingsError, load
    from simulated_client.web_host import PagesMissing

    lang = options.lang or terminal_language()
    with ended_by_signals():
        try:
            path = Path(options.settings or "harness.toml")
            settings = load(path if options.settings or path.is_file() else None)
            lang = options.lang or settings.language or lang
            check_profile(settings, options.profile)
            systems = ByHand(
                settings,
                ports=_ports(options.port, settings, lang),
                world=options.world,
                profile=options.profile,
                bugs=switches(options.bug),
                lang=lang,
            )
        except (SettingsError, BackendUnusable, CrmUnavailable, PagesMissing) as error:
            tell(str(error))
            return COULD_NOT_RUN
        except KeyboardInterrupt:
            return INTERRUPTED
        try:
            sys.stdout.write("".join(introduction(systems, options.bug)))
            sys.stdout.flush()
            if options.opens:
                _open(systems.phone_url)
            keep_up(systems)
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            with undisturbed():
                systems.close()


def introduction(systems: "ByHand", bugs: list[str]) -> Iterator[str]:
    """What is printed once everything runs: links, people, the world, and what else there is to know."""
    from harness.proof.catalogue import known

    lang, admin = systems.lang, systems.account.user
    rows: Mapping[str, str] = {
        "up_phone": systems.phone_url,
        "up_dashboard": systems.dashboard_url,
        "up_consent": systems.consent_url(),
        "up_backend": systems.backend_url,
        "up_app_user": f"{systems.user.email}   {systems.user.password}",
        "up_admin": f"{admin.email}   {admin.password}",
        "up_world": say(lang, "up_account", world=systems.world, leads=systems.leads, host=systems.account.host),
    }
    labels = {key: say(lang, key) for key in rows}
    width = max(map(len, labels.values()))
    for key, value in rows.items():
        yield f"{labels[key]:{width}}   {value}\n"
    for bug in bugs:
        yield f"{say(lang, 'up_bug'):{width}}   {bug}: {known(bug).title[lang]}\n"
    if not systems.returns:
        yield say(lang, "up_register", registered=systems.registered, wanted=systems.to_register) + "\n"


def _ports(base: int, settings: "Settings", lang: str) -> "Ports":
    """The three that are used, each of them free at this moment."""
    from harness.run.by_hand import Ports
    from harness.settings import SettingsError

    mock = settings.mock
    if not 0 < base <= 65_533:
        raise SettingsError(say(lang, "up_no_port", port=base))
    ports = Ports(phone=base, backend=base + 1, crm=mock.port or base + 2)
    if not mock.url and ports.crm in (ports.phone, ports.backend):
        raise SettingsError(say(lang, "up_port_twice", port=ports.crm, free=_free_base(base, mock.port)))
    for port in (ports.phone, ports.backend, *(() if mock.url else (ports.crm,))):
        if reason := _why_not(port):
            free = _free_base(base, mock.port)
            raise SettingsError(say(lang, "up_port_taken", port=port, reason=reason, free=free))
    return ports


def _free_base(base: int, meant: int) -> int:
    """Another one, of which nobody has any port; `meant` is amoCRM's by the settings, if they say so."""
    others = (*range(max(base, PORT) + STEP, 65_500, STEP), *range(PORT, 65_500, STEP))
    free = (at for at in others if meant not in range(at, at + 3) and not any(map(_why_not, range(at, at + 3))))
    return next(free, 0)


def _why_not(port: int) -> str | None:
    """What keeps us from listening there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError as error:
            return error.strerror or str(error)
    return None


def _open(url: str) -> None:
    """In the person's own browser; where there is no desktop, Python would find one that takes over the terminal."""
    desktop = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform != "linux" or any(map(os.environ.get, desktop)):
        # Some browsers let us wait until they are closed.
        threading.Thread(target=webbrowser.open, args=(url,), name="browser", daemon=True).start()
