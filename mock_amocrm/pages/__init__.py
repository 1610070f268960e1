"""Everything that the fake shows to a person: Jinja templates, autoescaped, with their style inside."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
