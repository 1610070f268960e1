"""The published client aioamocrm, unmodified, against the fake over plain HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aioamocrm import (
    AmoCRMClient,
    AuthError,
    Company,
    Contact,
    Lead,
    NotFoundError,
    OAuth2,
    Tag,
    TokenEndpoint,
    TokenSet,
    ValidationError,
)

from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import people
from mock_amocrm.worlds import World, load_world

REDIRECT_URI = "https://backend.example/callback"
HOUR = 3600


@pytest.fixture(scope="module")
def mock() -> Iterator[MockAmoCRM]:
    with MockAmoCRM() as running:
        yield running


@dataclass
class Place:
    """An account, an integration, and the client that connects the two."""

    mock: MockAmoCRM
    account: Account
    world: World
    integration: Integration

    def code(self) -> str:
        """What the redirect after consent would carry."""
        return issue_code(self.mock.fake, self.account, self.integration, who=people(self.account)[0]).value

    def outcomes(self, surface: str) -> list[str | None]:
        """What became of this account's requests on one surface, as the mock wrote it down."""
        entries = self.mock.fake.journal.read(account=self.account.subdomain).entries
        return [entry.note.outcome for entry in entries if entry.surface == surface]

    def run(self, journey: Callable[[AmoCRMClient], Awaitable[None]], *, connect: bool = True) -> None:
        """Walk a journey with a fresh client, connected by a fresh code."""

        async def walk() -> None:
            async with self._client() as amo:
                if connect:
                    await amo.exchange_code(self.code())
                await journey(amo)

        asyncio.run(walk())

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[AmoCRMClient]:
        auth = OAuth2(self.integration.client_id, self.integration.client_secret, REDIRECT_URI)
        async with AmoCRMClient(auth=auth, base_url=self.mock.url, rate_limit=None) as amo:
            yield amo


async def kept(amo: AmoCRMClient) -> TokenSet:
    """The pair in the client's storage."""
    assert isinstance(amo.auth, OAuth2)
    pair = await amo.auth.storage.load()
    assert pair is not None
    return pair


def place(mock: MockAmoCRM, world: str, **how: int) -> Place:
    loaded = load_world(world, **how)
    account = mock.store.add_account(loaded.baseline)
    return Place(mock, account, loaded, mock.store.add_integration(name="aio", redirect_uri=REDIRECT_URI))


def test_it_connects_by_code_and_reads_the_account(mock: MockAmoCRM) -> None:
    here = place(mock, "demo")

    async def journey(amo: AmoCRMClient) -> None:
        account = await amo.account.get(with_=["users_groups", "task_types", "amojo_id", "datetime_settings"])
        assert (account.id, account.subdomain) == (here.account.id, here.account.subdomain)
        assert account.current_user_id == here.world.users[0].id

    here.run(journey)


def test_a_code_that_was_spent_is_refused(mock: MockAmoCRM) -> None:
    here = place(mock, "demo")
    code = here.code()

    async def journey(amo: AmoCRMClient) -> None:
        await amo.exchange_code(code)
        with pytest.raises(AuthError):
            await amo.exchange_code(code)

    here.run(journey, connect=False)


def test_a_refresh_rotates_the_pair(mock: MockAmoCRM) -> None:
    here = place(mock, "demo")

    async def journey(amo: AmoCRMClient) -> None:
        assert isinstance(amo.auth, OAuth2)
        endpoint = TokenEndpoint(http=amo.http, url=amo.token_url)
        first = await kept(amo)
        second = await amo.auth.refresh(endpoint)
        third = await amo.auth.refresh(endpoint)
        assert await kept(amo) == third
        assert len({pair.refresh_token for pair in (first, second, third)}) == 3
        assert len({pair.access_token for pair in (first, second, third)}) == 3
        assert len((await amo.leads.get_page()).items) == 7

        stale = OAuth2(here.integration.client_id, here.integration.client_secret, REDIRECT_URI)
        await stale.storage.save(first)
        with pytest.raises(AuthError, match="revoked") as refusal:
            await stale.refresh(endpoint)
        assert refusal.value.status_code == 401

    here.run(journey)
    assert here.outcomes("token")[:4] == ["code_redeemed", "refreshed", "refreshed", "refresh_reused"]


def test_an_expired_token_is_refreshed_on_the_way(mock: MockAmoCRM) -> None:
    here = place(mock, "demo")

    async def journey(amo: AmoCRMClient) -> None:
        before = await kept(amo)
        here.account.clock.advance(25 * HOUR)
        assert len((await amo.leads.get_page()).items) == 7
        after = await kept(amo)
        assert before.refresh_token != after.refresh_token
        assert before.access_token != after.access_token

    here.run(journey)
    assert here.outcomes("token") == ["code_redeemed", "refreshed"]
    assert len(here.outcomes("api")) == 2  # the refused request, and the same once more


@pytest.mark.parametrize("limit", [7, 60, 250])
def test_it_lists_leads_over_pages_each_once_and_in_order(mock: MockAmoCRM, limit: int) -> None:
    here = place(mock, "realty")

    async def journey(amo: AmoCRMClient) -> None:
        seen = [lead async for lead in amo.leads.iterate(limit=limit, with_=["contacts"])]
        assert [lead.id for lead in seen] == [row["id"] for row in here.account.rows("leads")]
        assert all(lead.embedded.contacts[0].is_main for lead in seen)
        assert all(lead.account_id == here.account.id for lead in seen)

    here.run(journey)
    # A full page offers `next` even where nothing follows, so 120 leads by 60 end with a third request, answered 204.
    assert len(here.outcomes("api")) == len(here.account.rows("leads")) // limit + 1


