"""One fake amoCRM and one backend process per database for the whole session; tests bring their own people."""

from collections.abc import Callable, Iterator

import pytest
from private_postgres import NoPostgres, private_postgres
from running_backend import Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import Account, ScriptedAmo, scripted_amo


@pytest.fixture(scope="session")
def amo() -> Iterator[ScriptedAmo]:
    with scripted_amo() as amo:
        yield amo


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    try:
        with private_postgres() as url:
            yield url
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return sqlite_url(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def backend(amo: ScriptedAmo, database_url: str) -> Iterator[RunningBackend]:
    with running_backend(proxy=amo.address, database_url=database_url) as backend:
        yield backend


@pytest.fixture
def account(amo: ScriptedAmo) -> Account:
    return amo.new_account()


@pytest.fixture
def another(amo: ScriptedAmo) -> Callable[[], Account]:
    return amo.new_account


@pytest.fixture
def person(backend: RunningBackend) -> Person:
    return backend.new_person()
