"""How `amocrm-e2e run` calls pytest."""

from collections.abc import Sequence
from pathlib import Path


def pytest_arguments(
    *,
    paths: Sequence[str] = (),
    bugs: Sequence[str] = (),
    browser: str | None = None,
    profile: str | None = None,
    settings: str | None = None,
    junit: str | None = None,
    folder: str | None = None,
    rest: Sequence[str] = (),
) -> list[str]:
    """pytest's own output is reduced to errors; ours says the rest."""
    here = Path("harness.toml")
    chosen = settings or (str(here) if here.is_file() else None)
    options = {
        "--browser": browser,
        "--profile": profile,
        "--harness-settings": chosen,
        "--junit": junit,
        "--run-folder": folder,
    }
    return [
        *paths,
        "--rootdir=.",
        # Where no path is given.
        *("-o", "testpaths=features"),
        # Faker's own pytest plugin costs a fifth of a second at every start, and no step needs its fixture.
        *("-p", "no:faker"),
        "--amocrm-e2e",
        "--scenario-lines",
        "-qq",
        "--no-header",
        "--no-summary",
        "--continue-on-collection-errors",
        *(part for bug in bugs for part in ("--bug", bug)),
        *(f"{name}={value}" for name, value in options.items() if value is not None),
        *rest,
    ]
