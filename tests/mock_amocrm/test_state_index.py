"""Indexes and tables: always what a sort of all rows would give, and nothing of it seen by another account."""

import random
from collections.abc import Mapping

import pytest

from mock_amocrm.state.account import Account, Baseline, Row
from mock_amocrm.state.index import Arrangement
from mock_amocrm.state.row import compact
from mock_amocrm.state.store import Store
from mock_amocrm.state.table import MANY, Table

BY_TIME = Arrangement(("is_deleted", "lead"), ("updated_at", "id"))
BY_CONTACT = Arrangement(("contacts",), each=True)
EVERYTHING = Arrangement((), ("updated_at", "id"))
DERIVED = Arrangement(derived=lambda row: tuple(f"n{number}" for number in row["contacts"]))  # type: ignore[attr-defined]


def note(number: int, chance: random.Random) -> Row:
    return {
        "id": number,
        "is_deleted": chance.random() < 0.2,
        "lead": chance.randrange(3),
        "updated_at": chance.randrange(10),
        "contacts": tuple(chance.sample(range(5), chance.randrange(3))),
    }


def expected(rows: list[Row], arrangement: Arrangement) -> Mapping[object, list[Row]]:
    groups: dict[object, list[Row]] = {}
    for row in sorted(rows, key=lambda row: [row[column] for column in arrangement.order]):
        if arrangement.derived is not None:
            for group in arrangement.derived(row):
                groups.setdefault((group,), []).append(row)
            continue
        values = tuple(row[column] for column in arrangement.groups)
        for group in [(value,) for value in values[0]] if arrangement.each else [values]:  # type: ignore[attr-defined]
            groups.setdefault(group, []).append(row)
    return groups


def check(account: Account) -> None:
    rows = account.rows("notes")
    asked: dict[Arrangement, list[tuple[object, ...]]] = {
        BY_TIME: [(deleted, lead) for deleted in (False, True) for lead in range(3)],
        BY_CONTACT: [(number,) for number in range(5)],
        EVERYTHING: [()],
        DERIVED: [(f"n{number}",) for number in range(5)],
    }
    for arrangement, groups in asked.items():
        for group in groups:
            found = account.index("notes", arrangement).group(*group)  # type: ignore[arg-type]
            assert list(found) == expected(rows, arrangement).get(group, []), (arrangement, group)


@pytest.mark.parametrize("seed", range(5))
def test_an_index_is_what_a_sort_would_give_after_any_changes_of_any_account(seed: int) -> None:
    chance = random.Random(seed)
    world = Baseline({"notes": Table({number: note(number, chance) for number in range(40)})}, {})
    store = Store()
    accounts = [store.add_account(world) for _ in range(3)]
    for _ in range(60):
        account = chance.choice(accounts)
        number = chance.randrange(60)
        act = chance.random()
        if act < 0.7:
            account.put("notes", [note(each, chance) for each in {number, chance.randrange(60)}])
        elif act < 0.95:
            account.remove("notes", number)
        else:
            account.restore()
        for each in accounts:
            check(each)
    assert list(world.tables["notes"]) == list(range(40)), "the world itself never changes"


def test_many_rows_at_once_are_sorted_anew() -> None:
    chance = random.Random(1)
    account = Store().add_account(Baseline({}, {}))
    account.put("notes", [note(1, chance)])
    check(account)
    account.put("notes", [note(number, chance) for number in range(MANY + 1)])
    check(account)


def test_a_kind_has_a_revision_of_its_own() -> None:
    account = Store().add_account(Baseline({"notes": {}}, {}))
    before = account.revision_of("notes")
    account.put("tasks", [{"id": 1}])
    assert account.revision_of("notes") == before
    account.put("notes", [{"id": 1}])
    assert account.revision_of("notes") == account.revision > account.revision_of("tasks") > before
    account.restore()
    assert account.revision_of("notes") == account.revision_of("tasks") == account.revision


def test_a_row_without_a_number_is_refused_before_anything_is_stored() -> None:
    account = Store().add_account(Baseline({}, {}))
    with pytest.raises(TypeError, match="a row of notes needs an int id, not '2'"):
        account.put("notes", [{"id": 1}, {"id": "2"}])
    assert account.count("notes") == 0


def test_compact_rows_are_equal_dicts() -> None:
    row = {f"column {number}": number for number in range(24)}
    copy = compact(row).copy()
    copy["column 3"] = "three"
    assert {**copy} == row | {"column 3": "three"}
    assert compact(row) == row
    assert list(copy) == list(row)
    assert copy.__sizeof__() * 2 < row.__sizeof__()
