"""The list of leads and one lead: states, texts, pages, search, retries on virtual time."""

import pytest
from scripted_backend import LEADS, PIPELINES, STATUS, Reply, lead

from simulated_client import SEED_API, ApiShape, Call, NotOnScreen


def test_leads_show_under_the_banner_before_anything_is_connected(backend, phone):
    backend.leads = [lead(1, guestName="Ольга «Київ» O'Brien", price=1000), lead(2, price=None)]
    screen = phone.open_crm()
    assert screen.id == "crm.not_connected"
    assert screen.texts == (
        "Підключіть AMO CRM для синхронізації заявок",
        "Знайти за ім'ям",
        "Всі етапи",
        "2 лідів знайдено",
        "Ольга «Київ» O'Brien",
        "1,000 $",
        "Лід 2",
    )
    assert screen.buttons == ("Підключити",)
    first = screen.leads[0]
    assert (first.id, first.amo_id, first.phone, first.price, first.status) == (
        "uuid-1",
        1001,
        "+380500000001",
        1000,
        "NEW",
    )


@pytest.mark.parametrize(
    ("language", "count", "search", "stages"),
    [
        ("uk", "1 лідів знайдено", "Знайти за ім'ям", "Всі етапи"),
        ("ru", "1 лидов найдено", "Найти по имени", "Все этапы"),
        ("en", "1 leads found", "Find by name", "All Stages"),
    ],
)
def test_only_the_counts_and_the_search_follow_the_phones_language(
    backend, make_phone, language, count, search, stages
):
    backend.leads = [lead(1)]
    phone = make_phone(language=language)
    phone.sign_in(email="olha@example.com", password="secret")
    texts = phone.open_crm().texts
    assert texts[:4] == ("Підключіть AMO CRM для синхронізації заявок", search, stages, count)


def test_all_120_leads_of_two_pages_are_shown(backend, phone):
    backend.leads = [lead(number) for number in range(120)]
    screen = phone.open_crm()
    assert [card.amo_id for card in screen.leads] == list(range(1000, 1120))
    assert "120 лідів знайдено" in screen.texts
    pages = [hit.query for hit in backend.hits if hit.name == LEADS]
    assert pages == [{"page": "1", "limit": "100"}, {"page": "2", "limit": "100"}]


def test_exactly_one_full_page_asks_for_no_second(backend, phone):
    backend.leads = [lead(number) for number in range(100)]
    assert len(phone.open_crm().leads) == 100
    assert backend.count(LEADS) == 1


def test_an_empty_page_ends_a_list_that_promised_more(backend, phone):
    backend.always(LEADS, Reply(200, {"data": [], "totalPages": 9}))
    assert phone.open_crm().leads_state == "empty"
    assert backend.count(LEADS) == 1


def test_a_failing_second_page_fails_the_list(backend, phone):
    backend.leads = [lead(number) for number in range(120)]
    page_1 = Reply(200, {"data": backend.leads[:100], "totalPages": 2})
    backend.script(LEADS, page_1, Reply(500, {"message": "x"}), page_1, Reply(500, {"message": "x"}))
    screen = phone.open_crm()
    assert (screen.leads_state, screen.leads) == ("error", ())


def test_an_empty_list_says_so(phone):
    screen = phone.open_crm()
    assert (screen.leads_state, screen.leads) == ("empty", ())
    assert screen.texts[-1] == "Немає leads"


def test_loading_is_seen_before_the_list(backend, phone, seen):
    backend.leads = [lead(1)]
    phone.open_crm()
    states = [screen.leads_state for screen in seen.screens]
    assert states == ["none", "loading", "list"]
    assert "Завантаження leads..." in seen.screens[1].texts


