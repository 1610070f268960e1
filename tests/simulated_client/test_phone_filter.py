"""Narrowing the list: what is chosen is asked for, what isn't stays out of the query, and each choice is a list."""

import pytest
from scripted_backend import LEADS, lead

from simulated_client import SEED_API, ApiShape, Call, NotOnScreen

FUNNELS = [
    {"id": 5, "name": "Продажі", "stages": [{"id": 51, "name": "Дзвінок"}, {"id": 142, "name": "Успіх"}]},
    {"id": 6, "name": "Оренда", "stages": [{"id": 61, "name": "Показ"}, {"id": 142, "name": "Успіх"}]},
]


@pytest.fixture
def crm(backend, phone):
    """On the CRM tab, connected, with two pipelines to choose from."""
    backend.connected, backend.pipelines, backend.leads = True, FUNNELS, [lead(1)]
    phone.open_crm()
    return phone


def asked(backend):
    """The latest query for leads without its paging."""
    query = [hit.query for hit in backend.hits if hit.name == LEADS][-1]
    return {name: value for name, value in query.items() if name not in ("page", "limit")}


def test_nothing_chosen_asks_for_everything(backend, crm):
    assert asked(backend) == {}
    assert "Всі етапи" in crm.screen.texts


def test_a_status_goes_out_and_can_be_taken_back(backend, crm):
    screen = crm.choose_status("NEW")

    assert asked(backend) == {"status": "NEW"}
    assert "NEW" in screen.texts
    assert "Всі етапи" not in screen.texts
    crm.choose_status(None)
    assert asked(backend) == {}


def test_a_stage_brings_its_pipeline_and_leaves_the_status(backend, crm):
    crm.choose_status("CLOSED")
    screen = crm.choose_stage("Показ")

    assert asked(backend) == {"status": "CLOSED", "pipelineId": "6", "stageId": "61"}
    assert {"CLOSED", "Оренда", "Показ"} <= set(screen.texts)


def test_a_stage_that_every_pipeline_has_is_the_chosen_ones(backend, crm):
    crm.choose_pipeline("Оренда")
    assert asked(backend) == {"pipelineId": "6"}
    crm.choose_stage("Успіх")
    assert asked(backend) == {"pipelineId": "6", "stageId": "142"}
    crm.choose_pipeline("Продажі")
    assert asked(backend) == {"pipelineId": "5"}
    crm.clear_filter()
    assert asked(backend) == {}


def test_the_list_before_is_not_shown_under_the_new_choice(backend, crm):
    backend.leads = []

    screen = crm.choose_status("NEW")

    assert (screen.leads_state, screen.leads) == ("empty", ())
    assert "Leads не знайдено" in screen.texts


def test_pulling_down_asks_for_the_same_choice(backend, crm):
    crm.choose_status("NEW")
    before = backend.count(LEADS)
    crm.pull_to_refresh()
    assert (backend.count(LEADS), asked(backend)) == (before + 1, {"status": "NEW"})


def test_what_cannot_be_chosen_is_told_with_what_can(crm):
    with pytest.raises(NotOnScreen, match="«NEW»"):
        crm.choose_status("NEWS")
    with pytest.raises(NotOnScreen, match="«Показ»"):
        crm.choose_stage("Показі")
    with pytest.raises(NotOnScreen, match="«Оренда»"):
        crm.choose_pipeline("Орена")


def test_a_backend_without_filters_keeps_working(backend, make_phone):
    backend.leads = [lead(1)]
    plain = Call("GET", "/api/v1/leads?page={page}&limit=100", read=SEED_API.leads.read)
    phone = make_phone(api=ApiShape(sign_in=SEED_API.sign_in, status=SEED_API.status, leads=plain))
    phone.sign_in(email="olha@example.com", password="secret")

    assert len(phone.open_crm().leads) == 1
    with pytest.raises(NotOnScreen, match=r"leads \{status\}"):
        phone.choose_status("NEW")
