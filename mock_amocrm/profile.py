"""How the fake answers where its users may choose: one table, one row for each profile."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock_amocrm.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Profile:
    """One named set of choices; everything that is not a column here is the same in all of them."""

    name: str
    reused_code_status: int


PROFILES: Mapping[str, Profile] = {
    row.name: row
    for row in (
        Profile("strict403", reused_code_status=403),  # what this project's users asked to see for a spent code
        Profile("amocrm", reused_code_status=400),  # what the real service answers
    )
}
DEFAULT_PROFILE = "strict403"


def profile(name: str) -> Profile:
    """The profile of a name."""
    if name not in PROFILES:
        raise UnknownProfile(f"there is no profile {name!r}: {did_you_mean(name, PROFILES)}")
    return PROFILES[name]


class UnknownProfile(ValueError):
    """A profile name that is not in the table."""
