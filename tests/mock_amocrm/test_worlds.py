"""Worlds as data: what they contain, that they repeat themselves, and how they complain."""

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mock_amocrm.state.store import Store
from mock_amocrm.worlds import MalformedWorld, check_world, load_world, world_names

USERS = [{"name": "Анна"}]


def rows(world: str, kind: str, **how: object) -> list[object]:
    """The rows of a world."""
    return list(load_world(world, **how).baseline.tables[kind].values())  # type: ignore[arg-type]


def test_the_worlds_that_come_with_the_fake() -> None:
    assert world_names() == ("agency", "demo", "empty", "realty")


@pytest.mark.parametrize("lang", ["ru", "uk", "en"])
@pytest.mark.parametrize("name", world_names())
def test_every_world_loads_in_every_language_and_begins_with_an_admin(name: str, lang: str) -> None:
    world = load_world(name, lang=lang)
    assert world.users[0].is_admin
    assert len({user.email for user in world.users}) == len(world.users)
    assert all(user.password and user.name for user in world.users)


@pytest.mark.parametrize(
    ("name", "users", "pipelines", "leads"),
    [("empty", 1, 1, 0), ("demo", 3, 1, 7), ("realty", 4, 2, 120), ("agency", 5, 1, 40)],
)
def test_the_size_of_a_world(name: str, users: int, pipelines: int, leads: int) -> None:
    tables = load_world(name).baseline.tables
    assert (len(tables["users"]), len(tables["pipelines"]), len(tables["leads"])) == (users, pipelines, leads)
    assert len(tables["contacts"]) == leads


def test_texts_and_people_are_in_the_language() -> None:
    written = [rows("demo", "leads", lang=lang)[0]["name"] for lang in ("ru", "uk", "en")]
    assert written == ["Кухня на заказ", "Кухня на замовлення", "Kitchen to order"]
    invented = [rows("demo", "leads", lang=lang, leads=9)[8]["name"] for lang in ("ru", "uk", "en")]
    for name, title in zip(invented, written, strict=True):
        assert name.startswith(f"{title} — "), name
    assert rows("demo", "contacts", lang="uk")[0]["custom_fields_values"][0]["values"][0]["value"].startswith("+380")


def test_the_demo_world_needs_no_invented_people() -> None:
    code = "import sys; from mock_amocrm.worlds import load_world; load_world('demo'); print('faker' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_lead_names_of_a_world_are_all_different() -> None:
    names = [row["name"] for row in rows("realty", "leads", leads=2000)]
    assert len(set(names)) == 2000


def test_no_two_people_share_an_address() -> None:
    contacts = rows("realty", "contacts", leads=2000)
    assert len({row["custom_fields_values"][1]["values"][0]["value"] for row in contacts}) == 2000
    twins = load_world(
        {
            "users": [
                {"name": "Анна"},
                {"name": "Анна"},
                {"email": "anna3@example.com", "name": "Анна"},
                {"name": "Анна"},
            ]
        }
    )
    assert [user.email for user in twins.users] == [f"anna{number}@example.com" for number in ("", 2, 3, 4)]


