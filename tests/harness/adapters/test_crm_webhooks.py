"""Webhooks through the control API of a running fake: set up, told of, hindered, given up, and taken away."""

from collections.abc import Iterator

import pytest
from tiny_site import Page, Site, serving

from harness.adapters.crm import MockCrm, OneAccountCrm
from harness.ports import Account, Hindrance, LeadDraft
from mock_amocrm.server import MockAmoCRM

HOOK = "/hook"
MINUTES = 60


@pytest.fixture(scope="module")
def crm() -> Iterator[MockCrm]:
    """A fake with an integration."""
    with MockAmoCRM() as running:
        made = MockCrm(running.url)
        made.register(name="App", redirect_uri="http://127.0.0.1:9/callback")
        yield made
        made.close()


@pytest.fixture
def site() -> Iterator[Site]:
    """Who takes webhooks."""
    with serving() as running:
        running.pages[HOOK] = Page("ok")
        yield running


@pytest.fixture
def account(crm: MockCrm, site: Site) -> Iterator[Account]:
    """An account whose new and changed leads are told to the site."""
    made = crm.create_account(world="empty", lang="en")
    crm.subscribe(made, destination=site.url + HOOK, events=["add_lead", "update_lead", "delete_lead"])
    yield made
    crm.unsubscribe()


def actions(site: Site) -> list[str]:
    """The first key of each webhook, without escapes."""
    return [visit.body.partition("%5D=")[0].replace("%5B", "[").replace("%5D", "]") + "]" for visit in site.visits]


def test_whatever_changes_has_been_told_when_the_change_is_made(crm: MockCrm, account: Account, site: Site) -> None:
    crm.add_leads(account, [LeadDraft("House", 10), LeadDraft("Barn", 20)])
    assert actions(site) == ["leads[add][0][id]"] * 2
    house, barn = crm.leads(account)
    crm.change_lead(account, house, price=11)
    crm.delete_lead(account, barn)

    assert actions(site)[2:] == ["leads[update][0][id]", "leads[delete][0][id]"]


def test_the_same_address_again_has_other_events(crm: MockCrm, account: Account, site: Site) -> None:
    crm.subscribe(account, destination=site.url + HOOK, events=["delete_lead"])
    crm.add_leads(account, [LeadDraft("House", 10)])

    assert site.visits == []


def test_the_codes_of_all_events_are_known(crm: MockCrm) -> None:
    assert {"add_lead", "responsible_contact", "note_customer", "update_talk"} <= set(crm.webhook_events())


def test_a_hindrance_stands_in_the_way_until_it_is_used_up(crm: MockCrm, account: Account, site: Site) -> None:
    crm.hinder(account, Hindrance(503))
    crm.add_leads(account, [LeadDraft("House", 10), LeadDraft("Barn", 20)])
    assert len(site.visits) == 1

    crm.advance(account, 5 * MINUTES)
    assert len(site.visits) == 2


def test_the_way_is_cleared(crm: MockCrm, account: Account, site: Site) -> None:
    names = {crm.hinder(account, Hindrance(0, times=None)), crm.hinder(account, Hindrance(500, times=9))}
    assert len(names) == 2
    crm.add_leads(account, [LeadDraft("House", 10)])
    crm.clear_the_way(account)
    crm.add_leads(account, [LeadDraft("Barn", 20)])

    assert ["Barn" in visit.body for visit in site.visits] == [True]


def test_an_answer_gets_lost_after_the_webhook_has_arrived(crm: MockCrm, account: Account, site: Site) -> None:
    crm.hinder(account, Hindrance(0, reaches=True))
    crm.add_leads(account, [LeadDraft("House", 10)])
    crm.advance(account, 5 * MINUTES)

    assert len({visit.body for visit in site.visits}) == 1
    assert len(site.visits) == 2


def test_an_account_listens_until_amocrm_has_had_enough(crm: MockCrm, account: Account, site: Site) -> None:
    assert crm.listens(account) is True
    crm.hinder(account, Hindrance(500, times=None))
    crm.add_leads(account, [LeadDraft(f"House {number}", 10) for number in range(101)])
    assert crm.listens(account) is False

    crm.subscribe(account, destination=site.url + HOOK, events=["add_lead"])
    assert crm.listens(account) is True


def test_who_leaves_takes_the_webhooks_along(crm: MockCrm, account: Account, site: Site) -> None:
    only = OneAccountCrm(crm, account, world="empty")
    crm.hinder(account, Hindrance(500))
    only.add_leads(account, [LeadDraft("House", 10)])
    crm.unsubscribe()
    assert (crm.listens(account), only.hooked) == (None, {})

    crm.advance(account, 60 * MINUTES)
    only.add_leads(account, [LeadDraft("Barn", 20)])
    assert site.visits == []


def test_an_account_that_was_never_told_to_listen_does_not(crm: MockCrm) -> None:
    assert crm.listens(crm.create_account(world="empty", lang="en")) is None
