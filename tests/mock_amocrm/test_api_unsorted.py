"""Incoming leads over HTTP: how they come in, who sees what of them, what sorting them out does."""

import re

import pytest
from api_client import Api, Json, grant, open_api
from hooked import hooked

from mock_amocrm.server import MockAmoCRM

CALL = {
    "from": "+380501112233",
    "phone": 135,
    "called_at": 1_700_000_000,
    "duration": 54,
    "link": "https://example.com/call.mp3",
    "service_code": "telephony",
    "uniq": "call-1",
}
FORM = {
    "form_id": 7,
    "form_name": "Обратная связь",
    "form_page": "https://example.com/form",
    "form_sent_at": 1_700_000_000,
    "ip": "192.168.0.1",
    "referer": "https://example.com",
}
PHONE = [{"field_code": "PHONE", "values": [{"value": "+380501112233"}]}]
PEOPLE = {
    "leads": [{"name": "Заявка", "price": 500}],
    "contacts": [{"name": "Олена", "custom_fields_values": PHONE}],
    "companies": [{"name": "ТОВ"}],
}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


def form(**more: object) -> Json:
    """A form as sites send it."""
    return {"source_uid": "site", "source_name": "Сайт", "metadata": FORM, "_embedded": PEOPLE, **more}


def call(**more: object) -> Json:
    """A call as telephony sends it."""
    return {"source_uid": "pbx", "source_name": "АТС", "metadata": CALL, "_embedded": PEOPLE, **more}


def filled(api: Api, **more: object) -> Json:
    """A form that waits, as the answer of its POST has it."""
    answer = api.send("POST", "leads/unsorted/forms", [form(**more)])
    assert answer.status_code == 200, answer.text
    [entry] = answer.json()["_embedded"]["unsorted"]
    return dict(entry)


def numbers(entry: Json) -> tuple[object, object, object]:
    """The ids of its lead, contact and company."""
    embedded = entry["_embedded"]
    return tuple(embedded[kind][0]["id"] for kind in ("leads", "contacts", "companies"))


def test_a_form_comes_in_with_lead_contact_and_company(api: Api) -> None:
    answer = api.send("POST", "leads/unsorted/forms", [form(request_id="mine")])
    assert (answer.status_code, answer.json()["_total_items"]) == (200, 1)
    [entry] = answer.json()["_embedded"]["unsorted"]
    assert list(entry) == ["uid", "account_id", "request_id", "_links", "_embedded"]
    assert re.fullmatch("[0-9a-f]{37,60}", entry["uid"])
    assert (entry["account_id"], entry["request_id"]) == (api.account.id, "mine")
    lead, contact, company = numbers(entry)
    incoming = api.listed("leads/pipelines")[0]["_embedded"]["statuses"][0]
    seen = api.read(f"leads/{lead}?with=contacts")
    assert (seen["name"], seen["price"], seen["status_id"]) == ("Заявка", 500, incoming["id"])
    assert incoming["type"] == 1
    assert [item["id"] for item in seen["_embedded"]["contacts"]] == [contact]
    assert [item["id"] for item in seen["_embedded"]["companies"]] == [company]
    assert api.read(f"contacts/{contact}")["custom_fields_values"][0]["values"][0]["value"] == "+380501112233"


def test_an_entry_is_read_as_real_answers_have_it(api: Api) -> None:
    entry = filled(api, created_at=1_700_000_007)
    lead, contact, company = numbers(entry)
    [read] = api.listed("leads/unsorted")
    assert api.read(f"leads/unsorted/{entry['uid']}") == read
    pipeline = api.ids("leads/pipelines")[0]
    url = f"{api.mock.url}/api/v4"

    def reference(kind: str, number: object) -> list[Json]:
        return [{"id": number, "_links": {"self": {"href": f"{url}/{kind}/{number}"}}}]

    assert read == {
        "uid": entry["uid"],
        "source_uid": "site",
        "source_name": "Сайт",
        "category": "forms",
        "pipeline_id": pipeline,
        "created_at": 1_700_000_007,
        "metadata": {**FORM, "form_id": "7", "form_sent_at": "1700000000", "visitor_uid": None},
        "account_id": api.account.id,
        "_links": {"self": {"href": f"{url}/leads/unsorted/{entry['uid']}"}},
        "_embedded": {
            "contacts": reference("contacts", contact),
            "leads": reference("leads", lead),
            "companies": reference("companies", company),
        },
    }