def test_filters_orders_and_the_search_reach_the_fake(mock: MockAmoCRM) -> None:
    here = place(mock, "realty")
    rows = here.account.rows("leads")
    pipeline = rows[0]["pipeline_id"]

    async def journey(amo: AmoCRMClient) -> None:
        filtered = amo.leads.iterate(
            filter={"pipeline_id": [pipeline], "price": {"from": 10_000_000}}, order={"id": "desc"}, limit=10
        )
        wanted = [row["id"] for row in rows if row["pipeline_id"] == pipeline and row["price"] >= 10_000_000]
        assert 10 < len(wanted) < len(rows)
        assert [lead.id async for lead in filtered] == wanted[::-1]
        pairs = [{"pipeline_id": pipeline, "status_id": 142}]
        won = [lead.id async for lead in amo.leads.iterate(filter={"statuses": pairs})]
        assert won == [row["id"] for row in rows if row["pipeline_id"] == pipeline and row["status_id"] == 142]
        assert (await amo.leads.get_page(query="такого нет")).items == []

    here.run(journey)


def test_it_creates_and_changes_leads_contacts_and_companies(mock: MockAmoCRM) -> None:
    here = place(mock, "empty")

    async def journey(amo: AmoCRMClient) -> None:
        contact = Contact(first_name="Олена", last_name='О\'Коваль "мол."')
        contact.set_field("PHONE", "+380501112233", enum_code="MOB")
        [person] = await amo.contacts.create([contact])
        [company] = await amo.companies.create([Company(name="ТОВ «Ліс»")])
        assert person.id is not None
        lead = Lead(name="Стіл", price=1500)
        lead.embedded.tags.append(Tag(name="сайт"))
        lead.embedded.contacts.append(Contact(id=person.id))
        lead.embedded.companies.append(Company(id=company.id))
        made = await amo.leads.create([lead, *[Lead(name=f"Стілець {number}") for number in range(60)]], batch_size=50)
        assert [ref.request_id for ref in made] == [*map(str, range(50)), *map(str, range(11))]
        assert made[0].id is not None

        read = await amo.leads.get(made[0].id, with_=["contacts", "loss_reason", "catalog_elements"])
        assert (read.name, read.price, read.embedded.tags[0].name) == ("Стіл", 1500, "сайт")
        assert [item.id for item in read.embedded.contacts] == [person.id]
        assert [item.id for item in read.embedded.companies] == [company.id]
        known = await amo.contacts.get(person.id, with_=["leads"])
        assert known.name == 'Олена О\'Коваль "мол."'
        assert known.field_value("PHONE", enum_code="MOB") == "+380501112233"
        assert [item.id for item in known.embedded.leads] == [read.id]

        read.price = 2000
        [changed] = await amo.leads.update([read])  # sends back everything that it read
        assert changed.id == read.id
        [closed] = await amo.leads.update([Lead(id=read.id, status_id=142)])
        after = await amo.leads.get(made[0].id)
        assert (after.price, after.status_id, after.closed_at) == (2000, 142, closed.updated_at)
        assert len([lead async for lead in amo.leads.iterate(limit=20)]) == 61

    here.run(journey)


def test_refusals_become_its_own_errors(mock: MockAmoCRM) -> None:
    here = place(mock, "demo")

    async def journey(amo: AmoCRMClient) -> None:
        with pytest.raises(ValidationError) as refusal:
            await amo.leads.create([Lead(name="ok"), {"name": "no", "status_id": 5}])
        [issue] = refusal.value.errors
        assert (issue.request_id, issue.code, issue.path) == ("1", "NotSupportedChoice", "status_id")
        with pytest.raises(NotFoundError):
            await amo.leads.get(1)
        with pytest.raises(NotFoundError):
            await amo.users.get(1)

    here.run(journey)


def test_it_reads_pipelines_stages_and_users(mock: MockAmoCRM) -> None:
    here = place(mock, "realty")

    async def journey(amo: AmoCRMClient) -> None:
        sales, rent = await amo.pipelines.list()
        assert sales.id is not None
        assert (sales.is_main, rent.is_main) == (True, False)
        assert [stage.id for stage in sales.statuses][-2:] == [142, 143]
        assert [stage.id for stage in await amo.pipelines.statuses(sales.id)] == [stage.id for stage in sales.statuses]
        assert (await amo.pipelines.get(sales.id)).name == sales.name
        users = [user async for user in amo.users.iterate(limit=3, with_=["role", "group"])]
        assert [user.id for user in users] == [user.id for user in here.world.users]
        assert (await amo.users.get(here.world.users[1].id)).email == here.world.users[1].email

    here.run(journey)


def test_an_account_without_leads_is_an_empty_list_to_it(mock: MockAmoCRM) -> None:
    async def journey(amo: AmoCRMClient) -> None:
        assert (await amo.leads.get_page()).items == []
        assert [lead async for lead in amo.leads.iterate()] == []

    place(mock, "empty").run(journey)
