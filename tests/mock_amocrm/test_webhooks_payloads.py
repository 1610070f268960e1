"""What webhooks say: the shape of captured ones to the byte, and what each event tells of its entity."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import pytest
from aioamocrm import parse_webhook

from mock_amocrm.clock import AccountClock, BaseClock
from mock_amocrm.state.account import Account, Baseline
from mock_amocrm.state.changes import Change
from mock_amocrm.webhooks.events import codes_of
from mock_amocrm.webhooks.form import php_form
from mock_amocrm.webhooks.payloads.forms import body_of, item_of
from reference_backend.php_form import php_form as read_form

TABLES: Mapping[str, Mapping[int, Mapping[str, object]]] = {
    "users": {501: {"id": 501, "name": "Олена"}},
    "tags": {71: {"id": 71, "name": "VIP"}},
    "custom_fields": {
        801: {"id": 801, "name": "Місто", "code": None, "type": "text"},
        803: {"id": 803, "name": "Телефон", "code": "PHONE", "type": "multitext"},
        805: {"id": 805, "name": "Зустріч", "code": None, "type": "date"},
        807: {"id": 807, "name": "Джерело", "code": None, "type": "radiobutton"},
    },
    "companies": {601: {"id": 601, "name": "Липа & син"}},
    "leads": {901: {"id": 901, "contacts": (301,)}, 903: {"id": 903, "contacts": (301, 303)}},
}
LEAD = {
    "id": 901,
    "name": "Дім ~1 + сад",
    "price": 34343,
    "responsible_user_id": 501,
    "status_id": 142,
    "pipeline_id": 11,
    "created_by": 501,
    "updated_by": 0,
    "created_at": 1_672_189_247,
    "updated_at": 1_672_189_250,
    "is_deleted": False,
    "tags": (),
    "custom_fields_values": None,
}


@pytest.fixture
def account() -> Account:
    return Account(
        number=30739638,
        subdomain="demo",
        domain="amocrm.ru",
        lang="uk",
        name="Demo",
        clock=AccountClock(BaseClock()),
        baseline=Baseline(TABLES, {}),
    )


def change(kind: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> Change:
    """By user 501."""
    return Change(kind, before, after, 501, 1_672_189_250)


def told(account: Account, code: str, news: Change) -> dict[str, object]:
    """The fields of a body with the brackets of its place taken off, as they stand in it."""
    pairs = parse_qsl(body_of(account, code, item_of(account, news, code)), keep_blank_values=True)
    place = pairs[0][0].partition("[0]")[0] + "[0]"
    return {name.removeprefix(place): value for name, value in pairs if name.startswith(place)}


def test_a_new_lead_is_told_as_in_captured_requests(account: Account) -> None:
    news = change("leads", None, LEAD)
    assert codes_of(news) == ("add_lead",)
    body = body_of(account, "add_lead", item_of(account, news, "add_lead"))
    assert body == (
        "leads%5Badd%5D%5B0%5D%5Bid%5D=901"
        "&leads%5Badd%5D%5B0%5D%5Bname%5D=%D0%94%D1%96%D0%BC+%7E1+%2B+%D1%81%D0%B0%D0%B4"
        "&leads%5Badd%5D%5B0%5D%5Bstatus_id%5D=142"
        "&leads%5Badd%5D%5B0%5D%5Bprice%5D=34343"
        "&leads%5Badd%5D%5B0%5D%5Bresponsible_user_id%5D=501"
        "&leads%5Badd%5D%5B0%5D%5Blast_modified%5D=1672189250"
        "&leads%5Badd%5D%5B0%5D%5Bmodified_user_id%5D=0"
        "&leads%5Badd%5D%5B0%5D%5Bcreated_user_id%5D=501"
        "&leads%5Badd%5D%5B0%5D%5Bdate_create%5D=1672189247"
        "&leads%5Badd%5D%5B0%5D%5Bpipeline_id%5D=11"
        "&leads%5Badd%5D%5B0%5D%5Baccount_id%5D=30739638"
        "&leads%5Badd%5D%5B0%5D%5Bcreated_at%5D=1672189247"
        "&leads%5Badd%5D%5B0%5D%5Bupdated_at%5D=1672189250"
        "&account%5Bsubdomain%5D=demo"
        "&account%5Bid%5D=30739638"
        "&account%5B_links%5D%5Bself%5D=https%3A%2F%2Fdemo.amocrm.ru"
    )
    webhook = parse_webhook(body)
    assert [(event.entity, event.action, event.payload["name"]) for event in webhook.events] == [
        ("leads", "add", "Дім ~1 + сад")
    ]
    assert webhook.account == {"subdomain": "demo", "id": "30739638", "_links": {"self": "https://demo.amocrm.ru"}}
    form = read_form(parse_qsl(body, keep_blank_values=True))
    assert form["leads"] == {"add": {"0": webhook.events[0].payload}}


def test_a_lead_that_moved_tells_where_it_was_after_where_it_is(account: Account) -> None:
    values = (
        {"field_id": 801, "values": ({"value": "Київ"},)},
        {"field_id": 803, "values": ({"value": "+380", "enum_id": 5, "enum_code": "WORK"}, {"value": "1"})},
        {"field_id": 805, "values": ({"value": 1_542_067_200},)},
        {"field_id": 807, "values": ({"value": "Сайт", "enum_id": 9},)},
        {"field_id": 999, "values": ({"value": "of a field that is gone"},)},
    )
    after = {**LEAD, "tags": (71, 79), "custom_fields_values": values, "responsible_user_id": 503}
    news = change("leads", {**LEAD, "status_id": 77, "pipeline_id": 9}, after)
    assert codes_of(news) == ("status_lead", "update_lead", "responsible_lead")
    fields = told(account, "status_lead", news)
    assert list(fields) == [
        *("[id]", "[name]", "[status_id]", "[old_status_id]", "[old_pipeline_id]", "[price]"),
        *("[responsible_user_id]", "[last_modified]", "[modified_user_id]", "[created_user_id]", "[date_create]"),
        *("[pipeline_id]", "[tags][0][id]", "[tags][0][name]", "[account_id]"),
        *("[custom_fields][0][id]", "[custom_fields][0][name]", "[custom_fields][0][values][0][value]"),
        *("[custom_fields][1][id]", "[custom_fields][1][name]"),
        *("[custom_fields][1][values][0][value]", "[custom_fields][1][values][0][enum]"),
        *("[custom_fields][1][values][1][value]", "[custom_fields][1][code]"),
        *("[custom_fields][2][id]", "[custom_fields][2][name]", "[custom_fields][2][values][0]"),
        *("[custom_fields][3][id]", "[custom_fields][3][name]"),
        *("[custom_fields][3][values][value]", "[custom_fields][3][values][enum]"),
        *("[old_responsible_user_id]", "[created_at]", "[updated_at]"),
    ]
    assert (fields["[old_status_id]"], fields["[old_pipeline_id]"]) == ("77", "9")
    assert fields["[custom_fields][2][values][0]"] == "1542067200"
    assert fields["[custom_fields][1][code]"] == "PHONE"
    assert (fields["[tags][0][name]"], fields["[old_responsible_user_id]"]) == ("VIP", "501")


def test_a_trashed_lead_says_where_it_was_and_a_restored_one_everything(account: Account) -> None:
    trashed = {**LEAD, "is_deleted": True}
    for news in (change("leads", LEAD, trashed), change("leads", LEAD, None)):
        assert codes_of(news) == ("delete_lead",)
        assert told(account, "delete_lead", news) == {"[id]": "901", "[status_id]": "142", "[pipeline_id]": "11"}
    back = change("leads", trashed, LEAD)
    assert codes_of(back) == ("restore_lead",)
    assert told(account, "restore_lead", back)["[price]"] == "34343"
    assert codes_of(change("leads", trashed, {**trashed, "name": "x"})) == ()
    assert codes_of(change("leads", trashed, None)) == ()


def test_contacts_and_companies_share_a_key_and_name_their_kind(account: Account) -> None:
    row = {
        "id": 301,
        "name": "Петро",
        "responsible_user_id": 501,
        "group_id": 0,
        "companies": (601,),
        "created_by": 501,
        "updated_by": 501,
        "created_at": 1_700_000_000,
        "updated_at": 1_700_000_001,
        "tags": (71,),
        "custom_fields_values": ({"field_id": 803, "values": ({"value": "+380", "enum_id": 5},)},),
    }
    contact = told(account, "update_contact", change("contacts", row, row))
    assert list(contact) == [
        *("[id]", "[name]", "[responsible_user_id]", "[date_create]", "[last_modified]", "[created_user_id]"),
        *("[modified_user_id]", "[company_name]", "[linked_company_id]", "[account_id]"),
        *("[custom_fields][0][id]", "[custom_fields][0][name]", "[custom_fields][0][values][0][value]"),
        *("[custom_fields][0][values][0][enum]", "[custom_fields][0][code]", "[tags][0][id]", "[tags][0][name]"),
        *("[linked_leads_id][901][ID]", "[linked_leads_id][903][ID]", "[created_at]", "[updated_at]", "[type]"),
    ]
    assert (contact["[company_name]"], contact["[linked_leads_id][903][ID]"]) == ("Липа & син", "903")
    assert contact["[type]"] == "contact"

    company = {**row, "companies": (), "group_id": 7}
    body = body_of(account, "add_company", item_of(account, change("companies", None, company), "add_company"))
    [event] = parse_webhook(body).events
    assert (event.entity, event.action, event.payload["type"]) == ("contacts", "add", "company")
    assert (event.payload["group_id"], "company_name" in event.payload) == ("7", False)
    assert told(account, "delete_company", change("companies", row, None)) == {"[id]": "301", "[type]": "company"}
    assert told(account, "delete_contact", change("contacts", row, None)) == {"[id]": "301", "[type]": "contact"}


@pytest.mark.parametrize(
    ("kind", "code", "place"),
    [
        ("leads", "responsible_lead", ("leads", "responsible")),
        ("contacts", "responsible_contact", ("contacts", "update")),
        ("companies", "responsible_company", ("contacts", "update")),
        ("tasks", "responsible_task", ("task", "update")),
        ("customers", "responsible_customer", ("customers", "responsible")),
    ],
)
def test_another_owner_is_told_with_the_old_one(account: Account, kind: str, code: str, place: tuple[str, str]) -> None:
    news = change(kind, {"id": 7, "responsible_user_id": 501}, {"id": 7, "responsible_user_id": 503})
    assert codes_of(news)[-1] == code
    [event] = parse_webhook(body_of(account, code, item_of(account, news, code))).events
    assert (event.entity, event.action) == place
    assert (event.payload["responsible_user_id"], event.payload["old_responsible_user_id"]) == ("503", "501")


TASK = {
    "id": 51,
    "entity_id": 901,
    "entity_type": "leads",
    "task_type_id": 1,
    "text": "Подзвонити",
    "is_completed": False,
    "result": None,
    "responsible_user_id": 501,
    "created_by": 501,
    "updated_by": 501,
    "created_at": 1_726_578_449,
    "updated_at": 1_726_578_449,
    "complete_till": 1_759_438_740,
}


def test_a_task_has_its_times_as_strings_and_its_entity_as_a_number(account: Account) -> None:
    news = change("tasks", None, TASK)
    assert codes_of(news) == ("add_task",)
    assert told(account, "add_task", news) == {
        "[id]": "51",
        "[element_id]": "901",
        "[element_type]": "2",
        "[task_type]": "1",
        "[date_create]": "2024-09-17 13:07:29",
        "[text]": "Подзвонити",
        "[status]": "0",
        "[account_id]": "30739638",
        "[created_user_id]": "501",
        "[last_modified]": "2024-09-17 13:07:29",
        "[responsible_user_id]": "501",
        "[complete_till]": "2025-10-02 20:59:00",
        "[created_at]": "1726578449",
        "[updated_at]": "1726578449",
        "[complete_before]": "1759438740",
    }


def test_a_completed_task_is_an_update_that_closes_it(account: Account) -> None:
    done = {**TASK, "is_completed": True, "result": "Домовилися", "text": "Подзвонити ще раз"}
    news = change("tasks", TASK, done)
    assert codes_of(news) == ("update_task",)
    fields = told(account, "update_task", news)
    assert (fields["[status]"], fields["[action_close]"], fields["[result][text]"]) == ("1", "1", "Домовилися")
    assert (fields["[text]"], fields["[old_text]"]) == ("Подзвонити ще раз", "Подзвонити")
    assert told(account, "update_task", change("tasks", done, {**done, "text": "x"}))["[action_close]"] == "0"
    assert told(account, "delete_task", change("tasks", TASK, None)) == {"[id]": "51"}


def test_a_time_that_no_calendar_has_is_told_all_the_same(account: Account) -> None:
    far = {**TASK, "complete_till": 2**53, "entity_id": None, "entity_type": None}
    fields = told(account, "add_task", change("tasks", None, far))
    assert fields["[complete_till]"] == "0000-00-00 00:00:00"
    assert (fields["[element_id]"], fields["[element_type]"]) == ("0", "0")


def note(**values: object) -> dict[str, object]:
    """A note of a lead."""
    return {
        "id": 61,
        "entity_id": 901,
        "entity_type": "leads",
        "note_type": "common",
        "params": {"text": "Рядок\nдругий"},
        "responsible_user_id": 501,
        "group_id": 0,
        "created_by": 501,
        "updated_by": 501,
        "created_at": 1_726_580_291,
        "updated_at": 1_726_580_329,
        **values,
    }


def test_a_note_is_told_inside_its_entity_with_its_author_in_metadata(account: Account) -> None:
    news = change("notes", None, note())
    assert codes_of(news) == ("note_lead",)
    assert codes_of(change("notes", note(), note())) == ()
    fields = told(account, "note_lead", news)
    assert list(fields) == [
        f"[note][{key}]"
        for key in (
            *("text", "attachement", "date_create", "note_type", "element_type", "element_id", "catalog_id"),
            *("group_id", "timestamp_x", "account_id", "metadata", "created_by", "modified_by", "main_user_id"),
            *("id", "created_at", "updated_at"),
        )
    ]
    assert fields["[note][text]"] == "Рядок\nдругий"
    assert (fields["[note][date_create]"], fields["[note][note_type]"]) == ("2024-09-17 16:38:11", "4")
    assert fields["[note][metadata]"] == '{"event_source":{"id":501,"author_name":"Олена","type":1}}'
    company = told(account, "note_company", change("notes", None, note(entity_type="companies")))
    assert (company["[note][element_type]"], company["[type]"]) == ("3", "company")


@pytest.mark.parametrize(
    ("kind", "params", "number", "text", "attachment"),
    [
        (
            "call_in",
            {"uniq": "u-1", "duration": 60, "source": "tel", "link": None, "phone": "+380"},
            "10",
            '{"UNIQ":"u-1","DURATION":60,"SRC":"tel","LINK":null,"PHONE":"+380"}',
            "",
        ),
        ("attachment", {"file_uuid": "f", "version_uuid": "v", "file_name": "a.jpg"}, "5", "a.jpg", "drive/f/v"),
        ("sms_out", {"text": "Так", "phone": "+380"}, "103", "Так", ""),
        ("geolocation", {"text": "тут", "address": "Київ"}, "25", "тут", ""),
        ("common", None, "4", "", ""),
    ],
)
def test_each_type_of_note_has_its_number_and_its_text(
    account: Account, kind: str, params: object, number: str, text: str, attachment: str
) -> None:
    fields = told(account, "note_lead", change("notes", None, note(note_type=kind, params=params)))
    assert fields["[note][note_type]"] == number
    assert (fields["[note][text]"], fields["[note][attachement]"]) == (text, attachment)


def test_talks_and_customers_have_their_places(account: Account) -> None:
    talk = {"id": 191, "rate": 0, "contact_id": 301, "is_in_work": True, "is_read": False}
    assert codes_of(change("talks", None, talk)) == ("add_talk",)
    assert codes_of(change("talks", talk, {**talk, "is_read": True})) == ("update_talk",)
    assert codes_of(change("talks", talk, None)) == ()
    assert told(account, "add_talk", change("talks", None, talk)) == {
        "[talk_id]": "191",
        "[rate]": "0",
        "[contact_id]": "301",
        "[is_in_work]": "1",
        "[is_read]": "0",
    }
    message = {"id": 1, "uid": "m-1", "text": "Так", "author_type": "external"}
    assert codes_of(change("chat_messages", None, message)) == ("add_message",)
    assert codes_of(change("chat_messages", message, {**message, "delivery_status": 2})) == ()
    customer = {"id": 5, "name": "Покупець", "next_price": 7, "status_id": 3, "tags": ()}
    assert codes_of(change("customers", customer, {**customer, "status_id": 4})) == ("update_customer",)
    assert told(account, "update_customer", change("customers", customer, customer))["[next_price]"] == "7"
    assert codes_of(change("chat_templates", None, {"id": 9, "name": "Вітання"})) == ()
    assert codes_of(change("users", None, {"id": 1})) == ()


@pytest.mark.parametrize(
    ("tree", "form"),
    [
        ({"a": {"b": [{"c": 1}, {"c": None}, {"d": ""}]}}, "a%5Bb%5D%5B0%5D%5Bc%5D=1&a%5Bb%5D%5B2%5D%5Bd%5D="),
        ({"a": True, "b": False, "c": 1.5, "d": [], "e": {}, "f": None}, "a=1&b=0&c=1.5"),
        ({"a b": "я&=~\n"}, "a+b=%D1%8F%26%3D%7E%0A"),
        ({"a": "\ud800"}, "a=%3F"),
    ],
)
def test_forms_are_written_as_php_writes_them(tree: Mapping[str, object], form: str) -> None:
    assert php_form(tree) == form