def test_a_call_comes_in_and_may_leave_a_note(api: Api) -> None:
    sent = [call(metadata={**CALL, "is_call_event_needed": True}), call(metadata={**CALL, "uniq": "call-2"})]
    answer = api.send("POST", "leads/unsorted/sip", sent)
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["_embedded"]["unsorted"]
    [note] = api.listed(f"leads/{numbers(first)[0]}/notes")
    assert (note["note_type"], note["params"]["uniq"], note["params"]["duration"]) == ("call_in", "call-1", 54)
    assert api.get(f"leads/{numbers(second)[0]}/notes").status_code == 204
    read = api.read(f"leads/unsorted/{first['uid']}")
    assert read["category"] == "sip"
    assert read["metadata"] == {**CALL, "call_responsible": None}, "that a note was wanted isn't told again"


def test_there_always_is_a_lead_and_people_only_if_they_were_sent(api: Api) -> None:
    for empty in ({}, {"_embedded": {}}, {"_embedded": []}):
        sent = form(metadata={**FORM, "form_sent_at": 1_700_000_000 + len(empty)}, **empty)
        if not empty:
            del sent["_embedded"]
            sent["source_uid"] = "another site"
        answer = api.send("POST", "leads/unsorted/forms", [{**sent, "source_uid": f"site {empty}"}])
        [entry] = answer.json()["_embedded"]["unsorted"]
        assert (entry["_embedded"]["contacts"], entry["_embedded"]["companies"]) == ([], [])
        lead = entry["_embedded"]["leads"][0]["id"]
        assert api.read(f"leads/{lead}")["name"] == f"Сделка #{lead}"


def test_the_official_librarys_single_lead_is_taken(api: Api) -> None:
    entry = filled(api, _embedded={"lead": {"name": "из библиотеки", "price": 5}})
    lead = entry["_embedded"]["leads"][0]["id"]
    assert api.read(f"leads/{lead}")["name"] == "из библиотеки"
    bad = form(source_uid="b", _embedded={"lead": {"price": "5"}})
    assert api.refused("POST", "leads/unsorted/forms", [bad]) == [("0", "InvalidType", "_embedded.lead.price")]


def test_another_stage_of_an_incoming_lead_is_dropped(api: Api) -> None:
    entry = filled(api, _embedded={"leads": [{"status_id": 142, "pipeline_id": 5}]})
    lead = api.read(f"leads/{entry['_embedded']['leads'][0]['id']}")
    assert lead["status_id"] == api.listed("leads/pipelines")[0]["_embedded"]["statuses"][0]["id"]


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_people_stay_out_of_lists_until_somebody_accepts(api: Api, kind: str) -> None:
    entry = filled(api)
    number = numbers(entry)[1 if kind == "contacts" else 2]
    assert api.get(kind).status_code == 204
    assert api.get(f"{kind}?filter[id]={number}").status_code == 204
    assert api.read(f"{kind}/{number}")["id"] == number
    assert api.send("POST", f"leads/unsorted/{entry['uid']}/accept", {}).status_code == 200
    assert api.ids(kind) == [number]
    if kind == "contacts":
        assert api.read(f"{kind}/{number}")["is_unsorted"] is False


def test_accepting_moves_the_lead_to_the_first_stage(api: Api) -> None:
    entry = filled(api)
    [pipeline] = api.listed("leads/pipelines")
    answer = api.send("POST", f"leads/unsorted/{entry['uid']}/accept")
    assert answer.status_code == 200
    body = answer.json()
    assert list(body) == ["uid", "pipeline_id", "category", "created_at", "_embedded"]
    assert (body["uid"], body["pipeline_id"], body["category"]) == (entry["uid"], pipeline["id"], "forms")
    assert body["_embedded"] == entry["_embedded"]
    lead = api.read(f"leads/{numbers(entry)[0]}")
    assert lead["status_id"] == pipeline["_embedded"]["statuses"][1]["id"]
    assert api.get("leads/unsorted").status_code == 204


