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


@with_bug("errors-as-success")
def test_errors_as_success_are_told_in_the_body_only(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    buggy.connect(person, account)
    answer = buggy.get("/api/amo-crm/leads/1", person)
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert answer.json()["message"] == "Lead not found in AmoCRM"
    assert buggy.status(person)["connected"] is True


@with_bug("list-wrapped-twice")
def test_list_wrapped_twice_has_the_leads_one_level_too_deep(buggy: RunningBackend, account: Account) -> None:
    person, lead = buggy.new_person(), account.add_lead()
    buggy.connect(person, account)
    body = buggy.get("/api/v1/leads", person).json()
    assert (body["success"], body["data"]["total"]) == (True, 1)
    assert [each["amoLeadId"] for each in body["data"]["data"]] == [lead["id"]]
    assert buggy.get(f"/api/v1/leads/{lead['id']}", person).json()["amoLeadId"] == lead["id"]


@with_bug("detail-without-owner")
def test_detail_without_owner_reads_with_the_token_of_whoever_imported_the_lead(
    buggy: RunningBackend, account: Account, another: Callable[[], Account]
) -> None:
    person, owner, broker = (buggy.new_person() for _ in range(3))
    own, foreign = account.add_lead()["id"], (elsewhere := another()).add_lead()["id"]
    buggy.connect(person, account)
    buggy.connect(owner, elsewhere)
    buggy.open_callback(code=account.new_code(only_of=BROKER), state=buggy.new_state(broker), referer=account.host)
    opened = [(person, own), (person, foreign), (broker, own)]
    answers = [buggy.get(f"/api/amo-crm/leads/{number}", who).json()["data"]["lead"]["id"] for who, number in opened]
    assert answers == [own, foreign, own]
    assert (_amo_ids(buggy, person), _amo_ids(buggy, broker)) == ({own}, set())
    assert buggy.get("/api/amo-crm/leads/1", person).status_code == 404


@with_bug("lead-id-parsed-loosely")
def test_lead_id_parsed_loosely_takes_the_first_digits_for_a_number(buggy: RunningBackend, account: Account) -> None:
    person, lead = buggy.new_person(), account.add_lead()
    buggy.connect(person, account)
    answers = [buggy.get(f"/api/amo-crm/leads/{each}", person) for each in (f"{lead['id']}-a1", "9f-a1", "ab-1")]
    assert [answer.status_code for answer in answers] == [200, 404, 400]
    assert answers[0].json()["data"]["lead"]["id"] == lead["id"]


@with_bug("status-beats-stage")
def test_status_beats_stage_only_where_both_are_sent(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    talks, won = account.add_lead(status_id=20)["id"], account.add_lead(status_id=142)["id"]
    buggy.connect(person, account)

    def listed(**chosen: object) -> set[object]:
        return {lead["amoLeadId"] for lead in buggy.leads(person, **chosen)}

    assert listed(stageId=20) == {talks}
    assert listed(status="CLOSED") == {won}
    assert listed(status="CLOSED", stageId=20) == {won}
    assert listed() == {talks, won}
