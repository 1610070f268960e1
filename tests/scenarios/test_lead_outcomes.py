"""The list of leads: which leads count as seen, and whose, and in what order."""

from collections.abc import Callable, Sequence

import pytest
from made_stage import card, listing, screen, seeing, stage

from harness.gherkin.tables import Row
from harness.ports import Person, Stage
from harness.ports.crm import CrmLead
from harness.wire.exchange import LeadCard, Screen
from scenarios.messages import Unmet
from scenarios.outcomes import leads

FLAT, HOUSE, OFFICE = card("Flat", 120000), card("House", 85000), card("Office")
THREE = listing(FLAT, HOUSE, OFFICE)
ANN = seeing(THREE)
ELSEWHERE = screen("lead", "Lead Details", "Flat")


def rows(*told: str | tuple[str, int | None]) -> list[Row]:
    return [{"name": row} if isinstance(row, str) else {"name": row[0], "price": row[1]} for row in told]


def test_a_list_has_so_many_leads() -> None:
    leads.lead_count(stage(), ANN, 3)
    leads.lead_count(stage(), seeing(listing()), 0)
    leads.at_least(stage(), ANN, 1)
    leads.at_least(stage(), ANN, 3)
    leads.no_leads(stage(), seeing(listing()))


@pytest.mark.parametrize(
    ("outcome", "shown", "count", "told"),
    [
        (leads.lead_count, THREE, 2, "sees leads: 3, expected: 2"),
        (leads.lead_count, THREE, 0, "sees leads: 3, the first is “Flat”"),
        (leads.lead_count, listing(), 1, "sees leads: 0, expected: 1"),
        (leads.lead_count, ELSEWHERE, 0, "not the CRM tab"),
        (leads.at_least, THREE, 4, "sees 3 leads, not at least 4"),
        (leads.at_least, listing(), 1, "sees 0 leads, not at least 1"),
        (leads.at_least, THREE, 0, "“at least 0” is always true"),
        (leads.at_least, ELSEWHERE, 1, "not the CRM tab"),
    ],
)
def test_another_number_of_leads_is_told(
    outcome: Callable[[Stage, Person, int], None], shown: Screen, count: int, told: str
) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(), seeing(shown), count)


@pytest.mark.parametrize(
    ("outcome", "value"),
    [
        (leads.lead_count, 0),
        (leads.lead_count, 1),
        (leads.at_least, 1),
        (leads.lead, "Flat"),
        (leads.no_lead, "Flat"),
        (leads.first, "Flat"),
        (leads.only_these, rows("Flat")),
    ],
)
@pytest.mark.parametrize("state", ["error", "loading", "none"])
def test_a_list_that_was_not_loaded_proves_nothing(state: str, outcome: Callable[..., None], value: object) -> None:
    with pytest.raises(Unmet, match=state):
        outcome(stage(), seeing(screen("crm.connected", leads_state=state)), value)


@pytest.mark.parametrize("name", ["Flat", "Office"])
def test_a_lead_is_seen_by_the_name_on_its_card(name: str) -> None:
    leads.lead(stage(), ANN, name)


