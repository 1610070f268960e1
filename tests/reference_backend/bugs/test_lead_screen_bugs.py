"""What the bugs of ownership and of the lead's screen change, and what they leave alone."""

from collections.abc import Callable

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

ADMIN, BROKER = 5, 9


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


def _amo_ids(backend: RunningBackend, person: Person) -> set[object]:
    return {lead["amoLeadId"] for lead in backend.leads(person)}


@with_bug("leads-kept-per-account")
def test_leads_kept_per_account_are_those_of_whoever_imported_last(buggy: RunningBackend, account: Account) -> None:
    person, broker = buggy.new_person(), buggy.new_person()
    hidden, shared = (account.add_lead(responsible_user_id=user)["id"] for user in (ADMIN, BROKER))
    buggy.connect(person, account)
    assert _amo_ids(buggy, person) == {hidden, shared}
    buggy.open_callback(code=account.new_code(only_of=BROKER), state=buggy.new_state(broker), referer=account.host)
    assert _amo_ids(buggy, person) == _amo_ids(buggy, broker) == {shared}
    buggy.post("/api/amo-crm/sync/leads", person)
    assert _amo_ids(buggy, person) == _amo_ids(buggy, broker) == {hidden, shared}


@with_bug("unlinked-sees-everything")
def test_unlinked_sees_everything_and_the_linked_only_their_own(
    buggy: RunningBackend, account: Account, another: Callable[[], Account]
) -> None:
    person, other, unlinked = (buggy.new_person() for _ in range(3))
    first, second = account.add_lead()["id"], (elsewhere := another()).add_lead()["id"]
    buggy.connect(person, account)
    buggy.connect(other, elsewhere)
    assert _amo_ids(buggy, unlinked) == {first, second}
    assert _amo_ids(buggy, person) == {first}
    assert buggy.status(unlinked)["connected"] is False
