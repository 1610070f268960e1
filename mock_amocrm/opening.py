"""How an account comes into being: a world, a name, people of its own."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mock_amocrm.flavour import DOMAINS, flavour_of
from mock_amocrm.state.account import Account, Baseline
from mock_amocrm.state.people import USERS
from mock_amocrm.state.store import Store
from mock_amocrm.worlds import load_world

DEFAULT_WORLD = "demo"


def open_account(
    store: Store,
    world: str | Path | Mapping[str, object] = DEFAULT_WORLD,
    *,
    subdomain: str | None = None,
    domain: str = DOMAINS[0],
    lang: str | None = None,
    name: str = "",
    seed: int = 0,
    leads: int | None = None,
    own_people: bool = False,
) -> Account:
    """A new account in a world, in the language of its product unless another is asked for.

    `own_people` puts the subdomain into the addresses of its users. Accounts of one world share their people otherwise,
    and whoever signs in on `www` is asked which account is meant.
    """
    lang = lang or flavour_of(domain).lang
    baseline = load_world(world, lang=lang, seed=seed, leads=leads).baseline
    chosen = subdomain or store.free_subdomain()
    if own_people:
        baseline = _with_own_people(baseline, chosen)
    return store.add_account(baseline, subdomain=chosen, domain=domain, lang=lang, name=name)


def _with_own_people(baseline: Baseline, subdomain: str) -> Baseline:
    users = {
        number: {**row, "email": _own(str(row["email"]), subdomain)} for number, row in baseline.tables[USERS].items()
    }
    return replace(baseline, tables={**baseline.tables, USERS: users})


def _own(email: str, subdomain: str) -> str:
    local, _, host = email.partition("@")
    return f"{local}.{subdomain.lower()}@{host}"