@pytest.mark.parametrize(
    ("shown", "name", "told"),
    [
        (THREE, "Flats", "doesn't see the lead “Flats”; the nearest is “Flat”. In the list: Flat · House · Office"),
        (THREE, "flat", "“Flat” differs in small and capital letters only"),
        (THREE, "Оffice", r"О \(Cyrillic\) ≠ O \(Latin\)"),
        (listing("Flat in Soho"), "Flat", "this is only a part of “Flat in Soho”"),
        (listing(), "Flat", "In the list: nothing"),
        (ELSEWHERE, "Flat", "not the CRM tab"),
    ],
)
def test_of_an_unseen_lead_the_nearest_is_told(shown: Screen, name: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        leads.lead(stage(), seeing(shown), name)


CRM = [CrmLead(1, "Flat", 120000, "Peter O'Connor"), CrmLead(2, "House", 85000)]
CONTACT = card("Peter O'Connor", 120000, amo_id=1)


def test_a_card_that_shows_a_contact_is_the_lead_that_amocrm_knows() -> None:
    ann = seeing(listing(CONTACT), owns=True)
    known = stage(people=[ann], Ann=CRM)

    leads.lead(known, ann, "Flat")
    leads.lead(known, ann, "Peter O'Connor")
    leads.only_these(known, ann, rows(("Flat", 120000)))
    with pytest.raises(Unmet, match="its card says “Peter O'Connor”"):
        leads.no_lead(known, ann, "Flat")


def test_a_contact_does_not_hide_another_persons_lead() -> None:
    ann, bob = seeing(listing(CONTACT)), seeing(listing(), "Bob", owns=True)

    with pytest.raises(Unmet, match="Ann sees the lead “Flat”; its card says “Peter O'Connor”"):
        leads.no_lead(stage(people=[ann, bob], Bob=CRM), ann, "Flat")


def test_a_card_with_another_leads_name_is_not_the_lead_of_its_id() -> None:
    ann = seeing(listing(card("House", 85000, amo_id=1)), owns=True)

    with pytest.raises(Unmet, match="doesn't see the lead “Flat”"):
        leads.lead(stage(people=[ann], Ann=CRM), ann, "Flat")


def test_a_card_with_another_leads_name_is_not_that_lead_either() -> None:
    ann = seeing(listing(card("House", 85000, amo_id=1)), owns=True)
    known = stage(people=[ann], Ann=CRM)

    with pytest.raises(Unmet, match="the lead “House”; the card of this name is another lead's"):
        leads.lead(known, ann, "House")
    with pytest.raises(Unmet, match="Ann sees the lead “House”"):
        leads.no_lead(known, ann, "House")


@pytest.mark.parametrize("shown", ["Old Flat", "undefined"])
def test_a_card_with_an_old_name_or_garbage_is_not_the_lead_of_its_id(shown: str) -> None:
    ann = seeing(listing(card(shown, 120000, amo_id=1)), owns=True)
    known = stage(people=[ann], Ann=CRM)

    leads.lead(known, ann, shown)
    with pytest.raises(Unmet, match=f"doesn't see the lead “Flat”; its card says “{shown}”"):
        leads.lead(known, ann, "Flat")
    with pytest.raises(Unmet, match=f"the card of the lead “Flat” with another name: “{shown}”"):
        leads.own_leads(known, ann)


def test_a_lead_is_seen_with_its_price() -> None:
    leads.lead_with_price(stage(), ANN, "Flat", 120000)
    leads.lead_with_price(stage(), ANN, "Office", 0)
    leads.lead_with_price(stage(), seeing(listing(card("Flat", 1), card("Flat", 2))), "Flat", 2)


@pytest.mark.parametrize(
    ("name", "price", "told"),
    [
        ("Flat", 85000, "with the price 120000, not 85000"),
        ("Office", 1, "with the price 0, not 1"),
        ("Shed", 85000, "doesn't see the lead “Shed”"),
    ],
)
def test_another_price_is_told(name: str, price: int, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        leads.lead_with_price(stage(), ANN, name, price)


@pytest.mark.parametrize("shown", [THREE, listing()])
def test_a_lead_that_is_not_there_is_not_seen(shown: Screen) -> None:
    leads.no_lead(stage(), seeing(shown), "Flat in Soho")
    leads.no_lead(stage(), seeing(shown), "Fla")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Flat", "Ann sees the lead “Flat”$"),
        ("FLAT", "small and capital letters only"),
        ("Hоuse", r"о \(Cyrillic\) ≠ o \(Latin\)"),
    ],
)
def test_a_slip_of_the_pen_does_not_make_a_lead_unseen(name: str, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        leads.no_lead(stage(), ANN, name)


def test_leads_have_their_places() -> None:
    twice = seeing(listing("Flat", "Flat", "House"))

    leads.first(stage(), ANN, "Flat")
    leads.last(stage(), ANN, "Office")
    leads.above(stage(), ANN, "Flat", "Office")
    leads.above(stage(), twice, "Flat", "House")
    leads.first(stage(), seeing(listing("Flat")), "Flat")
    leads.last(stage(), seeing(listing("Flat")), "Flat")


@pytest.mark.parametrize(
    ("outcome", "names", "told"),
    [
        (leads.first, ["House"], "doesn't see the lead “House” first. In order: Flat · House · Office"),
        (leads.last, ["House"], "doesn't see the lead “House” last"),
        (leads.first, ["Shed"], "doesn't see the lead “Shed”"),
        (leads.above, ["House", "Flat"], "“House” above the lead “Flat”. In order: Flat · House · Office"),
        (leads.above, ["Flat", "Shed"], "doesn't see the lead “Shed”"),
        (leads.above, ["Flat", "Flat"], "can't be above itself"),
    ],
)
def test_another_place_is_told(outcome: Callable[..., None], names: Sequence[str], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(), ANN, *names)


def test_one_of_two_below_is_not_above() -> None:
    with pytest.raises(Unmet, match="above"):
        leads.above(stage(), seeing(listing("Flat", "House", "Flat")), "Flat", "House")


@pytest.mark.parametrize(
    "table",
    [
        rows("Office", "Flat", "House"),
        rows(("House", 85000), ("Office", 0), ("Flat", 120000)),
        rows(("House", 85000), ("Office", None), ("Flat", 120000)),
    ],
    ids=["names", "prices", "an empty price"],
)
def test_a_table_is_the_whole_list(table: list[Row]) -> None:
    leads.only_these(stage(), ANN, table)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (rows("Flat", "House"), r"Missing: nothing. Extra: Office \(0\)"),
        (rows("Flat", "House", "Office", "Office"), r"Missing: Office. Extra: nothing"),
        (rows("Flat", "House", "Shed"), r"Missing: Shed. Extra: Office"),
        (rows(("Flat", 1), ("House", 85000), ("Office", 0)), r"Missing: Flat \(1\). Extra: Flat \(120000\)"),
        (rows(("Flat", None), ("House", 85000), ("Office", 0)), r"Missing: Flat \(0\)"),
    ],
    ids=["too many", "one twice", "another", "another price", "an empty price"],
)
def test_another_list_is_told_by_its_difference(table: list[Row], told: str) -> None:
    for outcome in (leads.only_these, leads.these_in_order):
        with pytest.raises(Unmet, match=told):
            outcome(stage(), ANN, table)


