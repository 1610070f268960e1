"""One file for each root cause, found by itself."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from harness.diagnosis.finding import Rule

_FILES = sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))
RULES: Final[Mapping[str, Rule]] = {cause: import_module(f"{__name__}.{cause}").find for cause in _FILES}