@pytest.mark.parametrize(
    ("reply", "detail", "reason"),
    [
        (Reply(403, {"message": "jwt"}), "Немає доступу до цього ресурсу.", "403 jwt"),
        (Reply(500, {"message": "no table"}), "Помилка сервера (500): no table", "500 no table"),
        (Reply(500, {"message": ["x"]}), "Помилка сервера (500): Internal Server Error", "500 Internal Server Error"),
        (Reply(404, raw=b"<pre>Cannot GET</pre>"), "Помилка сервера (404): Not Found", "404 Not Found"),
        (Reply(599, raw=b""), "Помилка сервера (599): ", "599"),
    ],
)
def test_a_refused_list_is_tried_twice_two_virtual_seconds_apart(backend, phone, seen, reply, detail, reason):
    backend.always(LEADS, reply)
    screen = phone.open_crm()
    assert (screen.id, screen.leads_state, screen.reason) == ("crm.not_connected", "error", reason)
    assert screen.texts[-2:] == ("Помилка завантаження leads", detail)
    assert screen.buttons == ("Підключити", "Спробувати знову")
    assert backend.count(LEADS) == 2
    loading = next(screen.at for screen in seen.screens if screen.leads_state == "loading")
    assert screen.at - loading == 2.0


@pytest.mark.parametrize(
    "body",
    [
        {"success": False, "message": "no"},
        {"data": {"data": [], "total": 0}, "totalPages": 1},
        {"data": [lead(1)], "totalPages": "1"},
        {"data": [lead(1)]},
        {"data": [lead(1, id=None)], "totalPages": 1},
        {"data": [lead(1, id=True)], "totalPages": 1},
        {"data": [lead(1, id={"uuid": 1})], "totalPages": 1},
        {"data": ["lead"], "totalPages": 1},
        [lead(1)],
        None,
    ],
)
def test_a_list_of_another_shape_is_an_error_of_its_own(backend, phone, body):
    backend.always(LEADS, Reply(200, body))
    screen = phone.open_crm()
    assert screen.leads_state == "error"
    assert screen.texts[-1] == "Невірний формат відповіді від сервера"
    assert screen.reason.startswith("wrong shape: ")


def test_a_page_of_html_is_a_wrong_shape_too(backend, phone):
    backend.always(LEADS, Reply(200, raw=b"<html>hello</html>", content_type="text/html"))
    assert phone.open_crm().texts[-1] == "Невірний формат відповіді від сервера"


def test_a_hiccup_heals_by_itself(backend, phone):
    backend.leads = [lead(1)]
    backend.script(LEADS, Reply(502))
    screen = phone.open_crm()
    assert (screen.leads_state, screen.reason, screen.at) == ("list", None, 2.0)


def test_retry_loads_the_list_again(backend, phone):
    backend.script(LEADS, Reply(500), Reply(500))
    assert phone.open_crm().leads_state == "error"
    backend.leads = [lead(1)]
    assert phone.retry().leads_state == "list"


def test_pulling_down_reloads_the_leads_and_nothing_else(backend, phone):
    phone.open_crm()
    backend.leads = [lead(1)]
    backend.connected = True
    since = len(backend.hits)
    screen = phone.pull_to_refresh()
    assert (screen.id, screen.leads_state) == ("crm.not_connected", "list")
    assert backend.names(since) == [LEADS]


def test_the_old_list_stays_while_a_new_one_loads(backend, phone, seen):
    backend.leads = [lead(1)]
    phone.open_crm()
    phone.pull_to_refresh()
    assert [screen.leads_state for screen in seen.screens] == ["none", "loading", "list"]


def test_settling_for_less_than_the_retry_shows_what_a_hasty_person_sees(backend, phone, seen):
    backend.always(LEADS, Reply(500))
    phone.open_crm()
    assert phone.settle(seconds=0).leads_state == "error"
    assert seen.screens[-1].at == 2.0


def test_search_finds_by_part_of_the_name_in_any_case(backend, phone):
    backend.leads = [lead(1, guestName="Олена Шевченко"), lead(2, guestName="ІВАН")]
    phone.open_crm()
    screen = phone.search("ШЕВ")
    assert [card.name for card in screen.leads] == ["Олена Шевченко"]
    assert "1 лідів знайдено" in screen.texts
    nothing = phone.search("zzz")
    assert (nothing.leads_state, nothing.texts[-1]) == ("empty", "Leads не знайдено")
    assert len(phone.search("").leads) == 2