def test_an_empty_list_is_not_any_table() -> None:
    with pytest.raises(Unmet, match=r"Missing: Flat. Extra: nothing"):
        leads.only_these(stage(), seeing(listing()), rows("Flat"))


def test_a_table_tells_the_order_where_it_is_asked() -> None:
    leads.these_in_order(stage(), ANN, rows("Flat", ("House", 85000), "Office"))
    with pytest.raises(Unmet, match="in another order: Flat · House · Office"):
        leads.these_in_order(stage(), ANN, rows("House", "Flat", "Office"))


def test_a_card_with_two_names_leaves_the_row_that_it_alone_fits() -> None:
    # “Peter” is the contact of the one lead and the name of the other: whoever takes the first that fits, fails.
    ann = seeing(listing(card("Peter", None, amo_id=1), card("Peter", None)), owns=True)
    known = stage(people=[ann], Ann=[CrmLead(1, "Flat", 0, "Peter")])

    leads.only_these(known, ann, rows("Peter", "Flat"))


def of(*cards: LeadCard) -> tuple[Stage, Person]:
    ann = seeing(listing(*cards), owns=True)
    return stage(people=[ann], Ann=CRM), ann


def test_own_leads_are_told_by_id_where_the_backend_has_it() -> None:
    leads.own_leads(*of(CONTACT, card("House", 85000, amo_id=2)))
    leads.own_leads(*of(card("Flat", 120000, amo_id=1), card("House", 85000, amo_id=2)))
    leads.own_leads(*of(card("House", 85000), card("Flat", 120000)))
    leads.own_leads(*of(card("House", 85000), card("Peter O'Connor", 120000)))
    leads.own_leads(*of(card("House", 85000), CONTACT))


def test_many_leads_that_are_all_alike_are_told_by_their_number() -> None:
    twins = [card("Flat", 5)] * 1200
    ann = seeing(listing(*twins), owns=True)

    leads.own_leads(stage(Ann=[CrmLead(number, "Flat", 5) for number in range(1200)]), ann)
    with pytest.raises(Unmet, match="1200 of 1201"):
        leads.own_leads(stage(Ann=[CrmLead(number, "Flat", 5) for number in range(1201)]), ann)


def test_of_an_empty_account_an_empty_list_is_right() -> None:
    ann = seeing(listing(), owns=True)

    leads.own_leads(stage(people=[ann], Ann=[]), ann)
    for shown, told in (
        (listing("Flat"), "the first is “Flat”"),
        (screen("crm.connected"), "not a loaded and empty list"),
    ):
        ann = seeing(shown, owns=True)
        with pytest.raises(Unmet, match=told):
            leads.own_leads(stage(people=[ann], Ann=[]), ann)


def test_a_lead_without_any_name_is_called_what_the_app_likes() -> None:
    ann = seeing(listing(card("Без імені", 5, amo_id=1)), owns=True)

    leads.own_leads(stage(people=[ann], Ann=[CrmLead(1, "", 5)]), ann)


@pytest.mark.parametrize(
    ("cards", "told"),
    [
        ([CONTACT], "sees leads: 1 of 2; missing: House"),
        ([CONTACT, CONTACT], "missing: House; not of this account: Peter"),
        ([CONTACT, card("House", 85000, amo_id=7)], "missing: House; not of this account: House"),
        ([CONTACT, card("House", 1, amo_id=2)], "missing: House; not of this account: House"),
        ([CONTACT, card("House", None, amo_id=2)], "missing: House"),
        ([], "instead of 2 leads"),
    ],
    ids=["fewer", "one twice", "of another account", "another price", "no price", "none"],
)
def test_leads_of_another_account_are_not_ones_own(cards: list[LeadCard], told: str) -> None:
    with pytest.raises(Unmet, match=told):
        leads.own_leads(*of(*cards))


def test_whoever_has_no_account_has_no_leads_of_their_own() -> None:
    with pytest.raises(Unmet, match="has no amoCRM account"):
        leads.own_leads(stage(), ANN)
