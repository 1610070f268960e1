"""Each bug of the CRM tab and of the lead's screen puts one mistake in, and the rest of the app goes on as before."""

import pytest
from scripted_backend import CONNECT, LEADS, PIPELINES, Reply, lead

from simulated_client import ConnectFailed

STAGES = "GET /api/amo-crm/pipelines/{}/stages"
FUNNELS = [
    {"id": 5, "name": "Продажі", "stages": [{"id": 51, "name": "Дзвінок"}]},
    {"id": 6, "name": "Оренда", "stages": [{"id": 61, "name": "Показ"}]},
]
DETAIL = {"data": {"lead": {"name": "Дім", "price": 85000}, "contacts": []}}


@pytest.fixture
def phone_with(backend, make_phone):
    """A phone with this bug on the home tab, before a connected account with one lead and two pipelines."""

    def make(bug):
        backend.connected, backend.pipelines, backend.leads = True, FUNNELS, [lead(1)]
        phone = make_phone(bugs=[bug], client_id="c")
        phone.sign_in(email="olha@example.com", password="secret")
        return phone

    return make


def asked(backend):
    return [hit.query for hit in backend.hits if hit.name == LEADS][-1]


def test_an_app_with_a_buffer_of_nodes_opens_no_browser_and_asks_the_backend_for_nothing(backend, phone_with):
    phone = phone_with("buffer-not-defined")
    backend.connected = False
    phone.open_crm()

    with pytest.raises(ConnectFailed, match="Buffer is not defined"):
        phone.press_connect()

    assert "Помилка при відкритті браузера" in phone.screen.texts
    assert phone.in_front
    assert backend.count(CONNECT) == 0
    assert phone.screen.leads_state == "list"


def test_an_effect_above_its_queries_leaves_a_blank_screen_until_the_app_is_started_anew(backend, phone_with):
    phone = phone_with("effect-before-queries")
    hits = len(backend.hits)

    screen = phone.open_crm()

    assert (screen.id, screen.texts, screen.buttons) == ("crashed", (), ())
    assert "before initialization" in screen.reason
    assert len(backend.hits) == hits
    phone.kill()
    assert phone.launch().id == "home"


def test_a_filter_that_is_lost_asks_for_every_lead_again(backend, phone_with):
    phone = phone_with("filter-lost-on-close")
    phone.open_crm()

    phone.choose_status("NEW")
    assert asked(backend)["status"] == "NEW"
    screen = phone.choose_stage("Показ")

    assert asked(backend).keys() & {"stageId", "pipelineId"} == set()
    assert "Показ" not in screen.texts


def test_the_fields_of_the_list_are_not_in_the_answer_about_one_lead(backend, phone_with):
    phone = phone_with("lead-fields-of-the-list")
    backend.always("GET /api/amo-crm/leads/1001", Reply(200, DETAIL))
    phone.open_crm()

    screen = phone.open_lead("Лід 1")

    assert screen.texts == ("Lead Details", "Lead Name", "Без імені", "Potential Value", "85,000 $")


def test_the_local_id_goes_where_amocrms_is_wanted(backend, phone_with):
    phone = phone_with("local-lead-id-sent")
    phone.open_crm()

    assert phone.open_lead("Лід 1").id == "lead.error"
    assert "GET /api/amo-crm/leads/uuid-1" in backend.names()


def test_stages_are_asked_for_once_more_for_each_pipeline(backend, phone_with):
    for number in (5, 6):
        backend.always(STAGES.format(number), Reply(200, {"data": []}))
    phone = phone_with("stages-one-by-one")

    screen = phone.open_crm()

    assert [backend.count(STAGES.format(number)) for number in (5, 6)] == [1, 1]
    assert "Завантажено 2 воронок, 2 стадій" in screen.texts


def test_one_failing_request_for_stages_spoils_the_pipelines(backend, phone_with):
    backend.always(STAGES.format(5), Reply(500, {"message": "boom"}))

    screen = phone_with("stages-one-by-one").open_crm()

    assert "Помилка завантаження воронок: Помилка сервера (500): boom" in screen.texts
    assert backend.count(PIPELINES) == 2
    assert screen.leads_state == "list"


def test_what_is_not_chosen_goes_out_as_undefined(backend, phone_with):
    phone = phone_with("undefined-in-query")
    phone.open_crm()
    assert asked(backend) == {
        "page": "1",
        "limit": "100",
        "status": "undefined",
        "stageId": "undefined",
        "pipelineId": "undefined",
    }
    phone.choose_status("NEW")
    assert (asked(backend)["status"], asked(backend)["stageId"]) == ("NEW", "undefined")


def test_a_shared_link_opens_the_lead_by_its_ids_alone(backend, phone):
    backend.leads = [lead(1)]
    card = phone.open_crm().leads[0]
    backend.always("GET /api/amo-crm/leads/1001", Reply(200, DETAIL))

    screen = phone.open_shared_lead(card)

    assert screen.texts[:3] == ("Lead Details", "Lead Name", "Дім")