def test_search_asks_the_backend_nothing(backend, phone):
    phone.open_crm()
    since = len(backend.hits)
    phone.search("x")
    assert backend.names(since) == []


@pytest.mark.parametrize(
    ("price", "text"),
    [(0, "0 $"), (1234567, "1,234,567 $"), (1000.5, "1,000.5 $"), ("2500.00", "2,500 $"), ("70", "70 $")],
)
def test_prices_are_grouped_as_the_app_groups_them(backend, phone, price, text):
    backend.leads = [lead(1, price=price)]
    assert phone.open_crm().texts[-1] == text


@pytest.mark.parametrize("price", [None, True, "dear", {}])
def test_what_is_no_price_is_not_shown(backend, phone, price):
    backend.leads = [lead(1, price=price)]
    screen = phone.open_crm()
    assert screen.texts[-1] == "Лід 1"
    assert screen.leads[0].price is None


@pytest.mark.parametrize("name", [None, "", 7])
def test_a_lead_without_a_name_says_so(backend, phone, name):
    backend.leads = [lead(1, guestName=name, amoLeadId="1001", guestPhone=None, status=None)]
    card = phone.open_crm().leads[0]
    assert (card.name, card.amo_id, card.phone, card.status) == ("Без імені", 1001, None, None)


def test_a_card_opens_the_lead_by_its_amocrm_id(backend, phone, seen):
    backend.leads = [lead(1), lead(2)]
    phone.open_crm()
    screen = phone.open_lead("Лід 2")
    assert screen.id == "lead"
    assert screen.texts == (
        "Lead Details",
        "Lead Name",
        "Лід 2",
        "Potential Value",
        "2,000 $",
        "Contact Information",
        "+380500000002",
    )
    assert backend.names()[-1] == "GET /api/amo-crm/leads/1002"
    assert ("Lead Details",) in [screen.texts for screen in seen.screens]


def test_the_leads_own_answer_wins_over_the_card(backend, phone):
    backend.leads = [lead(1)]
    phone_field = {"field_code": "PHONE", "values": [{"value": "+1"}]}
    detail = {
        "lead": {"name": "Нова назва", "price": 0},
        "contacts": [{"custom_fields_values": [{"field_code": "EMAIL", "values": [{"value": "a@b"}]}, phone_field]}],
    }
    backend.script("GET /api/amo-crm/leads/1001", Reply(200, {"data": detail}))
    phone.open_crm()
    texts = phone.open_lead("Лід 1").texts
    assert (texts[2], texts[4], texts[6]) == ("Нова назва", "0 $", "+1")


def test_a_lead_unknown_to_amocrm_is_opened_by_the_backends_id(backend, phone):
    backend.leads = [lead(1, amoLeadId=None)]
    phone.open_crm()
    phone.open_lead("Лід 1")
    assert backend.names()[-1] == "GET /api/amo-crm/leads/uuid-1"


def test_a_lead_that_does_not_open_is_tried_twice(backend, phone):
    backend.leads = [lead(1)]
    path = "GET /api/amo-crm/leads/1001"
    backend.always(path, Reply(404, {"message": "Lead not found in AmoCRM"}))
    phone.open_crm()
    screen = phone.open_lead("Лід 1")
    assert (screen.id, screen.reason) == ("lead.error", "404 Lead not found in AmoCRM")
    assert screen.texts == ("Lead not found or error loading.",)
    assert backend.count(path) == 2


def test_the_tab_is_focused_again_after_a_lead(backend, phone):
    backend.leads = [lead(1)]
    phone.open_crm()
    phone.open_lead("Лід 1")
    since = len(backend.hits)
    assert phone.open_crm().leads_state == "list"
    assert backend.names(since) == [STATUS]


