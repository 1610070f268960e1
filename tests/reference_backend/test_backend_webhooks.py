"""Webhooks: the forms amoCRM really sends, JSON, and everything that must not break the 200."""

import pytest
import requests
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

PATH = "/api/amo-crm/webhook"


def _form(backend: RunningBackend, fields: dict[str, object]) -> requests.Response:
    return backend.http.post(backend.address + PATH, data=fields, timeout=30)


def _lead_form(account: Account, action: str, lead: dict[str, object]) -> dict[str, object]:
    keys = {f"leads[{action}][0][{key}]": lead[key] for key in ("id", "name", "status_id", "pipeline_id")}
    subdomain = account.host.partition(".")[0]
    return keys | {
        "account[id]": account.id,
        "account[subdomain]": subdomain,
        "account[_links][self]": f"https://{account.host}",
    }


def test_a_lead_added_in_the_crm_appears_with_its_contact(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    backend.connect(person, account)
    contact = account.add_contact("Леся", phone="+380")
    lead = account.add_lead(_embedded={"contacts": [{"id": contact, "is_main": True}]})
    answer = _form(backend, _lead_form(account, "add", lead))
    assert (answer.status_code, answer.json()["data"]) == (200, {"processed": 1, "errors": 0})
    shown = backend.leads(person)[0]
    assert (shown["amoLeadId"], shown["guestName"], shown["statusName"]) == (lead["id"], "Леся", "Переговоры")


@pytest.mark.parametrize("action", ["update", "status", "responsible"])
def test_a_change_in_the_crm_changes_the_lead(
    backend: RunningBackend, person: Person, account: Account, action: str
) -> None:
    lead = account.add_lead()
    backend.connect(person, account)
    lead["status_id"] = 142
    _form(backend, _lead_form(account, action, lead))
    assert [shown["status"] for shown in backend.leads(person)] == ["CLOSED_WON"]


def test_a_lead_deleted_in_the_crm_disappears(backend: RunningBackend, person: Person, account: Account) -> None:
    lead, kept = account.add_lead(), account.add_lead()
    backend.connect(person, account)
    account.leads.remove(lead)
    _form(backend, _lead_form(account, "delete", lead))
    assert [shown["amoLeadId"] for shown in backend.leads(person)] == [kept["id"]]


def test_several_leads_of_several_actions_cost_one_request(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    backend.connect(person, account)
    leads = [account.add_lead() for _ in range(3)]
    account.requests.clear()
    body = {
        "account": {"id": str(account.id)},
        "leads": {
            "add": [{"id": str(leads[0]["id"])}, {"id": leads[1]["id"]}],
            "status": {"0": {"id": leads[2]["id"]}},
        },
    }
    answer = backend.post(PATH, body=body)
    assert answer.json()["data"] == {"processed": 3, "errors": 0}
    assert len(account.requests) == 1
    assert len(backend.leads(person)) == 3


def test_many_leads_at_once_are_read_in_batches(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    leads = []
    for number in range(60):
        contact = account.add_contact(f"Гість {number}")
        leads.append(account.add_lead(_embedded={"contacts": [{"id": contact, "is_main": True}]}))
    body = {"account": {"id": account.id}, "leads": {"update": [{"id": lead["id"]} for lead in leads]}}
    assert backend.post(PATH, body=body).json()["data"] == {"processed": 60, "errors": 0}
    assert {lead["guestName"] for lead in backend.leads(person)} == {f"Гість {number}" for number in range(60)}


def test_a_webhook_is_only_a_hint_what_it_claims_is_not_believed(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    lead = account.add_lead(name="Справжня")
    backend.connect(person, account)
    _form(backend, _lead_form(account, "update", lead | {"name": "Підроблена"}))
    _form(backend, _lead_form(account, "delete", lead))
    _form(backend, _lead_form(account, "add", lead | {"id": 999_999_999, "name": "Вигадана"}))
    assert [shown["guestName"] for shown in backend.leads(person)] == ["Справжня"]


def test_notes_of_leads_are_no_leads(backend: RunningBackend, person: Person, account: Account) -> None:
    lead = account.add_lead()
    backend.connect(person, account)
    account.requests.clear()
    fields = {"leads[note][0][note][id]": lead["id"], "account[id]": account.id}
    assert _form(backend, fields).json()["data"] == {"processed": 0, "errors": 0}
    assert account.requests == []


def test_a_webhook_of_an_account_nobody_connected_counts_as_an_error(backend: RunningBackend) -> None:
    answer = _form(backend, {"leads[add][0][id]": 1, "account[id]": 1})
    assert (answer.status_code, answer.json()["data"]) == (200, {"processed": 0, "errors": 1})


@pytest.mark.parametrize("status", [403, 500])
def test_trouble_at_the_crm_still_answers_200(
    backend: RunningBackend, person: Person, account: Account, status: int
) -> None:
    lead = account.add_lead()
    backend.connect(person, account)
    account.troubles["/api/v4/leads"] = [status] * 3
    answer = _form(backend, _lead_form(account, "update", lead))
    assert (answer.status_code, answer.json()["data"]) == (200, {"processed": 0, "errors": 1})


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"leads=1&leads[add][0][id]=2&leads[add]=3&account[id]=x"),
        ("application/x-www-form-urlencoded", b"leads" + b"[a]" * 5000 + b"=1"),
        ("application/x-www-form-urlencoded", b"]][[=1&[]=2&=3&%ff%00=4"),
        ("application/x-www-form-urlencoded", b"leads[add][0][id]=" + b"9" * 600_000 + b"&account[id]=1"),
        ("application/x-www-form-urlencoded", b"a=" + b"9" * 3_000_000),
        ("application/json", b'{"leads": {"add": [1, null, {"id": {}}]}, "account": []}'),
        ("application/json", b"[" * 20_000),
        ("application/json", b"not json"),
        ("text/plain", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
    ],
    ids=[
        "contradicting keys",
        "deep keys",
        "broken brackets",
        "long number",
        "too large",
        "odd types",
        "deep json",
        "no json",
        "empty",
        "multipart",
    ],
)
def test_nonsense_is_answered_with_200_all_the_same(backend: RunningBackend, content_type: str, body: bytes) -> None:
    headers = {"Content-Type": content_type}
    answer = backend.http.post(backend.address + PATH, data=body, headers=headers, timeout=30)
    assert answer.status_code == 200
    assert answer.json()["data"]["processed"] == 0
    assert backend.get("/health").status_code == 200
