"""Loads a world: a file or table becomes a frozen baseline that any number of accounts share."""

import time
import tomllib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import orjson

from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.selection import arrangement
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.clock import AccountClock, BaseClock
from mock_amocrm.heap import here_to_stay
from mock_amocrm.languages import LANGUAGES, Language
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.state.account import Account, Baseline, Row
from mock_amocrm.worlds.adding import add_leads
from mock_amocrm.worlds.calendar import HALF_A_YEAR, Calendar
from mock_amocrm.worlds.furnishing import add_pipelines, add_users, furnish
from mock_amocrm.worlds.inventing import Inventor
from mock_amocrm.worlds.people import People
from mock_amocrm.worlds.reader import MalformedWorld, Reader
from mock_amocrm.worlds.spec import WorldSpec, read_world

WORLDS = Path(__file__).parent
REMEMBERED_ROWS = 400_000  # of all worlds loaded by this process; the latest one stays whatever its size
MOST_LEADS = 1_000_000  # 2.5 KB each with its contact, so 2.5 GB, made in a quarter of a minute: `benchmarks million`
MANY_LEADS = 20_000  # from here on it can be felt that they are made, and that they are there

# Where ids of a kind begin, inside the block of ids that a world gets for its seed. Different seeds get different ids,
# as different accounts of amoCRM do; leads and contacts do not share any, so that a mix-up shows.
FIRST_IDS = {
    "leads": 1,
    "contacts": 30_001,
    "companies": 60_001,
    "tasks": 70_001,
    "notes": 80_001,
    "catalog_elements": 80_001,
    "unsorted": 88_001,
    "users": 90_001,
    "pipelines": 91_001,
    "statuses": 92_001,
    "custom_fields": 94_001,
    "enums": 95_001,
    "tags": 96_001,
    "catalogs": 97_001,
    "loss_reasons": 98_001,
    "custom_field_groups": 98_501,
    "roles": 98_601,
    "sources": 98_701,
    "status_descriptions": 99_001,
}
BLOCK, BLOCKS = 100_000, 20_000
FIRST_BLOCK = 1_000_000
ROOMY = 10_000  # leads, up to which a block has room for their ids and for some that are added later
LAST_ID = 2**31 - 1  # what clients can be expected to keep
KINDS = (
    *(kind for kind in FIRST_IDS if kind != "enums"),
    "account",
    "currencies",
    "users_groups",
    "task_types",
)


@dataclass(frozen=True, slots=True)
class WorldUser:
    """Somebody who can sign in."""

    id: int
    name: str
    email: str
    password: str
    is_admin: bool


@dataclass(frozen=True, slots=True)
class World:
    """A loaded world. The first user is an administrator."""

    name: str
    baseline: Baseline
    users: tuple[WorldUser, ...]


_loaded: Memo[World] = Memo(bound=REMEMBERED_ROWS, keeps_latest=True)


def world_names() -> tuple[str, ...]:
    """The worlds that come with the fake."""
    return tuple(sorted(path.stem for path in WORLDS.glob("*.toml")))


def load_world(
    source: str | Path | Mapping[str, object],
    *,
    lang: str = "ru",
    seed: int = 0,
    leads: int | None = None,
    now: int | None = None,
) -> World:
    """A world by name, file or table, with its texts and people in a language.

    The same arguments give the same rows; only the times are counted back from `now`, by default the moment of the
    first load. `leads` is how many leads there will be, whatever the file says.
    """
    name, content = _read(source)
    key = (name, content, lang, seed, leads, now)
    known = _loaded.get(key)
    if known is not None:
        return known
    spec = _spec(name, content, lang)
    count = _count(spec, leads)
    with here_to_stay() if count >= MANY_LEADS else nullcontext():
        world = _made(name, spec, lang=lang, seed=seed, count=count, now=now)
    return _loaded.put(key, world, weight=sum(map(len, world.baseline.tables.values())))


def check_world(source: str | Path | Mapping[str, object], *, lang: str, leads: int | None = None) -> int:
    """Complain as `load_world` would, without inventing a lead; how many there would be."""
    name, content = _read(source)
    spec = _spec(name, content, lang)
    _made(name, spec, lang=lang, seed=0, count=len(spec.leads.items), now=None)
    return _count(spec, leads)