def test_a_lead_behind_the_callback_is_left(backend, phone):
    backend.leads = [lead(1)]
    phone.open_crm()
    phone.open_lead("Лід 1")
    phone.to_background()
    assert phone.deliver_link("foryoure://amo-crm/callback?success=true").id == "crm.not_connected"
    since = len(backend.hits)
    phone.to_background()
    phone.to_foreground()
    assert sorted(backend.names(since)) == sorted([STATUS, LEADS])


def test_a_lead_that_is_not_in_the_list_gets_the_nearest_name(backend, phone):
    backend.leads = [lead(1, guestName="Олена Шевченко")]
    phone.open_crm()
    with pytest.raises(NotOnScreen, match="немає ліда «Олена Шевчнко»; найближчий: «Олена Шевченко»"):
        phone.open_lead("Олена Шевчнко")
    with pytest.raises(NotOnScreen, match="є: «Олена Шевченко»"):
        phone.open_lead("zzz")


def test_there_is_no_list_on_the_home_tab(phone):
    for action in (phone.pull_to_refresh, lambda: phone.search("x"), lambda: phone.open_lead("x")):
        with pytest.raises(NotOnScreen, match="«home» немає списку лідів"):
            action()


def test_a_backend_without_lead_or_disconnect_does_not_offer_them(backend, make_phone):
    shape = ApiShape(sign_in=SEED_API.sign_in, status=SEED_API.status, leads=SEED_API.leads)
    backend.connected = True
    backend.leads = [lead(1)]
    phone = make_phone(api=shape)
    phone.sign_in(email="olha@example.com", password="secret")
    screen = phone.open_crm()
    assert (screen.buttons, screen.texts[0], screen.texts[1]) == ((), "Підключено до AMO CRM", "Знайти за ім'ям")
    with pytest.raises(NotOnScreen, match="«lead»"):
        phone.open_lead("Лід 1")
    with pytest.raises(NotOnScreen, match="«disconnect»"):
        phone.disconnect()


def test_a_list_without_pages_is_asked_for_once(backend, make_phone):
    leads = Call("GET", "/api/all", read={"items": "@", "id": "id", "total_pages": "x"})
    backend.always("GET /api/all", Reply(200, [{"id": 5}, {"id": "6"}]))
    phone = make_phone(api=ApiShape(sign_in=SEED_API.sign_in, status=SEED_API.status, leads=leads))
    phone.sign_in(email="olha@example.com", password="secret")
    assert [card.id for card in phone.open_crm().leads] == ["5", "6"]
    assert backend.count("GET /api/all") == 1


def test_pipelines_are_counted_under_the_badge(backend, phone, seen):
    backend.connected = True
    screen = phone.open_crm()
    assert screen.texts[:2] == ("Підключено до AMO CRM", "Завантажено 2 воронок, 5 стадій")
    assert screen.buttons == ("Відключити",)
    assert any("Завантаження воронок та стадій..." in one.texts for one in seen.screens)


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (Reply(500, {"message": "boom"}), "Помилка завантаження воронок: Помилка сервера (500): boom"),
        (Reply(200, {"data": None}), "Помилка завантаження воронок: Невірний формат відповіді від сервера"),
    ],
)
def test_pipelines_that_fail_say_so_after_two_tries_and_leave_the_leads_alone(backend, phone, reply, text):
    backend.connected = True
    backend.leads = [lead(1)]
    backend.always(PIPELINES, reply)
    screen = phone.open_crm()
    assert (screen.texts[1], screen.leads_state) == (text, "list")
    assert backend.count(PIPELINES) == 2


def test_of_cards_that_say_the_same_the_so_manieth_is_opened(backend, phone):
    backend.leads = [lead(1), lead(2, guestName="Лід 1")]
    phone.open_crm()
    phone.open_lead("Лід 1", which=1)
    assert backend.names()[-1] == "GET /api/amo-crm/leads/1002"
    phone.open_crm()
    with pytest.raises(NotOnScreen):
        phone.open_lead("Лід 1", which=2)
