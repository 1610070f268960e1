"""The table of moods, cell by cell: what amoCRM is asked for, in each language."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import cast

import pytest

from harness.gherkin.tables import read_table
from harness.ports import Account, CrmUser, Fault, Refusal, Stage
from mock_amocrm.faults.kinds import KINDS
from scenarios.givens.moods import COLUMNS, MOODS
from scenarios.journeys.moods import fall_into_each

ACCOUNT = Account("ann", "ann.amocrm.ru", CrmUser("Ann", "ann@example.com", "secret"))


@dataclass
class Orders:
    """An amoCRM that remembers what was ordered."""

    faults: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> str:
        self.faults.append(fault)
        return f"f{len(self.faults)}"


def ordered(*rows: list[str], lang: str = "en") -> tuple[list[Fault], list[Refusal]]:
    """What a table orders for Ann's account, and what it then expects."""
    crm, expected = Orders(), cast(list[Refusal], [])
    ann = SimpleNamespace(name="Ann", account=ACCOUNT)
    stage = SimpleNamespace(lang=lang, crm=crm, people={"Ann": ann}, expected=expected, expect=expected.append)
    fall_into_each(cast(Stage, stage), read_table(rows, COLUMNS, lang=lang))
    return crm.faults, expected


@pytest.mark.parametrize(
    ("lang", "header", "mood"),
    [
        ("uk", ["настрій", "запити", "пропустити", "відсотків", "хвилин", "секунд"], "відповідає повільно"),
        ("ru", ["настроение", "запросы", "пропустить", "процентов", "минут", "секунд"], "отвечает медленно"),
        ("en", ["mood", "requests", "skip", "percent", "minutes", "seconds"], "answers slowly"),
    ],
)
def test_a_row_says_how_often_for_how_long_and_how_late(lang: str, header: list[str], mood: str) -> None:
    (fault,), expected = ordered(header, [mood, "API", "2", "30", "10", "4"], lang=lang)

    assert fault == Fault(
        "/api/*", kind="slow", account=ACCOUNT, skip=2, probability=0.3, lasts=600, seconds=4, times=None
    )
    assert (expected[0].faults, expected[0].at_least, expected[0].at_most) == (frozenset({"f1"}), 1, None)


def test_what_is_not_said_is_always_and_every_request() -> None:
    (fault,), _ = ordered(["mood"], ["cuts its answers off"])

    assert fault == Fault("/*/?*", kind="truncate", account=ACCOUNT)


def test_a_mood_that_takes_its_time_by_nature_has_its_own_seconds() -> None:
    (slow, late), _ = ordered(["mood", "seconds"], ["answers drop by drop", ""], ["answers too late", "3"])

    assert (slow.kind, slow.seconds) == ("drip", 2)
    assert (late.kind, late.seconds) == ("gateway_timeout", 3)


def test_every_mood_is_a_kind_that_the_fake_knows_and_none_of_its_kinds_is_left_out() -> None:
    faults, _ = ordered(["mood"], *([mood.names[2]] for mood in MOODS))

    assert {fault.kind for fault in faults} == set(KINDS) - {"answer"}
    for fault, mood in zip(faults, MOODS, strict=True):
        kind = KINDS[fault.kind]
        assert fault.shape in (None, *kind.shapes)
        if kind.shapes:
            shape = fault.shape or next(iter(kind.shapes))
            reply = kind.shapes[shape]("en")
            assert (reply.status, reply.content_type.startswith("text/html")) == (mood.status, mood.page), mood.names
        assert fault.after is (mood.status == 504 and mood.after)
        assert replace(fault, after=False).body is None