def _count(spec: WorldSpec, leads: int | None) -> int:
    count = spec.leads.count if leads is None else leads
    if not 0 <= count <= MOST_LEADS:
        raise MalformedWorld(f"an account cannot have {count} leads, only 0 to {MOST_LEADS}")
    return count


def _spec(name: str, content: bytes | str, lang: str) -> WorldSpec:
    if lang not in LANGUAGES:
        raise MalformedWorld(f"there is no language {lang!r}; {did_you_mean(lang, LANGUAGES)}")
    where = name if isinstance(content, bytes) else f"{name}.toml"
    return read_world(Reader(_parse(content, where), where, lang), LANGUAGES[lang])


def _made(name: str, spec: WorldSpec, *, lang: str, seed: int, count: int, now: int | None) -> World:
    moment = int(time.time()) if now is None else now
    seeds = f"{name}/{lang}/{seed}"
    account = _scratch_account(name, lang=lang, now=moment, first_ids=_first_ids(seeds, leads=count))
    _populate(account, spec, LANGUAGES[lang], seed=seeds, count=count)
    return World(name, _frozen(account), tuple(map(_world_user, account.rows("users"))))


def _read(source: str | Path | Mapping[str, object]) -> tuple[str, bytes | str]:
    if isinstance(source, Mapping):
        try:
            return "world", orjson.dumps(source)
        except TypeError as error:
            raise MalformedWorld(f"world: a table of texts, numbers and lists is needed: {error}") from None
    path = Path(source)
    if isinstance(source, str) and path.suffix != ".toml":
        if source not in world_names():
            raise MalformedWorld(f"there is no world {source!r}; {did_you_mean(source, world_names())}")
        path = WORLDS / f"{source}.toml"
    try:
        return path.stem, path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MalformedWorld(f"{path}: cannot be read: {error}") from None


def _parse(content: bytes | str, where: str) -> Mapping[str, object]:
    if isinstance(content, bytes):
        table: Mapping[str, object] = orjson.loads(content)
        return table
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise MalformedWorld(f"{where}: is not TOML: {error}") from None


def _first_ids(seeds: str, *, leads: int) -> Mapping[str, int]:
    """Ids of a world of its own; one that needs many blocks gets them behind those of all others."""
    size = 1 + leads // ROOMY
    start, places = FIRST_BLOCK, BLOCKS
    if size > 1:
        start += BLOCKS * BLOCK
        places = (LAST_ID - start) // (size * BLOCK)
    block = start + crc32(seeds.encode()) % places * size * BLOCK
    return {kind: block + (first - 1) * size + 1 for kind, first in FIRST_IDS.items()}


def _scratch_account(name: str, *, lang: str, now: int, first_ids: Mapping[str, int]) -> Account:
    return Account(
        number=0,
        subdomain=name,
        domain="amocrm.ru",
        lang=lang,
        name=name,
        clock=AccountClock(BaseClock(lambda: float(now))),
        baseline=Baseline(tables={}, next_ids=first_ids),
    )


def _populate(account: Account, spec: WorldSpec, language: Language, *, seed: str, count: int) -> None:
    items = list(spec.leads.items[:count])
    nameless = any(not user.name for user in spec.users)
    people = People(language, seed=seed) if nameless or count > len(items) else None
    furnish(account, language, now=account.clock.now() - 2 * HALF_A_YEAR)
    persons = [people.person() if people and not user.name else None for user in spec.users]
    add_users(account, spec.users, persons, seed=seed)
    add_pipelines(account, spec.pipelines)
    calendar = Calendar(count, account.clock.now())
    add_leads(account, calendar.dated(items))
    if people is not None:
        Inventor(account, spec.leads, people, seed=seed).store(calendar, range(len(items), count))


def _frozen(account: Account) -> Baseline:
    for entity in (LEADS, CONTACTS, COMPANIES):
        account.index(entity.kind, arrangement(entity, entity.default_order))  # so that nobody waits for a first page
    tables = {kind: account.table(kind) for kind in KINDS}
    return Baseline(tables=tables, next_ids={kind: account.next_id(kind) for kind in FIRST_IDS})


def _world_user(row: Row) -> WorldUser:
    return WorldUser(
        id=integer(row, "id"),
        name=text(row, "name"),
        email=text(row, "email"),
        password=text(row, "password"),
        is_admin=row["is_admin"] is True,
    )