def test_accepting_names_stage_and_user(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    entry = filled(api)
    [pipeline] = api.listed("leads/pipelines")
    stage, user = pipeline["_embedded"]["statuses"][3]["id"], api.world.users[1].id
    path = f"leads/unsorted/{entry['uid']}/accept"
    incoming = pipeline["_embedded"]["statuses"][0]["id"]
    assert api.refused("POST", path, {"status_id": incoming}) == [("0", "NotSupportedChoice", "status_id")]
    assert api.refused("POST", path, {"status_id": 5, "user_id": 5}) == [
        ("0", "NotSupportedChoice", "user_id"),
        ("0", "NotSupportedChoice", "status_id"),
    ]
    assert api.send("POST", path, {"status_id": stage, "user_id": user}).status_code == 200
    lead = api.read(f"leads/{numbers(entry)[0]}")
    assert (lead["status_id"], lead["responsible_user_id"], lead["updated_by"]) == (stage, user, user)


def test_declining_puts_the_lead_into_the_trash(api: Api) -> None:
    entry = filled(api)
    lead, contact, _ = numbers(entry)
    answer = api.send("DELETE", f"leads/unsorted/{entry['uid']}/decline")
    assert answer.status_code == 200
    assert list(answer.json()) == ["uid", "pipeline_id", "category", "created_at", "_embedded"]
    assert answer.json()["_embedded"]["leads"][0]["id"] == lead
    assert api.get("leads").status_code == 204
    assert api.ids("leads?with=only_deleted") == [lead]
    assert api.get("contacts").status_code == 204
    assert api.read(f"contacts/{contact}")["is_unsorted"] is True


@pytest.mark.parametrize(
    ("method", "action"), [("POST", "accept"), ("DELETE", "decline"), ("POST", "link"), ("GET", "")]
)
def test_what_is_sorted_out_or_unknown_is_not_found(api: Api, method: str, action: str) -> None:
    entry = filled(api)
    api.send("POST", f"leads/unsorted/{entry['uid']}/accept")
    body = {"link": {"entity_id": 5, "entity_type": "leads"}} if action == "link" else None
    other = entry["uid"][:-1] + ("0" if entry["uid"][-1] != "0" else "1")
    for uid in (entry["uid"], other, "a" * 60, "nonsense", "7", "ж" * 60):
        answer = api.send(method, f"leads/unsorted/{uid}/{action}".rstrip("/"), body)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Unsorted not found"), uid


def test_the_list_is_filtered_ordered_and_paged(api: Api) -> None:
    first = filled(api, created_at=300)
    answer = api.send("POST", "leads/unsorted/sip", [call(created_at=100)])
    [second] = answer.json()["_embedded"]["unsorted"]
    third = filled(api, source_uid="other", created_at=200)

    def uids(query: str) -> list[object]:
        return [entry["uid"] for entry in api.listed(f"leads/unsorted?{query}")]

    pipeline = api.ids("leads/pipelines")[0]
    assert uids("") == [first["uid"], second["uid"], third["uid"]]
    assert uids("order[created_at]=desc") == [first["uid"], third["uid"], second["uid"]]
    assert uids("order[created_at]=asc&limit=1&page=2") == [third["uid"]]
    assert uids("filter[category][]=sip") == [second["uid"]]
    assert uids("filter[category][]=mail") == []
    assert uids(f"filter[uid]={third['uid']}") == [third["uid"]]
    assert uids(f"filter[uid][]={third['uid']}&filter[uid][]={second['uid']}") == [second["uid"], third["uid"]]
    assert len(uids(f"filter[pipeline_id]={pipeline}")) == 3
    assert uids("filter[pipeline_id]=5") == []


def test_the_summary_counts_what_waits_and_what_was_done(api: Api) -> None:
    assert api.read("leads/unsorted/summary") == {
        "total": 0,
        "accepted": 0,
        "declined": 0,
        "average_sort_time": 0,
        "categories": {kind: {"total": 0} for kind in ("sip", "mail", "forms", "chats")},
    }
    entries = [filled(api, source_uid=str(number)) for number in range(4)]
    api.send("POST", "leads/unsorted/sip", [call()])
    api.account.clock.advance(100)
    api.send("POST", f"leads/unsorted/{entries[0]['uid']}/accept")
    api.account.clock.advance(100)
    api.send("DELETE", f"leads/unsorted/{entries[1]['uid']}/decline")
    summary = api.read("leads/unsorted/summary")
    assert (summary["total"], summary["accepted"], summary["declined"]) == (3, 1, 1)
    assert 148 <= summary["average_sort_time"] <= 152
    assert summary["categories"]["forms"] == {"total": 2}
    assert summary["categories"]["sip"] == {"total": 1}
    now = api.account.clock.now()
    assert api.read(f"leads/unsorted/summary?filter[created_at]={now - 50}")["total"] == 0
    assert api.read(f"leads/unsorted/summary?filter[created_at][to]={now - 50}")["total"] == 3
    assert api.read(f"leads/unsorted/summary?filter[uid][]={entries[1]['uid']}")["declined"] == 1
    assert api.read("leads/unsorted/summary?filter[pipeline_id]=5")["total"] == 0


def test_time_is_the_accounts(api: Api) -> None:
    api.account.clock.advance(10_000_000)
    entry = filled(api)
    created = api.read(f"leads/unsorted/{entry['uid']}")["created_at"]
    assert abs(created - api.account.clock.now()) < 5


def test_the_same_entry_waits_once(api: Api) -> None:
    filled(api)
    assert api.refused("POST", "leads/unsorted/forms", [form()]) == [("0", "NotUnique", "metadata")]
    other = {**FORM, "form_sent_at": 1_700_000_001}
    assert api.refused("POST", "leads/unsorted/forms", [form(metadata=other)] * 2) == [("1", "NotUnique", "metadata")]
    api.send("POST", "leads/unsorted/sip", [call()])
    again = call(metadata={**CALL, "duration": 1})
    assert api.refused("POST", "leads/unsorted/sip", [again]) == [("0", "NotUnique", "metadata.uniq")]
    entries = api.listed("leads/unsorted")
    assert len(entries) == 2
    assert len(api.ids("leads")) == 2
    for entry in entries:
        api.send("POST", f"leads/unsorted/{entry['uid']}/accept")
    assert filled(api)["uid"] not in [entry["uid"] for entry in entries], "what was accepted may come again"


@pytest.mark.parametrize(
    ("category", "item", "errors"),
    [
        ("forms", {}, [("FieldMissing", key) for key in ("source_uid", "source_name", "metadata")]),
        ("sip", call(_embedded=None), [("FieldMissing", "_embedded")]),
        ("forms", form(metadata={}), [("FieldMissing", f"metadata.{key}") for key in list(FORM)[:4]]),
        ("sip", call(metadata={**CALL, "duration": "54"}), [("InvalidType", "metadata.duration")]),
        ("sip", call(metadata={**CALL, "phone": []}), [("InvalidType", "metadata.phone")]),
        ("forms", form(pipeline_id=5), [("NotSupportedChoice", "pipeline_id")]),
        ("forms", form(_embedded={"leads": {"name": "x"}}), [("InvalidType", "_embedded.leads")]),
        ("forms", form(_embedded={"contacts": [5]}), [("InvalidType", "_embedded.contacts.0")]),
        ("forms", form(_embedded={"contacts": [{}, {}]}), [("TooMany", "_embedded.contacts")]),
        ("forms", form(_embedded={"leads": [{"price": "x"}]}), [("InvalidType", "_embedded.leads.0.price")]),
        (
            "forms",
            form(_embedded={"contacts": [{"custom_fields_values": [{"field_code": "NOPE", "values": []}]}]}),
            [("NotSupportedChoice", "_embedded.contacts.0.custom_fields_values.0.field_code")],
        ),
        ("forms", form(_embedded="x"), [("InvalidType", "_embedded")]),
    ],
)
def test_a_bad_entry_is_refused(api: Api, category: str, item: Json, errors: list[tuple[str, str]]) -> None:
    good = form() if category == "forms" else call()
    assert api.refused("POST", f"leads/unsorted/{category}", [good, item]) == [("1", *error) for error in errors]
    assert api.get("leads").status_code == 204, "nothing of the batch is stored"


def test_a_pipeline_without_incoming_leads_takes_none(api: Api) -> None:
    [pipeline] = api.ids("leads/pipelines")
    api.send("PATCH", f"leads/pipelines/{pipeline}", {"is_unsorted_on": False})
    for sent in (form(), form(pipeline_id=pipeline)):
        assert api.refused("POST", "leads/unsorted/forms", [sent]) == [("0", "NotSupportedChoice", "pipeline_id")]


def from_chat(api: Api) -> Json:
    """An entry that a chat made."""
    entry = filled(api)
    [row] = [row for row in api.account.rows("unsorted") if row["uid"] == entry["uid"]]
    api.account.put("unsorted", [{**row, "category": "chats"}])
    return entry


def test_what_a_chat_brought_is_linked_to_a_lead(api: Api) -> None:
    entry = from_chat(api)
    waiting, contact, _ = numbers(entry)
    [lead] = api.create("leads", {"name": "старая"})
    sent = {"link": {"entity_id": lead["id"], "entity_type": "leads"}, "user_id": 0}
    answer = api.send("POST", f"leads/unsorted/{entry['uid']}/link", sent)
    assert answer.status_code == 200, answer.text
    href = f"{api.mock.url}/api/v4/leads/{lead['id']}"
    assert answer.json() == {
        "uid": entry["uid"],
        "_embedded": {"leads": [{"id": lead["id"], "_links": {"self": {"href": href}}}]},
    }
    assert [item["to_entity_id"] for item in api.listed(f"leads/{lead['id']}/links")] == [contact]
    assert api.ids("contacts") == [contact]
    assert api.ids("leads") == [lead["id"]]
    assert api.ids("leads?with=only_deleted") == [waiting]
    assert api.get("leads/unsorted").status_code == 204


def test_what_a_chat_brought_may_be_of_a_known_contact(api: Api) -> None:
    entry = from_chat(api)
    [lead], [known] = api.create("leads", {"name": "старая"}), api.create("contacts", {"name": "Олена"})
    link = {"entity_id": lead["id"], "entity_type": "leads", "metadata": {"contact_id": known["id"]}}
    assert api.send("POST", f"leads/unsorted/{entry['uid']}/link", {"link": link}).status_code == 200
    assert [item["to_entity_id"] for item in api.listed(f"leads/{lead['id']}/links")] == [known["id"]]
    assert api.ids("contacts") == [known["id"]]


def test_only_chats_and_mail_are_linked_and_only_to_what_there_is(api: Api) -> None:
    form_entry = filled(api, source_uid="form")
    [lead] = api.create("leads", {"name": "x"})
    sent = {"link": {"entity_id": lead["id"], "entity_type": "leads"}}
    answer = api.send("POST", f"leads/unsorted/{form_entry['uid']}/link", sent)
    assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")
    path = f"leads/unsorted/{from_chat(api)['uid']}/link"
    for link, code, where in (
        ({"entity_id": 5, "entity_type": "leads"}, "NotSupportedChoice", "link.entity_id"),
        ({"entity_id": lead["id"], "entity_type": "tasks"}, "NotSupportedChoice", "link.entity_type"),
        ({"entity_id": lead["id"]}, "FieldMissing", "link.entity_type"),
        (
            {"entity_id": lead["id"], "entity_type": "leads", "metadata": {"contact_id": 5}},
            "NotSupportedChoice",
            "link.metadata.contact_id",
        ),
    ):
        assert api.refused("POST", path, {"link": link}) == [("0", code, where)]
    assert api.refused("POST", path, {"user_id": 0}) == [("0", "FieldMissing", "link")]


def restricted(api: Api, **rights: object) -> Api:
    """The account seen by an ordinary user with these rights to leads."""
    user = api.world.users[1].id
    api.account.put("users", [{**(api.account.row("users", user) or {}), "rights": {"leads": rights}}])
    return Api(api.mock, api.account, api.world, grant(api.mock.store, api.account, user))


def test_rights_to_leads_count_for_incoming_ones(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    uid = filled(api)["uid"]
    reader = restricted(api, view="A", add="D", edit="D", delete="D")
    assert reader.send("POST", f"leads/unsorted/{uid}/accept").status_code == 403
    assert reader.send("DELETE", f"leads/unsorted/{uid}/decline").status_code == 403
    assert reader.send("POST", "leads/unsorted/forms", [form(source_uid="b")]).status_code == 403
    assert reader.send("POST", "leads/complex", [{"name": "x"}]).status_code == 403
    assert [entry["uid"] for entry in reader.listed("leads/unsorted")] == [uid], "nothing was done"
    editor = restricted(api, view="A", add="D", edit="A", delete="D")
    assert editor.send("DELETE", f"leads/unsorted/{uid}/decline").status_code == 403
    assert editor.send("POST", f"leads/unsorted/{uid}/accept").status_code == 200


def test_webhooks_tell_of_incoming_leads_and_of_what_was_decided(mock: MockAmoCRM) -> None:
    with hooked(mock, "empty") as place:
        place.subscribe("add_unsorted", "update_unsorted", "delete_unsorted")
        first, second = filled(place.api), filled(place.api, source_uid="b")
        place.api.send("POST", f"leads/unsorted/{first['uid']}/accept")
        place.api.send("DELETE", f"leads/unsorted/{second['uid']}/decline")
        added, decided = [("unsorted", "add")] * 2, [("unsorted", "delete")] * 2
        assert place.events == [*added, *decided]
        assert (place.item(0)["uid"], place.item(0)["category"]) == (first["uid"], "forms")
        assert [(place.item(at)["uid"], place.item(at)["action"]) for at in (2, 3)] == [
            (first["uid"], "accept"),
            (second["uid"], "decline"),
        ]
