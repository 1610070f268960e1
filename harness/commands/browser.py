"""`amocrm-e2e install-browser`."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.commands import Commands


def add(commands: "Commands") -> None:
    """Declare it."""
    browser = commands.add_parser("install-browser", help="make sure that there is a Chromium")
    browser.set_defaults(command=_install)


def _install(_: argparse.Namespace, __: list[str]) -> int:
    from harness.adapters.chromium_install import install

    return install()