def test_the_same_seed_gives_the_same_rows_in_another_process() -> None:
    script = (
        "import hashlib, orjson, sys; from mock_amocrm.worlds import load_world;"
        "world = load_world('agency', lang='uk', seed=7, now=1_700_000_000);"
        "tables = {kind: list(rows.values()) for kind, rows in world.baseline.tables.items()};"
        "everything = orjson.dumps([tables, dict(world.baseline.next_ids)]);"
        "sys.stdout.write(hashlib.sha256(everything).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_another_seed_gives_other_people_and_other_ids() -> None:
    one, other = load_world("realty", seed=1), load_world("realty", seed=2)
    for kind in ("users", "leads", "contacts", "pipelines"):
        assert not set(one.baseline.tables[kind]) & set(other.baseline.tables[kind])
    assert [user.email for user in one.users] != [user.email for user in other.users]


def test_times_are_counted_back_from_now_and_strictly_ordered() -> None:
    leads = rows("realty", "leads", now=1_700_000_000, leads=500)
    for key in ("created_at", "updated_at"):
        times = [lead[key] for lead in leads]
        assert times == sorted(set(times))
        assert times[-1] < 1_700_000_000
    assert all(lead["created_at"] < lead["updated_at"] for lead in leads)
    assert abs(rows("demo", "leads")[-1]["updated_at"] - time.time()) < 24 * 3600


def test_closed_leads_have_a_time_and_lost_ones_a_reason() -> None:
    for lead in rows("realty", "leads"):
        assert (lead["closed_at"] is not None) == (lead["status_id"] in (142, 143))
        assert (lead["loss_reason_id"] is not None) == (lead["status_id"] == 143)


def test_the_number_of_leads_can_be_chosen() -> None:
    assert [len(rows("demo", "leads", leads=count)) for count in (0, 3, 7, 40)] == [0, 3, 7, 40]
    assert rows("demo", "leads", leads=3, now=1) != rows("demo", "leads", leads=3, now=2)


def test_ten_thousand_leads_take_seconds_and_further_accounts_share_them() -> None:
    started = time.perf_counter()
    world = load_world("realty", leads=10_000, seed=99)
    assert time.perf_counter() - started < 10
    started = time.perf_counter()
    again = load_world("realty", leads=10_000, seed=99)
    assert again is world
    store = Store()
    one, other = store.add_account(again.baseline), store.add_account(again.baseline)
    assert time.perf_counter() - started < 0.1
    row = one.rows("leads")[0]
    assert other.row("leads", row["id"]) is row


def test_ids_of_a_large_world_are_nobody_elses_and_fit_into_32_bits() -> None:
    small, large = load_world("realty"), load_world("realty", leads=25_000)
    taken: set[int] = set()
    for kind in ("leads", "contacts", "companies", "users", "custom_fields"):
        numbers = set(large.baseline.tables[kind])
        assert numbers
        assert not numbers & taken
        assert not numbers & set(small.baseline.tables[kind])
        assert max(numbers) < large.baseline.next_ids[kind] < 2**31
        taken |= numbers


def test_a_large_world_costs_no_search_for_garbage_and_is_known_to_the_next_account() -> None:
    gc.unfreeze()
    world = load_world("demo", leads=20_000)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 20_000
    assert load_world("demo", leads=20_000) is world
    gc.unfreeze()


def test_an_accounts_first_change_of_a_large_world_copies_pointers_and_not_rows() -> None:
    world = load_world("demo", leads=20_000)
    store = Store()
    one, other = store.add_account(world.baseline), store.add_account(world.baseline)
    first = one.rows("leads")[0]
    one.put("leads", [{**first, "price": 1}])
    assert one.row("leads", first["id"]) != other.row("leads", first["id"]) is first
    assert one.rows("leads")[1] is other.rows("leads")[1]
    one.restore()
    assert one.row("leads", first["id"]) is first


def test_a_world_is_checked_without_inventing_its_leads() -> None:
    assert check_world("realty", lang="uk") == 120
    assert check_world("realty", lang="uk", leads=1_000_000) == 1_000_000
    with pytest.raises(MalformedWorld, match="there is no 'nowhere'"):
        check_world({"users": USERS, "leads": {"count": 900_000, "items": [{"stage": "nowhere"}]}}, lang="ru")


def test_an_account_hands_out_ids_after_the_worlds() -> None:
    account = Store().add_account(load_world("demo").baseline)
    for kind in ("leads", "contacts", "users", "pipelines"):
        assert account.next_id(kind) > max(account.rows(kind), key=lambda row: row["id"])["id"]


def test_a_world_without_invented_people_does_without_faker() -> None:
    script = (
        "import sys; from mock_amocrm.worlds import load_world; load_world('empty'); sys.exit('faker' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_world_of_ones_own_from_a_table_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        """
        [[users]]
        name = "Анна"
        email = "anna@shop.example"
        password = "Secret123"
        [[pipelines]]
        name = "Заказы"
        stages = ["Новый", "В работе"]
        [[leads.items]]
        name = "Стул"
        price = 900
        stage = "в работе"
        responsible = "anna@shop.example"
        tags = ["срочно"]
        contact = { name = "Пётр Первый", phone = "+79161234567", email = "p@example.com" }
        company = "Верфь"
        [[leads.items]]
        stage = "lost"
        loss_reason = "Слишком дорого"
        contact = "Екатерина"
        """,
        encoding="utf-8",
    )
    world = load_world(str(file))
    assert world.name == "mine"
    [anna] = world.users
    assert (anna.name, anna.email, anna.password) == ("Анна", "anna@shop.example", "Secret123")
    chair, other = world.baseline.tables["leads"].values()
    stages = {row["name"]: row["status_id"] for row in world.baseline.tables["statuses"].values()}
    assert (chair["name"], chair["price"], chair["status_id"]) == ("Стул", 900, stages["В работе"])
    assert (other["name"], other["status_id"]) == (f"Сделка #{other['id']}", 143)
    assert world.baseline.tables["loss_reasons"][other["loss_reason_id"]]["name"] == "Слишком дорого"
    peter, catherine = world.baseline.tables["contacts"].values()
    assert (peter["name"], peter["first_name"], peter["last_name"]) == ("Пётр Первый", "Пётр", "Первый")
    assert [entry["values"][0]["value"] for entry in peter["custom_fields_values"]] == ["+79161234567", "p@example.com"]
    assert catherine["custom_fields_values"] is None
    assert chair["contacts"] == (peter["id"],)
    assert peter["companies"] == chair["companies"] == tuple(world.baseline.tables["companies"])

    table = {"users": USERS, "leads": {"count": 2}}
    assert len(load_world(table).baseline.tables["leads"]) == 2
    assert load_world(table).users[0].email == "anna@example.com"


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for name in ("Анна", "Инна"):
        file.write_text(f'[[users]]\nname = "{name}"\n', encoding="utf-8")
        assert load_world(file).users[0].name == name


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "world: users: a world needs at least one user"),
        ({"users": USERS, "lead": {}}, "world: lead: unknown key; did you mean 'leads'?"),
        ({"users": [{"nmae": "x"}]}, "world: users[0].nmae: unknown key; did you mean 'name'?"),
        (
            {"users": [{"name": {"ru": "x", "ua": "y"}}]},
            "world: users[0].name.ua: unknown language; did you mean 'uk'?",
        ),
        ({"users": [{"name": {"uk": "x"}}]}, "world: users[0].name: has no 'ru', only uk"),
        ({"users": [{"admin": False}]}, "world: users[0].admin: the first user is the administrator"),
        ({"users": "Anna"}, "world: users: needs a list of tables, not 'Anna'"),
        ({"users": ["Anna"]}, "world: users[0]: needs a table, not 'Anna'"),
        ({"users": USERS, "leads": {"count": -1}}, "world: leads.count: needs at least 0, not -1"),
        ({"users": USERS, "leads": {"count": "7"}}, "world: leads.count: needs a whole number, not '7'"),
        ({"users": USERS, "leads": {"won": 7}}, "world: leads.won: needs a number from 0 to 1, not 7"),
        ({"users": USERS, "leads": {"won": 0.7, "lost": 0.7}}, "world: leads.lost: won and lost together"),
        ({"users": USERS, "leads": {"price": {"from": 5, "to": 4}}}, "world: leads.price.to: needs at least 5, not 4"),
        (
            {"users": USERS, "pipelines": [{"stages": []}]},
            "world: pipelines[0].stages: a pipeline needs at least one stage",
        ),
        (
            {"users": USERS, "leads": {"items": [{"stage": "Переговор"}]}},
            "leads.items[0]: stage: there is no 'Переговор'; did you mean 'Переговоры'?",
        ),
        (
            {"users": USERS, "leads": {"items": [{"stage": 9}]}},
            "leads.items[0]: stage: 9 is not one of the stages 1 to 4",
        ),
        (
            {"users": USERS, "leads": {"items": [{"responsible": "Ана"}]}},
            "responsible: there is no 'Ана'; did you mean 'Анна'?",
        ),
        (
            {"users": USERS, "leads": {"items": [{"contact": {"fone": "1"}}]}},
            "leads.items[0].contact.fone: unknown key; did you mean 'phone'?",
        ),
        (
            {"users": USERS, "leads": {"items": [{"stage": 1, "status_id": 142}]}},
            "leads.items[0].stage: say either stage or status_id",
        ),
    ],
)
def test_a_malformed_world_is_told_where_and_why(table: dict[str, object], message: str) -> None:
    with pytest.raises(MalformedWorld) as complaint:
        load_world(table)
    assert message in str(complaint.value)


def test_unknown_worlds_languages_and_broken_files_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("users = [", encoding="utf-8")
    for source, how, message in (
        ("realti", {}, "there is no world 'realti'; did you mean 'realty'?"),
        ("demo", {"lang": "ua"}, "there is no language 'ua'; did you mean 'uk'?"),
        ("demo", {"leads": -1}, "an account cannot have -1 leads, only 0 to 1000000"),
        ({"users": USERS, "leads": {"count": 1_000_001}}, {}, "an account cannot have 1000001 leads"),
        (tmp_path / "none.toml", {}, "none.toml: cannot be read"),
        (broken, {}, "broken.toml: is not TOML: "),
        ({"users": [{"name": object()}]}, {}, "world: a table of texts, numbers and lists is needed"),
    ):
        with pytest.raises(MalformedWorld) as complaint:
            load_world(source, **how)  # type: ignore[arg-type]
        assert message in str(complaint.value)
